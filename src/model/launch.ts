/** A server that is a program: it is started, and spoken to over its standard input and output. */
export interface StdioLaunch {
  readonly kind: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  /** Its own environment, by name. */
  readonly env: ReadonlyMap<string, string>;
  /** A file with more of its environment; `env` wins. */
  readonly envFile?: string;
  /** Where it runs; the workspace folder where nothing is said. */
  readonly cwd?: string;
}

/** A server that is spoken to over streamable HTTP. */
export interface HttpLaunch {
  readonly kind: "http";
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** How an MCP server is reached. As a file states it, its texts may hold placeholders: `${input:token}`. */
export type Launch = StdioLaunch | HttpLaunch;
