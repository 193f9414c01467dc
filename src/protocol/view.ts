import type { Decision } from "../model/call.ts";
import {
  isJsonObject,
  isToolForm,
  isTriedCall,
  MOST_PATHS,
  MOST_RECENT,
  MOST_TOOLS,
} from "./call-form.ts";
import type { ToolForm, TriedCall } from "./call-form.ts";
import type { RanCall, RanSession } from "./run.ts";
import { runGuards } from "./run-guards.ts";
import { isIndex, isListOf, isObject, isOneOf, isShape, isText } from "./guards.ts";
import type { Guard } from "./guards.ts";
import type { CallSubject, CallsSubject, Subject } from "./subject.ts";
import { areAgentRows } from "./matrix.ts";
import type { AgentRow } from "./matrix.ts";
import type {
  ConsideredRule,
  PlacedFile,
  PlacedRule,
  ShownArgument,
  ShownPart,
  SimulatedSession,
  SimulatedStep,
  StepDetails,
} from "./simulate.ts";

export type { CallSubject, CallsSubject, Subject } from "./subject.ts";

/** What the view keeps while it is hidden, and over a reload of the window. */
export interface ViewState {
  readonly subject: Subject;
  /** The decisions that are filtered out. */
  readonly hidden: readonly Decision[];
  /** The calls, counted from 0, of which everything is shown. */
  readonly open: readonly number[];
}

/** What the view is told. With a problem the session that it shows stays, as the last that could be judged. */
export type ToView =
  | { readonly type: "session"; readonly subject: Subject; readonly session: SimulatedSession }
  /** What the session has come to in the sandbox; without `run`, it is not of what is shown. */
  | { readonly type: "run"; readonly run?: RanSession; readonly state: RunState }
  /** A call of the run that goes on is through. */
  | { readonly type: "ran"; readonly call: RanCall }
  | { readonly type: "problem"; readonly subject: Subject; readonly problem: string }
  /** Fill the form with the call, and offer these tools; `file` is what a path starts as. */
  | {
      readonly type: "form";
      readonly subject: CallSubject;
      readonly tools: readonly ToolForm[];
      readonly file: string;
    }
  /** What every agent of the workspace would decide of the call. */
  | { readonly type: "agents"; readonly subject: CallSubject; readonly rows: readonly AgentRow[] }
  /** The last calls, the newest first. */
  | { readonly type: "recent"; readonly calls: readonly TriedCall[] }
  /** What continues the path that is typed. */
  | { readonly type: "paths"; readonly paths: readonly string[] };

/** Is something run, and may it be? `none`: nothing has been. */
export type RunState = "none" | "running" | "done";

/** What the view asks for. */
export type FromView =
  /** It can take messages. */
  | { readonly type: "ready"; readonly open: readonly number[] }
  /** Everything about these calls, and no others, is to be shown. */
  | { readonly type: "explain"; readonly open: readonly number[] }
  /** Show this rule, or this file, in an editor. */
  | { readonly type: "rule"; readonly uri: string; readonly id: string }
  | { readonly type: "file"; readonly uri: string }
  | { readonly type: "copy" }
  /** Carry it out in the sandbox; end that. */
  | { readonly type: "run" }
  | { readonly type: "stop" }
  /** Compare a file of the run with the workspace's; take it over. */
  | { readonly type: "diff"; readonly path: string }
  | { readonly type: "apply"; readonly path: string }
  /** Make a scenario of the calls. */
  | { readonly type: "save" }
  /** Make a test case of this call, counted from 0. */
  | { readonly type: "test"; readonly index: number }
  /** Keep this call, counted from 0, in view. */
  | { readonly type: "watch"; readonly index: number }
  /** Decide this call, which is being typed. */
  | { readonly type: "call"; readonly call: TriedCall }
  /** The call is as it is meant: it is remembered. */
  | { readonly type: "tried"; readonly call: TriedCall }
  /** What continues this path? */
  | { readonly type: "paths"; readonly text: string };

/** The most calls of which everything is shown at once. */
export const MOST_OPEN = 50;

const text = isText(100_000);
const flag = isOneOf([true, false]);
const DECISIONS = ["allow", "ask", "deny"] as const;
const decision = isOneOf<Decision>(DECISIONS);
const list = <T>(guard: Guard<T>): Guard<readonly T[]> => isListOf(guard, 10_000);
const open = isListOf(isIndex, MOST_OPEN);

const position = isShape<PlacedRule["range"]["start"]>({ line: isIndex, character: isIndex });
const file = isShape<PlacedFile>({ uri: text, place: text });
const rule = isShape<PlacedRule>({
  uri: text,
  place: text,
  id: text,
  effect: decision,
  range: isShape<PlacedRule["range"]>({ start: position, end: position }),
});
const details = isShape<StepDetails>({
  tool: text,
  args: list(isShape<ShownArgument>({ name: text, value: text })),
  parts: list(isShape<ShownPart>({ call: text, decision, by: list(text), views: list(text) })),
  considered: list(isShape<ConsideredRule>({ rule, matched: flag, why: text })),
  notes: list(text),
});
const step = isShape<SimulatedStep>(
  { call: text, decision, expect: decision, reason: text, rules: list(rule), details },
  ["expect", "details"],
);
const session = isShape<SimulatedSession>(
  {
    title: text,
    scenario: file,
    policy: file,
    assumes: list(text),
    steps: list(step),
    counts: isShape<SimulatedSession["counts"]>({ allow: isIndex, ask: isIndex, deny: isIndex }),
  },
  ["scenario", "assumes"],
);

