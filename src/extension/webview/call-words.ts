import type { ToolForm, TriedCall } from "../../protocol/call-form.ts";
import { visibleText } from "./visible-text.ts";

/** Tools under the headings of a list: those of the language, then server by server. */
export function toolGroups(
  tools: readonly ToolForm[],
): readonly (readonly [string, readonly ToolForm[]])[] {
  const groups = new Map<string, ToolForm[]>();
  for (const tool of tools) {
    const server = /^mcp:([^/]*)\//.exec(tool.name)?.[1];
    const heading = server === undefined ? "Built in" : `Server ${visibleText(server, 80)}`;
    const group = groups.get(heading);
    if (group === undefined) groups.set(heading, [tool]);
    else group.push(tool);
  }
  return [...groups];
}

/** A call in one line. */
export function recentLabel({ tool, args }: TriedCall): string {
  const values = Object.values(args);
  const [only] = values;
  const isPlain = values.length === 1 && typeof only === "string";
  const words = values.length === 0 ? "" : isPlain ? only : JSON.stringify(args);
  return visibleText(`${tool} ${words}`.trim(), 120);
}
