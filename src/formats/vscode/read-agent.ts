import type { Clause } from "../../model/clause.ts";
import type { Json } from "../../model/json.ts";
import { keptByText } from "../../model/kept-by-text.ts";
import type { Mark } from "../../model/mark.ts";
import type { SymbolicPath } from "../../model/place.ts";
import type { Problem } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import { nearest } from "../../policy/suggest.ts";
import { locator } from "../../policy/yaml/locate.ts";
import { parseDocument } from "../../policy/yaml/parse-document.ts";
import { entryOf } from "../../policy/yaml/tree.ts";
import type { YamlNode } from "../../policy/yaml/tree.ts";
import type { FileAt, OwnSubject } from "../format.ts";
import { serversUnder, unpinnedServers } from "../server-marks.ts";
import { subjectOf } from "../subject-of.ts";
import { toolClause } from "./clauses.ts";
import type { OwnAgent } from "./own.ts";
import { hookMarks } from "./read-hooks.ts";
import { QUALIFIED_TOOLS } from "./tools.ts";

/**
 * Reads a custom agent or chat mode: which tools it has, by its front matter. A list takes tools away, it approves none; without one, the agent
 * has all of them. Names that nobody knows are skipped without a word.
 *
 * Source: VS Code documentation, "Custom agents" (2026-07-29).
 */
export function readAgent(text: string, at: FileAt): OwnSubject<OwnAgent> {
  const front = frontMatter(text);
  const document = front === undefined ? undefined : parseDocument(front);
  const root = document?.root;
  const locate = locator(root);
  const clauses = listed(entryOf(root, "tools")?.value).map(({ name, path }): Clause =>
    toolClause({ file: at.file, at: path, id: shownShort(name, 80) }, name),
  );
  const hasList = isToolList(entryOf(root, "tools")?.value);
  const declared = toJson(entryOf(root, "mcp-servers")?.value);
  const subject = subjectOf({
    format: "vscode",
    file: at.file,
    text,
    clauses,
    marks: [
      ...nameMarks(listed(entryOf(root, "tools")?.value)),
      ...unpinnedServers(declared, ["mcp-servers"]),
      ...hookMarks(toJson(entryOf(root, "hooks")?.value), ["hooks"]),
    ],
    ...(declared === undefined ? {} : { servers: serversUnder(declared, ["mcp-servers"]) }),
    problems: (document?.problems ?? []).filter(isSyntax).map(softened),
    broken: false,
    locate: (path, on) => locate({ path, on }),
  });
  return { subject, own: { kind: "agent", tools: hasList ? clauses : undefined } };
}

/** The front matter where it stands in the text: what is before it is blank, so that places are those of the file. */
function frontMatter(text: string): string | undefined {
  const open = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (!open) return undefined;
  const close = /^---[ \t]*\r?$/m.exec(text.slice(open[0].length));
  if (!close) return undefined;
  return (
    open[0].replace(/[^\r\n]/g, " ") + text.slice(open[0].length, open[0].length + close.index)
  );
}

/** What any reader of YAML stumbles over; the narrower rules of Ambit's own files are not asked of others. */
function isSyntax({ severity, code }: Problem): boolean {
  return severity === "error" && /^(?:yaml-syntax|syntax|bad-yaml)/.test(code);
}

function softened(problem: Problem): Problem {
  return {
    ...problem,
    severity: "warning",
    message: `${problem.message}; VS Code may read other tools here than are meant, so mend it`,
  };
}

interface ListedTool {
  readonly name: string;
  readonly path: SymbolicPath;
  /** The quote that it stands in, if any; absent in a text of several. */
  readonly quote?: string;
}

function isToolList(node: YamlNode | undefined): boolean {
  return node?.kind === "list" || (node?.kind === "scalar" && typeof node.value === "string");
}

/** A list, or names with commas between them as other agents write it. */
function listed(node: YamlNode | undefined): readonly ListedTool[] {
  if (node?.kind === "list")
    return node.items.flatMap((item, index) =>
      item.kind === "scalar" && typeof item.value === "string" && item.value !== ""
        ? [{ name: item.value, path: ["tools", index], quote: QUOTES[item.style] }]
        : [],
    );
  if (node?.kind !== "scalar" || typeof node.value !== "string") return [];
  return node.value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => ({ name, path: ["tools"] }));
}

const QUOTES = { plain: "", single: "'", double: '"', block: "" } as const;

/** Names that are almost one of VS Code's own. A name of another kind may be that of a server or extension, of which nothing is known here. */
function* nameMarks(tools: readonly ListedTool[]): Iterable<Mark> {
  for (const { name, path, quote } of tools) {
    const isOwn = /^(?:execute|edit|read|search|web|agent|vscode)\//.test(name);
    if (!isOwn || name.endsWith("/*") || QUALIFIED_TOOLS.includes(name)) continue;
    const meant = nearestTool(name);
    if (meant === undefined || meant.split("/")[0] !== name.split("/")[0]) continue;
    yield {
      kind: "entry-not-consulted",
      at: { path },
      severity: "info",
      message: `VS Code has no tool \`${shownShort(name, 60)}\` and skips it without a word, so the agent does not get it; \`${meant}\` was probably meant`,
      ...(quote === undefined ? {} : { meant: `${quote}${meant}${quote}` }),
    };
  }
}

/** Teams' files ask for the same tools. */
const nearestTool = keptByText((name) => nearest(name, QUALIFIED_TOOLS), { most: 500 });

/** Deeper is left out. */
const DEEPEST = 20;

function toJson(node: YamlNode | undefined, depth = 0): Json | undefined {
  if (node === undefined || depth > DEEPEST) return undefined;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map((item) => toJson(item, depth + 1) ?? null);
  return Object.fromEntries(
    node.entries.map(({ key, value }) => [key, toJson(value, depth + 1) ?? null]),
  );
}