const ran = runGuards(rule);
const isRun = isShape<Extract<ToView, { type: "run" }>>(
  {
    type: isOneOf(["run"]),
    run: ran.run,
    state: isOneOf<RunState>(["none", "running", "done"]),
  },
  ["run"],
);

const isCallSubject = isShape<CallSubject>({
  kind: isOneOf(["call"]),
  policy: text,
  tool: text,
  args: isJsonObject,
});
const subject: Guard<Subject> = (value): value is Subject =>
  isObject(value) && (SUBJECTS.get(String(value["kind"]))?.(value) ?? false);
const SUBJECTS: ReadonlyMap<string, Guard<Subject>> = new Map<string, Guard<Subject>>([
  [
    "scenario",
    isShape<Extract<Subject, { kind: "scenario" }>>({ kind: isOneOf(["scenario"]), uri: text }),
  ],
  ["call", isCallSubject],
  [
    "calls",
    isShape<CallsSubject>({
      kind: isOneOf(["calls"]),
      ...{ title: text, policy: text },
      calls: isListOf(isTriedCall, 1_000),
    }),
  ],
]);

const TO_VIEW: ReadonlyMap<string, Guard<ToView>> = new Map<string, Guard<ToView>>([
  [
    "session",
    isShape<Extract<ToView, { type: "session" }>>({ type: isOneOf(["session"]), subject, session }),
  ],
  ["run", isRun],
  ["ran", isShape<Extract<ToView, { type: "ran" }>>({ type: isOneOf(["ran"]), call: ran.call })],
  [
    "problem",
    isShape<Extract<ToView, { type: "problem" }>>({
      type: isOneOf(["problem"]),
      subject,
      problem: text,
    }),
  ],
  [
    "form",
    isShape<Extract<ToView, { type: "form" }>>({
      type: isOneOf(["form"]),
      subject: isCallSubject,
      tools: isListOf(isToolForm, MOST_TOOLS),
      file: text,
    }),
  ],
  [
    "agents",
    isShape<Extract<ToView, { type: "agents" }>>({
      type: isOneOf(["agents"]),
      subject: isCallSubject,
      rows: areAgentRows,
    }),
  ],
  [
    "recent",
    isShape<Extract<ToView, { type: "recent" }>>({
      type: isOneOf(["recent"]),
      calls: isListOf(isTriedCall, MOST_RECENT),
    }),
  ],
  [
    "paths",
    isShape<Extract<ToView, { type: "paths" }>>({
      type: isOneOf(["paths"]),
      paths: isListOf(text, MOST_PATHS),
    }),
  ],
]);

const FROM_VIEW: ReadonlyMap<string, Guard<FromView>> = new Map<string, Guard<FromView>>([
  ["ready", isShape<Extract<FromView, { type: "ready" }>>({ type: isOneOf(["ready"]), open })],
  [
    "explain",
    isShape<Extract<FromView, { type: "explain" }>>({ type: isOneOf(["explain"]), open }),
  ],
  [
    "rule",
    isShape<Extract<FromView, { type: "rule" }>>({ type: isOneOf(["rule"]), uri: text, id: text }),
  ],
  ["file", isShape<Extract<FromView, { type: "file" }>>({ type: isOneOf(["file"]), uri: text })],
  ["copy", isShape<Extract<FromView, { type: "copy" }>>({ type: isOneOf(["copy"]) })],
  ["run", isShape<Extract<FromView, { type: "run" }>>({ type: isOneOf(["run"]) })],
  ["save", isShape<Extract<FromView, { type: "save" }>>({ type: isOneOf(["save"]) })],
  ["stop", isShape<Extract<FromView, { type: "stop" }>>({ type: isOneOf(["stop"]) })],
  [
    "diff",
    isShape<Extract<FromView, { type: "diff" }>>({ type: isOneOf(["diff"]), path: isText(10_000) }),
  ],
  [
    "apply",
    isShape<Extract<FromView, { type: "apply" }>>({
      type: isOneOf(["apply"]),
      path: isText(10_000),
    }),
  ],
  [
    "test",
    isShape<Extract<FromView, { type: "test" }>>({ type: isOneOf(["test"]), index: isIndex }),
  ],
  [
    "watch",
    isShape<Extract<FromView, { type: "watch" }>>({ type: isOneOf(["watch"]), index: isIndex }),
  ],
  [
    "call",
    isShape<Extract<FromView, { type: "call" }>>({ type: isOneOf(["call"]), call: isTriedCall }),
  ],
  [
    "tried",
    isShape<Extract<FromView, { type: "tried" }>>({ type: isOneOf(["tried"]), call: isTriedCall }),
  ],
  [
    "paths",
    isShape<Extract<FromView, { type: "paths" }>>({ type: isOneOf(["paths"]), text: isText(4096) }),
  ],
]);

const viewState = isShape<ViewState>({ subject, hidden: isListOf(decision, 3), open });

/** Reads a message to the view; `undefined` for anything else. */
export function readToView(value: unknown): ToView | undefined {
  return isObject(value) && TO_VIEW.get(String(value["type"]))?.(value) === true
    ? value
    : undefined;
}

/** Reads a message from the view; `undefined` for anything else. */
export function readFromView(value: unknown): FromView | undefined {
  return isObject(value) && FROM_VIEW.get(String(value["type"]))?.(value) === true
    ? value
    : undefined;
}

/** Reads what a view kept; `undefined` for anything else. */
export function readViewState(value: unknown): ViewState | undefined {
  return viewState(value) ? value : undefined;
}
