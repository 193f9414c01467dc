/** What is known of a tool of an MCP server. */
export interface CatalogTool {
  readonly name: string;
  /** The names of its arguments, by the properties of its `inputSchema`; `undefined` where the schema leaves them open. */
  readonly arguments: readonly string[] | undefined;
}

/** The tools of the servers of which a catalog is at hand. It helps to find spelling mistakes, and never changes a decision. */
export interface ToolCatalog {
  /** The tools of a server by name; `undefined` where no catalog of it is known. */
  tools(server: string): ReadonlyMap<string, CatalogTool> | undefined;
}
