/** Asks the language server. */
export interface Server {
  request<Result>(method: string, params?: object): Promise<Result>;
}
