import { spellingsOf } from "../../analysis/spellings.ts";
import type { ToolCall } from "../../model/call.ts";
import type { Plan } from "./attack.ts";
import type { AttackGround, ToolRole } from "./ground.ts";

/** Command lines as calls. */
export function shell(...commands: readonly string[]): readonly ToolCall[] {
  return commands.map((command) => ({ tool: "shell", args: { command } }));
}

/** Files that are read. */
export function reads(paths: readonly string[]): readonly ToolCall[] {
  return paths.map((path) => ({ tool: "file.read", args: { path } }));
}

/** Files that are written. */
export function writes(paths: readonly string[]): readonly ToolCall[] {
  return paths.map((path) => ({ tool: "file.write", args: { path } }));
}

/** Files that are written by any tool: the agent's own, a command, a tool of a server. */
export function changes(
  paths: readonly string[],
  ground: Pick<AttackGround, "tools">,
): readonly ToolCall[] {
  const lines = paths.flatMap((path) => [
    `echo '{}' >> ${path}`,
    `printf '{}' | tee ${path}`,
    `sed -i s/deny/allow/ ${path}`,
    `cp /tmp/download ${path}`,
    `bash -c "echo {} >> ${path}"`,
  ]);
  return [...writes(paths), ...shell(...lines), ...about(paths, "write-file", ground)];
}

/** Files that tools of servers read or write. */
export function about(
  paths: readonly string[],
  role: "read-file" | "write-file",
  { tools }: Pick<AttackGround, "tools">,
): readonly ToolCall[] {
  const able = tools.filter(({ roles }) => roles.has(role));
  return paths.flatMap((path) => able.map((tool) => tool.about(path)));
}

/** Addresses that are fetched. */
export function fetches(...urls: readonly string[]): readonly ToolCall[] {
  return urls.map((url) => ({ tool: "web.fetch", args: { url } }));
}

/** Calls of the tools that have one of the roles. */
export function withRole(
  { tools }: Pick<AttackGround, "tools">,
  ...wanted: readonly ToolRole[]
): readonly ToolCall[] {
  return tools
    .filter(({ roles }) => wanted.some((role) => roles.has(role)))
    .map(({ call }) => call);
}

/** The same deed in other words, of calls that are not allowed as they are; `what` they are, where there is none. */
export function respelled(ground: AttackGround, plain: readonly ToolCall[], what: string): Plan {
  const kept = plain.filter((call) => !ground.isAllowed(call)).slice(0, MOST_RESPELLED);
  if (kept.length === 0) return { missing: what };
  const calls = kept.flatMap((call) => spellingsOf(ground.place(call)));
  return { ways: [[{ does: "does it in other words", calls }]] };
}

/** Of each, some fifty spellings are tried. */
const MOST_RESPELLED = 4;
