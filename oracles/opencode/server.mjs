/** An MCP server with four tools that do nothing, on its standard streams. */
import { createInterface } from "node:readline";

const tools = ["list", "create", "delete", "push_all"].map((name) => ({
  name,
  description: name,
  inputSchema: { type: "object", properties: { q: { type: "string" } } },
}));

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) continue;
  const result =
    method === "initialize"
      ? {
          protocolVersion: params.protocolVersion,
          capabilities: { tools: {} },
          serverInfo: { name: "lab", version: "1" },
        }
      : method === "tools/list"
        ? { tools }
        : method === "tools/call"
          ? { content: [{ type: "text", text: "done" }] }
          : {};
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);
}
