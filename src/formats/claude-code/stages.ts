import type { Scene } from "../../engine/scene.ts";
import { stricter } from "../../model/call.ts";
import type { Decision } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import type { Outcome } from "../vendor-engine.ts";
import type { ClaudeCommand } from "./claude-command.ts";
import { ruleMatches } from "./match.ts";
import type { PlacedRule } from "./match.ts";
import type { Mode } from "./settings.ts";
import type { ClaudeCall } from "./tool-of.ts";

/** A rule, where its paths begin, and its clause. */
export interface BoundRule extends PlacedRule {
  readonly clause: Clause;
}

/** Rules about commands. */
export interface CommandRules {
  /** Those that match one of the commands, in the order of the list. */
  matching(commands: readonly ClaudeCommand[]): readonly BoundRule[];
}

/** Everything that decides. */
export interface Rulebook {
  readonly rules: readonly BoundRule[];
  /** Of each list, those that are not about one command alone. */
  readonly lists: Readonly<Record<Decision, readonly BoundRule[]>>;
  /** Of each list, those that are about command lines. */
  readonly shell: Readonly<Record<Decision, CommandRules>>;
  readonly mode: Mode;
  /** Folders besides the one the agent was started in, absolute. */
  readonly folders: readonly string[];
  readonly headless: boolean;
  readonly grammars: ShellGrammars;
}

/** Rules by their lists. */
export function byList(rules: readonly BoundRule[]): Rulebook["lists"] {
  const of = (list: Decision): readonly BoundRule[] =>
    rules.filter((one) => one.rule.list === list);
  return { allow: of("allow"), ask: of("ask"), deny: of("deny") };
}

/** The first two stages: what a deny or ask says; nothing where neither matches. */
export function stoppedBy(book: Rulebook, call: ClaudeCall, scene: Scene): Outcome | undefined {
  for (const list of ["deny", "ask"] as const) {
    const rules = matching(book, list, call, scene);
    if (rules.length > 0) return list === "deny" ? { decision: "deny", rules } : asked(book, rules);
  }
  return undefined;
}

/** The clauses of a list that match. */
export function matching(
  book: Rulebook,
  list: Decision,
  call: ClaudeCall,
  scene: Scene,
): readonly Clause[] {
  return book.lists[list]
    .filter((one) => ruleMatches(one, call, scene))
    .filter((one, _, all) => !isCarvedOut(one, all))
    .map(({ clause }) => clause);
}

/** A `!` pattern takes back what earlier entries of the same list and file match. */
function isCarvedOut(one: BoundRule, matched: readonly BoundRule[]): boolean {
  const { test } = one.rule;
  if (test.kind === "path" && test.negated) return true;
  const index = (bound: BoundRule): number => Number(bound.rule.at.at(-1));
  return matched.some(
    (other) =>
      other.rule.test.kind === "path" &&
      other.rule.test.negated &&
      other.clause.file === one.clause.file &&
      index(other) > index(one),
  );
}

/** An ask in a mode that does not ask. A rule's own `ask` counts in every mode. */
function asked({ headless, mode }: Rulebook, rules: readonly Clause[]): Outcome {
  if (headless || mode === "dontAsk")
    return {
      decision: "deny",
      rules,
      because: headless
        ? "nobody is there to be asked"
        : "the mode `dontAsk` denies what would be asked",
    };
  return { decision: "ask", rules };
}

/** What becomes of a call that would be asked for. */
export function prompt({ mode, headless }: Rulebook, why: string): Outcome {
  if (mode === "dontAsk")
    return {
      decision: "deny",
      rules: [],
      because: `${why}, and the mode \`dontAsk\` denies what would be asked`,
    };
  if (mode === "auto") {
    const unknown = `${why}, and in the mode \`auto\` a model decides`;
    return { decision: "deny", rules: [], unknown };
  }
  if (headless)
    return { decision: "deny", rules: [], because: `${why}, and nobody is there to be asked` };
  return { decision: "ask", rules: [], because: why };
}

/** What the mode without prompts says. */
export const BYPASSED: Outcome = {
  decision: "allow",
  rules: [],
  because: "the mode `bypassPermissions` approves what no deny or ask stops",
};

/** Does the path lie in a folder that the agent works in? Segments from the machine's root. */
export function isInside(
  names: readonly string[],
  { folders }: Rulebook,
  { workspace, call }: Scene,
): boolean {
  const roots = [workspace, call.context?.cwd, ...folders].flatMap((folder) => folder ?? []);
  return roots.some((root) => {
    const own = root.split("/").filter((name) => name !== "");
    return own.every((name, at) => names[at] === name);
  });
}

/** The widest of what becomes of a call that may be made in several ways. */
export function widest(outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.reduce<Outcome | undefined>(
    (best, one) =>
      best === undefined || stricter(best.decision, one.decision) !== one.decision ? one : best,
    undefined,
  );
}
