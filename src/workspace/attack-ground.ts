import { compileFacts, labelsOf } from "../engine/facts.ts";
import { matchTool, serverNames, splitTool } from "../engine/tools.ts";
import { samplePath } from "../lint/samples.ts";
import { sampleArgs } from "../lint/sample-args.ts";
import { SECRET_FILES } from "../lint/tables/secrets.ts";
import { USER_CONTENT } from "../lint/tables/user-content.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { JsonObject } from "../model/json.ts";
import { shellWord } from "../model/shell-word.ts";
import type { AttackGround, GroundTool } from "../simulation/attacks/ground.ts";
import { documentsOf } from "./inspection.ts";
import { knownFacts } from "./known-facts.ts";
import { signaturesOf } from "./known-signatures.ts";
import type { ToolSignature } from "./known-signatures.ts";
import { isInside } from "./paths.ts";
import type { ConfiguredServer } from "./surroundings.ts";
import { attackersArgs, rolesOf } from "./tool-roles.ts";
import type { LoadedPolicy, Workspace } from "./workspace.ts";

/** What attacks on a policy can be made of: the tools of the servers that it or the workspace names, and what its rules speak of. */
export async function attackGround(
  workspace: Workspace,
  policy: LoadedPolicy,
): Promise<AttackGround> {
  const around = await workspace.surroundings(policy.bounds.main.file);
  const place = (call: ToolCall): ToolCall => workspace.place(call, policy);
  const decide = (call: ToolCall): Decision => policy.engine.decide(place(call)).decision;
  const { clauses } = policy.engine;
  const subjects = documentsOf(policy.bounds);
  return {
    tools: toolsOf(policy, await around.servers()),
    own: subjects.map(({ file }) => nameFrom(policy.root, file)),
    secrets: {
      workspace: SECRET_FILES.filter(({ ground }) => ground === "workspace").map(
        ({ path }) => path,
      ),
      home: SECRET_FILES.filter(({ ground }) => ground === "home")
        .map(({ path }) => path)
        .slice(0, MOST),
    },
    guarded: samplesOf(clauses, ["deny", "ask"]).filter(
      (path) => decide({ tool: "file.read", args: { path } }) !== "allow",
    ),
    readable: samplesOf(clauses, ["allow"]),
    denied: deniedLines(clauses).filter(
      (command) => decide({ tool: "shell", args: { command } }) === "deny",
    ),
    userHosts: userHosts(clauses),
    home: place({ tool: "shell", args: {} }).context?.home ?? "/home/user",
    isAllowed: (call) => decide(call) === "allow",
    place,
  };
}

/** As many samples of a kind are taken. */
const MOST = 8;

function nameFrom(root: string, file: string): string {
  return root !== "/" && isInside(file, root) ? file.slice(root.length + 1) : file;
}

/** A file for each path of rules about reading. */
function samplesOf(clauses: readonly Clause[], effects: readonly Decision[]): readonly string[] {
  const found = clauses
    .filter(({ effect, tools }) => effects.includes(effect) && tools.some(isAboutReading))
    .flatMap(({ where }) => where.path ?? [])
    .flatMap(({ choices }) => choices.slice(0, 2))
    .filter(({ segments }) => segments.some((one) => one !== "**"))
    .map((choice) => samplePath(choice));
  return [...new Set(found)].slice(0, MOST);
}

function isAboutReading(pattern: Clause["tools"][number]): boolean {
  return pattern.kind === "files" || (pattern.kind === "exact" && pattern.tool === "file.read");
}

/** A command line for each pattern of rules that deny commands. */
function deniedLines(clauses: readonly Clause[]): readonly string[] {
  const found = clauses
    .filter(({ effect }) => effect === "deny")
    .flatMap(({ where }) => where.command ?? [])
    .flatMap(({ choices }) => choices.slice(0, 2))
    .map(({ words }) =>
      words.map(({ glob, home }) => (home ? "~/" : "") + shellWord(glob.join("") || "x")).join(" "),
    );
  return [...new Set(found)].filter((line) => line !== "").slice(0, MOST);
}

