import type { World } from "../../engine/engine.ts";
import type { ExplainedPart } from "../../engine/explanation.ts";
import type { Scene } from "../../engine/scene.ts";
import { stricter } from "../../model/call.ts";
import type { Decision, ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import { shownShort } from "../../model/shown.ts";
import type { Circumstances } from "../format.ts";
import type { Judgement, Machine } from "../vendor-engine.ts";
import { BUILT_IN_AGENTS } from "./built-in.ts";
import type { OpencodeFile } from "./file.ts";
import { clausesOf } from "./file.ts";
import { askedBy } from "./request.ts";
import type { Asked, Project } from "./request.ts";
import { hidingRule, lastRule } from "./rule.ts";
import type { OpencodeRule } from "./rule.ts";
import { rulesFor } from "./rules-for.ts";
import { parentPath } from "./paths.ts";

/** opencode's decisions by files that hold together; the first is the one in question. */
export function opencodeMachine(
  files: readonly OpencodeFile[],
  circumstances: Circumstances,
  { grammars }: World,
): Machine {
  const [main] = files;
  const refused = files.find((file) => file.refused);
  const chosen =
    circumstances.mode ??
    main?.agent ??
    files.findLast((file) => file.defaultAgent !== undefined)?.defaultAgent ??
    BUILT_IN_AGENTS[0];
  const rules = new Map<string, readonly OpencodeRule[]>();
  const rulesOf = (agent: string, home: string | undefined): readonly OpencodeRule[] => {
    const key = `${agent}\0${home ?? ""}`;
    const made = rules.get(key) ?? rulesFor(files, agent, home);
    rules.set(key, made);
    return made;
  };
  const base = main?.at.base ?? "/";
  const asked = (call: ToolCall, scene: Scene): Asked | string =>
    askedBy(call, scene, projectOf(scene, base), grammars);
  return {
    clauses: files.flatMap(clausesOf),
    judge(call, scene): Judgement {
      const agent = call.agent ?? chosen;
      if (refused !== undefined) return refusedBy(refused);
      const read = asked(call, scene);
      const assumes = [`the agent is \`${shownShort(agent, 60)}\``, ...ASSUMED];
      if (typeof read === "string")
        return { decision: "deny", rules: [], parts: [], vendor: { assumes, unknown: read } };
      return judged(read, rulesOf(agent, scene.home), assumes);
    },
    consider(clause, call, scene) {
      const read = asked(call, scene);
      if (typeof read === "string") return { matched: false, why: read };
      return consideredBy(clause, read, rulesOf(call.agent ?? chosen, scene.home));
    },
  };
}

const ASSUMED = ["no approval was kept from an earlier question", "no plugin decides"];

function refusedBy({ at, problems }: OpencodeFile): Judgement {
  const error = problems.find(({ severity }) => severity === "error");
  const why = error?.message ?? "it cannot be read";
  const message = `opencode refuses \`${at.file}\` and does not start: ${why}`;
  const problem = {
    code: "broken-policy",
    message,
    ...(error === undefined ? {} : { at: { file: at.file, range: error.range } }),
  };
  return {
    decision: "deny",
    rules: [],
    parts: [],
    problems: [problem],
    vendor: { assumes: [], because: "opencode refuses the configuration and does not start" },
  };
}

function judged(
  { tool, requests }: Asked,
  rules: readonly OpencodeRule[],
  assumes: readonly string[],
): Judgement {
  const hiding = hidingRule(rules, tool);
  if (hiding !== undefined) {
    const because = `the tool is hidden from the model, as everything of \`${shownShort(tool, 60)}\` is denied`;
    return { ...decided("deny", [hiding]), parts: [], vendor: { assumes, because } };
  }
  const texts = requests.flatMap(({ permission, texts: all }) =>
    all.map((text) => ({ permission, text, rule: lastRule(rules, permission, text) })),
  );
  const decision = texts.reduce<Decision>(
    (worst, { rule }) => stricter(worst, rule?.action ?? "ask"),
    "allow",
  );
  const deciding = texts.filter(({ rule }) => (rule?.action ?? "ask") === decision);
  const partOf = ({ permission, text, rule }: (typeof texts)[number]): ExplainedPart => {
    const { decision: action, rules: clauses } = decided(rule?.action ?? "ask", rule ? [rule] : []);
    const [name, argument] = PART_TOOLS.get(permission) ?? [`tool:${permission}`, "pattern"];
    return { tool: name, args: { [argument]: text }, decision: action, rules: clauses, views: [] };
  };
  const result = decided(
    decision,
    deciding.flatMap(({ rule }) => rule ?? []),
  );
  const because = result.rules.length > 0 ? undefined : withoutClause(deciding[0]);
  return {
    ...result,
    parts: texts.length > 1 ? texts.map(partOf) : [],
    vendor: { assumes, ...(because === undefined ? {} : { because }) },
  };
}

const PART_TOOLS: ReadonlyMap<string, readonly [tool: string, argument: string]> = new Map([
  ["bash", ["shell", "command"]],
  ["read", ["file.read", "path"]],
  ["edit", ["file.write", "path"]],
]);

function decided(decision: Decision, rules: readonly OpencodeRule[]) {
  const clauses = rules.flatMap(({ clause }) => clause ?? []);
  return { decision, rules: [...new Set(clauses)] };
}

function withoutClause(
  one: { readonly permission: string; readonly rule: OpencodeRule | undefined } | undefined,
): string {
  if (one === undefined) return "opencode sees no command in the line that a rule could be about";
  const { permission, rule } = one;
  if (rule === undefined) return `no rule is about \`${permission}\`, and then opencode asks`;
  const about =
    rule.permission === "*" ? "everything" : `\`${rule.permission}\` by \`${rule.pattern}\``;
  return `the built-in rule for ${about} decides: ${rule.action}`;
}

function consideredBy(clause: Clause, { requests }: Asked, rules: readonly OpencodeRule[]) {
  const own = rules.filter((rule) => rule.clause === clause);
  if (own.length === 0)
    return {
      matched: false,
      why: "it is not in the list of this agent: another file or key replaces it",
    };
  const hits = requests.flatMap(({ permission, texts }) =>
    texts.map((text) => ({ text, hit: lastRule(own, permission, text) !== undefined })),
  );
  const about = requests.filter(
    ({ permission }) =>
      lastRule(own, permission, "*") ??
      own.some((rule) => lastRule([{ ...rule, pattern: "*" }], permission, "*")),
  );
  if (about.length === 0) return { matched: false, why: "it is about other tools" };
  const matched =
    clause.effect === "allow"
      ? hits.length > 0 && hits.every(({ hit }) => hit)
      : hits.some(({ hit }) => hit);
  const first = hits.find(({ hit }) => hit === matched) ?? hits[0];
  const text = shownShort(first?.text ?? "", 80);
  return {
    matched,
    why: matched
      ? `it matches \`${text}\`; of all that match, the last in the list decides`
      : `it does not match \`${text}\``,
  };
}

/**
 * The folder that the agent was started in and the top of its repository. Without a disk the workspace counts as one; with one that shows no
 * `.git` anywhere, there is none, and opencode then takes paths from `/` on.
 */
function projectOf(scene: Scene, base: string): Project {
  const folder = scene.folder ?? base;
  const workspace = scene.workspace ?? base;
  for (let at = folder; ; at = parentPath(at)) {
    const kind = scene.kind(at === "/" ? "/.git" : `${at}/.git`);
    if (kind === undefined) return { folder, repository: workspace };
    if (kind !== "missing") return { folder, repository: at };
    if (at === "/") return { folder, repository: "/" };
  }
}
