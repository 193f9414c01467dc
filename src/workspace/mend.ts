import type { Finding } from "../lint/finding.ts";
import { widensNothing } from "../lint/no-wider.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import { applied } from "../model/edit.ts";
import type { TextEdit } from "../model/edit.ts";
import type { Persona } from "../model/level.ts";
import type { Subject } from "../model/subject.ts";
import { agentFixes } from "./agent-fixes.ts";
import { withDrafts } from "./drafts.ts";
import { fixEdit } from "./fix.ts";
import type { Ports } from "./ports.ts";
import { Workspace } from "./workspace.ts";
import type { LoadedPolicy } from "./workspace.ts";

/** A change that may be made to a policy, and what it does. */
export interface Proposal {
  readonly code: string;
  readonly title: string;
  /** It needs no person, and it is certain that no decision widens: proven from what the two texts say. */
  readonly safe: boolean;
  /** Calls that are decided otherwise after it, of those that were tried. */
  readonly changes: readonly Change[];
  /** The whole text after it. */
  readonly text: string;
}

/** A call that is decided otherwise. */
export interface Change {
  readonly call: ToolCall;
  readonly before: Decision;
  readonly after: Decision;
}

/** Which findings somebody wants to hear of; `persona` is whose their configuration wants reported. */
export type Wanted = (finding: Finding, persona: Persona | undefined) => boolean;

/** A text, and what was done to make it. */
export interface Mended {
  readonly text: string;
  readonly applied: readonly Proposal[];
}

/** Carries out fixes of a policy one after another, each on the text that the last one left. */
export class Mender {
  readonly #drafts = new Map<string, string>();
  readonly #workspace: Workspace;
  readonly #path: string;

  /** `path`: the policy. */
  constructor(ports: Ports, path: string) {
    this.#workspace = new Workspace({ ...ports, files: withDrafts(ports.files, this.#drafts) });
    this.#path = path;
  }

  /** The text after every safe fix of what `wanted` holds for. */
  async mendSafely(text: string, wanted: Wanted): Promise<Mended> {
    const done: Proposal[] = [];
    let now = text;
    while (done.length < MOST_FIXES) {
      const [next] = await this.proposals(now, wanted, "safe");
      if (next === undefined) break;
      done.push(next);
      now = next.text;
    }
    return { text: now, applied: done };
  }

  /** What may be done about the findings in a text, in the order of the text; of the safe ones, the first only. */
  async proposals(
    text: string,
    wanted: Wanted,
    which: "safe" | "all",
  ): Promise<readonly Proposal[]> {
    const before = await this.#read(text);
    if (before === undefined) return [];
    const found: Proposal[] = [];
    const { findings, persona } = await this.#workspace.configured(before.policy);
    for (const finding of findings.filter((one) => wanted(one, persona))) {
      for (const mend of mendsFor(finding, before.subject)) {
        const { title, settled, narrows } = mend;
        if (which === "safe" && !settled) continue;
        const tried = await this.#tried(before, mend);
        if (tried === undefined || (narrows === true && !tried.safe)) continue;
        const safe = settled && tried.safe;
        if (which === "safe" && !safe) continue;
        found.push({ code: finding.code, title, ...tried, safe });
        if (which === "safe") return found;
      }
    }
    return found;
  }

  async #tried(
    { policy, subject }: Read,
    { edits, proven }: Mend,
  ): Promise<Omit<Proposal, "code" | "title"> | undefined> {
    const text = applied(subject.text, edits);
    const after = await this.#read(text);
    if (after === undefined || text === subject.text || isWorse(after.subject, subject)) return;
    const calls = this.#probes(policy);
    const changes = calls.flatMap((call): readonly Change[] => {
      const [was, is] = [policy, after.policy].map(
        (one) => one.engine.decide(this.#workspace.place(call, one)).decision,
      );
      if (was === undefined || is === undefined || was === is) return [];
      return [{ call, before: was, after: is }];
    });
    const isTold = changes.every((one) => WIDTH[one.before] >= WIDTH[one.after]);
    const safe = proven === undefined ? widensNothing(subject, after.subject) : proven && isTold;
    return { safe, changes, text };
  }

  /** Calls that the policy itself speaks of: examples, and what its findings show. */
  #probes(policy: LoadedPolicy): readonly ToolCall[] {
    const { findings } = this.#workspace.check(policy);
    const shown = findings.flatMap(({ witness }) => witness ?? []);
    const examples = policy.bounds.main.examples.flatMap(({ call }) => call ?? []);
    const all = [...shown, ...examples];
    const unique = new Map(
      all.map(({ tool, args }) => [JSON.stringify([tool, args]), { tool, args }]),
    );
    return [...unique.values()].slice(0, MOST_PROBES);
  }

  async #read(text: string): Promise<Read | undefined> {
    this.#drafts.set(this.#path, text);
    const policy = await this.#workspace.policy([this.#path]);
    if (!("engine" in policy)) return undefined;
    return { policy, subject: policy.bounds.main };
  }
}

const WIDTH: Readonly<Record<Decision, number>> = { deny: 0, ask: 1, allow: 2 };
const MOST_FIXES = 500;
const MOST_PROBES = 200;

interface Read {
  readonly policy: LoadedPolicy;
  readonly subject: Subject;
}

/** A fix of a finding. `settled`: nothing in it is left for a person to write. */
interface Mend {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly settled: boolean;
  /** It is offered only where it is proven that no decision widens. */
  readonly narrows?: true | undefined;
  /** In the file of an agent: whether by what is changed no decision widens, however its files are combined. Absent: that is to be told from the two texts. */
  readonly proven?: boolean;
}

/** The fixes of a finding: its rule's, or those of the agent's file, and the spelling that was probably meant. */
function mendsFor(finding: Finding, { format, text }: Subject): readonly Mend[] {
  const own = format === "ambit" ? policyMends(finding, text) : agentMends(finding, text);
  const { suggestion, range } = finding;
  if (suggestion === undefined) return own;
  const edits = [{ range, newText: suggestion }];
  const meant = { title: `Change to \`${suggestion}\``, edits, settled: true };
  return [format === "ambit" ? meant : { ...meant, proven: false }, ...own];
}

function policyMends({ fixes }: Finding, text: string): readonly Mend[] {
  return fixes.flatMap((fix): readonly Mend[] => {
    const edit = fixEdit(fix, text);
    const { title, safe, narrows } = fix;
    return edit === undefined ? [] : [{ title, edits: [edit], settled: safe, narrows }];
  });
}

function agentMends(finding: Finding, text: string): readonly Mend[] {
  return agentFixes(finding, text).map(({ title, edit, effect }) => {
    const proven = effect !== "open";
    const narrows = effect === "narrows" ? true : undefined;
    return { title, edits: [edit], settled: effect === "none", narrows, proven };
  });
}

/** A fix that leaves the document worse than it was is none. */
function isWorse(after: Subject, before: Subject): boolean {
  return (after.broken && !before.broken) || after.problems.length > before.problems.length;
}