/** Hosts of rules that fetch, where anybody can have a page or an address. */
function userHosts(clauses: readonly Clause[]): readonly string[] {
  const known = USER_CONTENT.flatMap(({ hosts }) => hosts);
  const found = clauses
    .filter(({ effect }) => effect !== "deny")
    .flatMap(({ where }) => where.host ?? [])
    .flatMap((pattern) => {
      const name = /^(?:\w+:\/\/)?(\*\.)?([a-z0-9.-]+)/i.exec(pattern.source);
      const host = name?.[2]?.toLowerCase() ?? "";
      const isOne = known.some((one) =>
        one.startsWith(".") ? `.${host}`.endsWith(one) : host === one,
      );
      return !isOne ? [] : [name?.[1] === undefined ? host : `attacker.${host}`];
    });
  return [...new Set(found)].slice(0, MOST);
}

/** The tools of every server that is named, in a rule, in `servers`, in a catalog or in a configuration of the workspace. */
function toolsOf(
  policy: LoadedPolicy,
  configured: readonly ConfiguredServer[],
): readonly GroundTool[] {
  const { bounds, engine, catalogs } = policy;
  const listed = serverNames(bounds.main.servers);
  const subjects = documentsOf(bounds);
  const facts = compileFacts(
    [...knownFacts([]), ...policy.facts, ...subjects.flatMap((subject) => subject.facts)],
    listed,
  );
  const signatures = new Map<string, Map<string, ToolSignature>>();
  const add = (server: string, signature: ToolSignature): void => {
    const tools = signatures.get(server) ?? new Map<string, ToolSignature>();
    if (!tools.has(signature.name)) tools.set(signature.name, signature);
    signatures.set(server, tools);
  };
  for (const server of serversOf(policy, configured)) {
    const recorded = catalogs.tools.tools(server);
    for (const tool of recorded?.values() ?? [])
      add(server, { name: tool.name, args: tool.arguments ?? [] });
    if (recorded === undefined) for (const one of signaturesOf(server)) add(server, one);
  }
  for (const tool of engine.clauses.flatMap(({ tools }) => tools)) {
    const split = tool.kind === "exact" ? splitTool(tool.tool) : undefined;
    if (split !== undefined) add(split.server, { name: split.name, args: [] });
  }
  return [...signatures].flatMap(([server, tools]) =>
    [...tools.values()].flatMap(({ name, args }) => {
      const tool = `mcp:${server}/${name}`;
      const views = facts.of(tool).flatMap((fact) => fact.views);
      const traits = {
        labels: labelsOf(facts, tool),
        views,
        hints: catalogs.tools.tools(server)?.get(name)?.hints ?? [],
        args,
      };
      const roles = rolesOf(name, traits);
      const files = views.flatMap(({ path }) => path);
      return argumentsOf(tool, attackersArgs(args), engine.clauses).map((given) => ({
        call: { tool, args: given },
        roles,
        about: (path: string) => ({ tool, args: { ...given, ...fileArgs(files, path) } }),
      }));
    }),
  );
}

function serversOf(
  { bounds, engine, catalogs }: LoadedPolicy,
  configured: readonly ConfiguredServer[],
): readonly string[] {
  const patterns = engine.clauses.flatMap(({ tools }) => tools);
  const named = patterns.flatMap((pattern) => {
    if (pattern.kind === "mcp") return pattern.server.length === 1 ? pattern.server : [];
    return pattern.kind === "exact" ? (splitTool(pattern.tool)?.server ?? []) : [];
  });
  const listed = bounds.main.servers?.map(({ name }) => name);
  return [
    ...new Set([
      ...(listed ?? configured.map(({ name }) => name)),
      ...named,
      ...(listed === undefined ? catalogs.accepted.keys() : []),
    ]),
  ];
}

/** Arguments as an attacker would like them, and as each rule that grants the tool wants them. */
function argumentsOf(
  tool: string,
  wished: JsonObject,
  clauses: readonly Clause[],
): readonly JsonObject[] {
  const fitting = clauses
    .filter(
      ({ effect, tools }) =>
        effect !== "deny" && tools.some((one) => matchTool(one, tool, undefined)),
    )
    .flatMap(({ where }) => (where.args === undefined ? [] : [sampleArgs(where.args, wished)]));
  return [wished, ...fitting];
}

function fileArgs(names: readonly string[], path: string): JsonObject {
  return Object.fromEntries(names.map((name) => [name, /s$/i.test(name) ? [path] : path]));
}
