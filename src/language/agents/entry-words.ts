import type { Clause } from "../../model/clause.ts";
import type { ToolPattern } from "../../model/tool-pattern.ts";
import { callWords } from "../../workspace/words.ts";
import type { LoadedPolicy, Workspace } from "../../workspace/workspace.ts";
import { code, plainMarkdown } from "../markdown.ts";
import { entrySamples } from "./entry-samples.ts";

/** How many examples of each kind are shown. */
const MOST = 2;

/**
 * What an entry is about, in Markdown: which tools, calls that it matches and such as it just misses, and what becomes of one of them where another entry or a mode
 * decides it. The agent's own engine has confirmed each.
 */
export function entryWords(
  workspace: Workspace,
  policy: LoadedPolicy,
  clause: Clause,
): readonly string[] {
  const { vendor } = policy.engine;
  const about = [...new Set(clause.tools.map(toolWords))].join(", ");
  if (vendor === undefined) return [about];
  const { likely, near } = entrySamples(clause);
  const place = (call: (typeof likely)[number]): typeof call => workspace.place(call, policy);
  const [matching, missing] = [
    likely.filter((call) => vendor.consider(clause, place(call)).matched),
    near.filter((call) => !vendor.consider(clause, place(call)).matched),
  ];
  const [first] = matching;
  const texts = (calls: typeof likely): string =>
    [...new Set(calls.map((call) => code(textOf(call))))].slice(0, MOST).join(", ");
  return [
    about,
    ...(first === undefined || Object.keys(first.args).length === 0
      ? []
      : [`Matches ${texts(matching)}`]),
    ...(first === undefined || missing.length === 0 ? [] : [`Does not match ${texts(missing)}`]),
    ...(first === undefined ? [] : [decided(policy, place(first), clause)]),
  ];
}

function textOf({ tool, args }: Parameters<typeof callWords>[0]): string {
  const [value, ...others] = Object.values(args);
  return typeof value === "string" && others.length === 0 ? value : callWords({ tool, args });
}

function decided(
  { engine }: LoadedPolicy,
  call: Parameters<LoadedPolicy["engine"]["decide"]>[0],
  clause: Clause,
): string {
  const { decision, rules, vendor } = engine.decide(call);
  const word = vendor?.unknown === undefined ? decision : "unknown";
  const others = rules.filter((rule) => rule !== clause);
  const isOwn = rules.includes(clause);
  const why =
    isOwn || others.length === 0
      ? isOwn || vendor?.because === undefined
        ? ""
        : `: ${plainMarkdown(vendor.because)}`
      : `, by ${others
          .slice(0, MOST)
          .map(({ id }) => code(id))
          .join(", ")}`;
  return `${code(textOf(call))}: ${code(word)}${why}`;
}

const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ["shell", "Commands"],
  ["file.read", "Reading files"],
  ["file.write", "Writing files"],
  ["web.fetch", "Fetching from the web"],
  ["web.search", "Searching the web"],
  ["agent.run", "Starting agents"],
]);

function toolWords(pattern: ToolPattern): string {
  switch (pattern.kind) {
    case "any":
      return "Every tool";
    case "files":
      return "Reading and writing files";
    case "named":
      return `Tools of the name ${code(pattern.name.join("*"))}`;
    case "mcp": {
      const server = code(pattern.server.join("*"));
      const tool = pattern.tool.join("*");
      return tool === "*"
        ? `Every tool of the server ${server}`
        : `Tools ${code(tool)} of the server ${server}`;
    }
    case "exact": {
      const [, server = "", tool = ""] = /^mcp:([^/]+)\/(.+)$/s.exec(pattern.tool) ?? [];
      if (tool !== "") return `The tool ${code(tool)} of the server ${code(server)}`;
      return BUILT_IN.get(pattern.tool) ?? `The tool ${code(pattern.tool.replace(/^tool:/, ""))}`;
    }
  }
}
