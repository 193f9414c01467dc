/** What a tool has to say. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}
