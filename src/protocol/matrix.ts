import type { TriedCall } from "./call-form.ts";
import { isIndex, isListOf, isOneOf, isShape, isText } from "./guards.ts";
import type { PlacedFile, PlacedRule } from "./simulate.ts";
import type { Word } from "./watch.ts";

/** Request: one call, every agent of the workspace folders; the answer is a list of `AgentRow`. */
export const MATRIX = "ambit/matrix";

/** Which call, and the policy beside whose decision the others are held. */
export interface MatrixParams {
  readonly policy: string;
  readonly call: TriedCall;
}

/** What one agent would decide. Texts are for people, with nothing hidden in them, and none is long. */
export interface AgentRow {
  readonly agent: string;
  /** The folder that it works in, below the workspace folder; empty for that itself. */
  readonly folder: string;
  /** The file that stands for it. */
  readonly file: PlacedFile;
  readonly decision: Word;
  readonly reason: string;
  readonly rules: readonly PlacedRule[];
  /** It is not decided as by the policy that was asked. */
  readonly differs: boolean;
}

/** As many agents are shown. */
export const MOST_AGENTS = 100;

const text = isText(100_000);
const position = isShape<PlacedRule["range"]["start"]>({ line: isIndex, character: isIndex });

/** The place of a rule. */
const isPlacedRule = isShape<PlacedRule>({
  uri: text,
  place: text,
  id: text,
  effect: isOneOf(["allow", "ask", "deny"]),
  range: isShape<PlacedRule["range"]>({ start: position, end: position }),
});

/** Rows that a page is to show. */
export const areAgentRows = isListOf(
  isShape<AgentRow>({
    agent: text,
    folder: text,
    file: isShape<PlacedFile>({ uri: text, place: text }),
    decision: isOneOf(["allow", "ask", "deny", "unknown"]),
    reason: text,
    rules: isListOf(isPlacedRule, 10_000),
    differs: isOneOf([true, false]),
  }),
  MOST_AGENTS,
);
