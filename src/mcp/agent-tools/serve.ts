import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

import type { JsonObject } from "../../model/json.ts";
import { AGENT_TOOLS } from "./tools.ts";

// The tools that every agent has, as an MCP server: it runs inside the sandbox, so that they and the tools of other servers go one way.
const { server } = new McpServer(
  { name: "ambit-tools", version: "1" },
  { capabilities: { tools: {} } },
);

server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: [...AGENT_TOOLS].map(([name, { description, required, optional }]) => ({
    name,
    description,
    inputSchema: {
      type: "object" as const,
      properties: Object.fromEntries(
        [...required, ...optional].map((key) => [key, { type: "string" }]),
      ),
      required: [...required],
    },
  })),
}));

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const tool = AGENT_TOOLS.get(params.name);
  const args = (params.arguments ?? {}) as JsonObject;
  const { text, isError } =
    tool === undefined
      ? { text: `there is no tool \`${params.name}\``, isError: true }
      : await tool.run(args).catch((error: unknown) => ({
          text: error instanceof Error ? error.message : String(error),
          isError: true,
        }));
  return { content: [{ type: "text" as const, text }], isError };
});

await server.connect(new StdioServerTransport());
