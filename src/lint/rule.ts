import type { AcceptedServers } from "../model/accepted-tools.ts";
import type { Analysis } from "../analysis/analysis.ts";
import type { Hints } from "../analysis/hints.ts";
import type { CallContext, ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import type { Place, Range } from "../model/place.ts";
import type { Persona } from "../model/level.ts";
import type { Severity } from "../model/problem.ts";
import type { Subject } from "../model/subject.ts";
import type { ToolHint } from "../model/tool-catalog.ts";

/** How sure a rule is that what it reports is so. */
export type Confidence = "high" | "medium" | "low";

/** What is checked: data, and one pure function. Its id is its file name, test name, page, diagnostic code and URL. */
export interface LintRule {
  readonly id: string;
  /** One sentence without its full stop; the first sentence of its page. */
  readonly summary: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly persona: Persona;
  /** What stands at its findings is a secret, and is shown nowhere. */
  readonly secret?: true;
  /** Only about Ambit's own policies, or only about the files of agents; absent: about both. */
  readonly about?: "policies" | "agents";
  /** It reports marks of its id, and has nothing to do in a file without. */
  readonly ofMarks?: true;
  check(context: RuleContext): Iterable<Report>;
}

/** What a rule may look at. Answers are kept, so the same question twice costs nothing. */
export interface RuleContext {
  readonly subject: Subject;
  /** The instant of the check, RFC 3339. */
  readonly now: string;
  /** What rules permit as sets of calls: which one covers which, and a call in what is left. */
  readonly analysis: Analysis;
  /** What the whole policy, with all that it extends, says of a call. */
  readonly decide: (call: ToolCall) => Ruling;
  /** Is there a clause, of whichever document, that may allow the tool? Without one nothing that is granted does. */
  readonly mayGrant: (tool: string) => boolean;
  /** What was accepted of the tools of servers. */
  readonly accepted: AcceptedServers;
  /** Does the pattern match the path, as an argument of a call would be read, narrowly? Says nothing of protected files. */
  readonly reaches: (pattern: PathPattern, path: string) => boolean;
  /** Does this clause alone, whatever its date, match the parts of a call that are about its tools? */
  readonly consider: (clause: Clause, call: ToolCall) => Match;
  /** The labels of what a tool reads, by all facts about it. */
  readonly labelsOf: (tool: string) => readonly string[];
  /** Every label that a fact gives any tool, and those that come by themselves. */
  readonly labels: ReadonlySet<string>;
  /** What the server of a tool says of it. */
  readonly hintsOf: (tool: string) => readonly ToolHint[];
  /** What there is in the workspace. */
  readonly hints: Hints;
  /** Where calls happen. */
  readonly place: Pick<CallContext, "workspace" | "home">;
  /** The other agents of the workspace that have a document. */
  readonly peers: readonly Peer[];
}

/** Another agent of the workspace. */
export interface Peer {
  /** As `agent.run` names it. */
  readonly name: string;
  /** What it is granted stands there, its own document first. */
  readonly subjects: readonly [Subject, ...Subject[]];
  /** What its documents together say of a call. */
  readonly decide: (call: ToolCall) => Ruling;
}

/** A decision and the clauses that determined it. */
export interface Ruling {
  readonly decision: "allow" | "ask" | "deny";
  readonly clauses: readonly Clause[];
}

/** Whether a clause matches a call; `why`, when asked, gives a sentence without its full stop. */
export interface Match {
  readonly matched: boolean;
  readonly why: () => string;
}

/** What a rule found, by symbolic places. */
export interface Report {
  readonly at: Place;
  /** Lower-case start, no final stop; what it permits, why that matters, what to do. */
  readonly message: string;
  /** A call that the grant permits and should not; shown only when the engine confirms that it is allowed. */
  readonly witness?: ToolCall;
  readonly related?: readonly Related[];
  readonly severity?: Severity;
  /** What stands at the place, as it was probably meant. */
  readonly meant?: string;
  readonly fixes?: readonly Fix[];
}

/** A place that belongs to a finding: of the document, or of another file that was read for it. */
export type Related = { readonly message: string } & (
  | { readonly at: Place }
  | { readonly file: string; readonly range: Range }
);

/** A change that mends a finding. Only a `safe` one, which widens no decision, is ever applied without a person. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  /** It needs a person, and no decision widens by it: offered only where that is proven. */
  readonly narrows?: true;
  readonly edits: readonly SymbolicEdit[];
}

/** A change of a document by place. */
export type SymbolicEdit =
  | { readonly kind: "insert"; readonly at: Place; readonly key: string; readonly value: string }
  | { readonly kind: "rename"; readonly at: Place; readonly name: string }
  /** `value` is YAML on one line. */
  | { readonly kind: "replace"; readonly at: Place; readonly value: string }
  | { readonly kind: "remove"; readonly at: Place }
  /** A further item of the list at `at`, behind the one at `after` or the last; `value` is YAML, also of several lines. */
  | {
      readonly kind: "append";
      readonly at: Place;
      readonly value: string;
      readonly after?: number;
    };

/** Gives a rule its type. */
export function defineRule(rule: LintRule): LintRule {
  return rule;
}
