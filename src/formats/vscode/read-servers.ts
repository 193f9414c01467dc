import type { Clause } from "../../model/clause.ts";
import { isList, isObject, own } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import { shownShort } from "../../model/shown.ts";
import { readJsonText } from "../../policy/json-text.ts";
import type { FileAt, OwnSubject } from "../format.ts";
import { serversUnder, unpinnedServers } from "../server-marks.ts";
import { subjectOf } from "../subject-of.ts";
import { serverClause } from "./clauses.ts";
import type { OwnServers } from "./own.ts";

/**
 * Reads `mcp.json`: servers that VS Code starts once they are trusted. One in a sandbox has all its tools approved.
 *
 * Source: VS Code documentation, "MCP configuration reference" (2026-05-28).
 */
export function readServers(text: string, at: FileAt): OwnSubject<OwnServers> {
  const json = readJsonText(text);
  const broken = json.value === undefined;
  const root = isObject(json.value) ? json.value : {};
  const listed = own(root, "servers");
  const entries = isObject(listed)
    ? Object.keys(listed).map((name) => ({ name, value: own(listed, name) ?? null }))
    : [];
  const clauses: Clause[] = [];
  const approved = new Map<string, Clause>();
  const marks: Mark[] = [...misplaced(root), ...unpinnedServers(listed, ["servers"])];
  for (const { name, value } of entries) {
    if (!isObject(value)) continue;
    const path = ["servers", name];
    if (own(value, "sandboxEnabled") !== true || typeof own(value, "command") !== "string")
      continue;
    const clause = serverClause({ file: at.file, at: path, id: shownShort(name, 80) }, name);
    clauses.push(clause);
    approved.set(name, clause);
    marks.push(...sandboxMarks(name, value));
  }
  const subject = subjectOf({
    format: "vscode",
    file: at.file,
    text,
    clauses,
    marks,
    servers: serversUnder(listed, ["servers"]),
    problems: json.problems.map((problem) =>
      broken
        ? { ...problem, message: `${problem.message}, so VS Code reads no server of it; mend it` }
        : problem,
    ),
    broken,
    locate: (place, on) => (on === "key" ? json.keyRangeOf(place) : json.rangeOf(place)),
  });
  return { subject, own: { kind: "servers", approved } };
}

/** Other agents call the list of servers `mcpServers`. */
function* misplaced(root: JsonObject): Iterable<Mark> {
  if (own(root, "mcpServers") === undefined || own(root, "servers") !== undefined) return;
  yield {
    kind: "misplaced-key",
    at: { path: ["mcpServers"], on: "key" },
    message: "VS Code reads `servers`, and no server of `mcpServers` is started; rename it",
  };
}

function* sandboxMarks(name: string, value: JsonObject): Iterable<Mark> {
  const path = ["servers", name];
  const sandbox = own(value, "sandbox");
  const part = (group: string, key: string): readonly Json[] => {
    const held = isObject(sandbox) ? own(sandbox, group) : undefined;
    const list = isObject(held) ? own(held, key) : undefined;
    return isList(list) ? list : [];
  };
  const wide: { readonly at: readonly (string | number)[]; readonly what: string }[] = [];
  for (const [index, domain] of part("network", "allowedDomains").entries())
    if (typeof domain === "string" && /^\*(?:\.\*|\.[a-z]+)?$/.test(domain))
      wide.push({
        at: [...path, "sandbox", "network", "allowedDomains", index],
        what: `it may reach \`${domain}\``,
      });
  for (const [index, folder] of part("filesystem", "allowWrite").entries())
    if (typeof folder === "string" && WIDE_FOLDER.test(folder))
      wide.push({
        at: [...path, "sandbox", "filesystem", "allowWrite", index],
        what: `it may write anywhere below \`${folder}\``,
      });
  for (const { at, what } of wide)
    yield {
      kind: "sandbox-hole",
      at: { path: at },
      message: `every tool of \`${shownShort(name, 40)}\` runs without a prompt because it is in a sandbox, and ${what}; list what it needs`,
      witness: { tool: `mcp:${name}/any_tool`, args: {} },
    };
  if (wide.length > 0) return;
  yield {
    kind: "sandbox-hole",
    at: { path: [...path, "sandboxEnabled"] },
    severity: "info",
    message: `the sandbox also approves: every tool of \`${shownShort(name, 40)}\`, also those that it gets later, runs without a prompt`,
    witness: { tool: `mcp:${name}/any_tool`, args: {} },
  };
}

const WIDE_FOLDER = /^(?:\/|~|\$HOME|\$\{(?:userHome|env:HOME)\})[\\/]?\*{0,2}$/;
