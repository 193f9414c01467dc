/** The page of the Simulation view. */
import type { RanSession } from "../../protocol/run.ts";
import type { Decision, SimulatedSession } from "../../protocol/simulate.ts";
import type { AgentRow } from "../../protocol/matrix.ts";
import { isSameSubject } from "../../protocol/subject.ts";
import { MOST_OPEN, readToView, readViewState } from "../../protocol/view.ts";
import type { FromView, RunState, Subject, ToView, ViewState } from "../../protocol/view.ts";
import { CallForm } from "./call-form.ts";
import { byId, link, make } from "./dom.ts";
import { CallList } from "./list.ts";
import { RunBar } from "./run-bar.ts";
import { matrixElements } from "./matrix.ts";
import { callWords, flips, rowsOf, sumWords, WORDS } from "./rows.ts";

/** What VS Code hands to the page. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: ViewState): void;
};

const vscode = acquireVsCodeApi();
let state = readViewState(vscode.getState());
let session: SimulatedSession | undefined;
let run: RanSession | undefined;
let runState: RunState = "none";
let agents: readonly AgentRow[] = [];
/** What the form still lacks; empty: nothing. */
let missing = "";

const form = new CallForm(byId("form"), {
  typed: (read) => {
    missing = "missing" in read ? read.missing : "";
    if ("call" in read) vscode.postMessage({ type: "call", call: read.call });
    else render([]);
  },
  tried: (call) => vscode.postMessage({ type: "tried", call }),
  path: (text) => vscode.postMessage({ type: "paths", text }),
});

const list = new CallList(byId("calls"), {
  toggle: (index) => {
    if (state === undefined) return;
    const others = state.open.filter((one) => one !== index);
    const open = others.length < state.open.length ? others : [...others, index];
    keep({ ...state, open: open.slice(-MOST_OPEN) });
    vscode.postMessage({ type: "explain", open: state.open });
    render([]);
  },
  rule: ({ uri, id }) => vscode.postMessage({ type: "rule", uri, id }),
  watch: (index) => vscode.postMessage({ type: "watch", index }),
  test: (index) => vscode.postMessage({ type: "test", index }),
  diff: (path) => vscode.postMessage({ type: "diff", path }),
});

const runBar = new RunBar({
  run: () => vscode.postMessage({ type: "run" }),
  stop: () => vscode.postMessage({ type: "stop" }),
  diff: (path) => vscode.postMessage({ type: "diff", path }),
  apply: (path) => vscode.postMessage({ type: "apply", path }),
});

window.addEventListener("message", ({ data }) => {
  const message = readToView(data);
  if (message !== undefined) take(message);
});
window.addEventListener("focus", () => {
  if (document.activeElement === document.body && !byId("form").hidden) form.focus();
});
byId("save").addEventListener("click", () => vscode.postMessage({ type: "save" }));
byId("copy").addEventListener("click", () => vscode.postMessage({ type: "copy" }));
vscode.postMessage({ type: "ready", open: state?.open ?? [] });

function take(message: ToView): void {
  switch (message.type) {
    case "form":
      turnTo(message.subject);
      form.fill(message.subject, message.tools, message.file);
      if (document.hasFocus()) form.focus();
      return;
    case "recent":
      return form.remember(message.calls);
    case "paths":
      return form.offer(message.paths);
    case "run":
      run = message.run;
      runState = message.state;
      return render([]);
    case "ran":
      if (run !== undefined) run = { ...run, calls: [...run.calls, message.call] };
      return render([]);
    case "agents":
      if (state === undefined || !isSameSubject(state.subject, message.subject)) return;
      agents = message.rows;
      return showAgents();
    case "problem":
      turnTo(message.subject);
      byId("problem").textContent = message.problem;
      return render([]);
    case "session": {
      turnTo(message.subject);
      byId("problem").textContent = "";
      const flipped = flips(session, message.session);
      session = message.session;
      render(flipped);
    }
  }
}

/** Shows another subject from now on. While one call is typed it stays the same one. */
function turnTo(subject: Subject): void {
  byId("form").hidden = subject.kind !== "call";
  if (state !== undefined && isSameSubject(state.subject, subject)) {
    keep({ ...state, subject });
    return;
  }
  keep({ subject, hidden: [], open: subject.kind === "call" ? [0] : [] });
  byId("problem").textContent = "";
  session = undefined;
  agents = [];
  showAgents();
}

function keep(next: ViewState): void {
  state = next;
  vscode.setState(next);
}

function render(flipped: readonly number[]): void {
  const rows = session && state ? rowsOf(session, state.hidden, state.open, run?.calls) : [];
  const isCall = state?.subject.kind === "call";
  byId("title").textContent = isCall ? "Simulate Tool Call" : (session?.title ?? "");
  byId("places").replaceChildren(...(session ? placesOf(session) : []));
  byId("filters").replaceChildren(...(session && !isCall ? filtersOf(session) : []));
  const isCalls = state?.subject.kind === "calls";
  byId("copy").hidden = session === undefined || isCalls;
  byId("save").hidden = session === undefined || !isCalls;
  // What is shown is of before.
  const isStale = byId("problem").textContent !== "" || (isCall && missing !== "");
  byId("calls").classList.toggle("stale", isStale);
  list.show(rows, flipped);
  runBar.show(run, runState, session !== undefined && !isStale);
  say(isCall ? callWords(session, missing) : session && sumWords(session, rows.length));
}

/** What every agent would decide of the call; nothing where it is not one call. */
function showAgents(): void {
  const { subject } = state ?? {};
  const elements =
    subject?.kind !== "call"
      ? []
      : matrixElements(agents, subject.policy, {
          rule: ({ uri, id }) => vscode.postMessage({ type: "rule", uri, id }),
          file: ({ uri }) => vscode.postMessage({ type: "file", uri }),
        });
  byId("agents").hidden = elements.length === 0;
  byId("agents").replaceChildren(...elements);
}

/** Only what is new is heard. */
function say(words = ""): void {
  if (byId("sum").textContent !== words) byId("sum").textContent = words;
}

function placesOf({
  scenario,
  policy,
  assumes = [],
}: SimulatedSession): readonly (Node | string)[] {
  const open = ({ uri, place }: typeof policy): Node =>
    link(place, `Open ${place}`, () => vscode.postMessage({ type: "file", uri }));
  return [
    ...(scenario ? [open(scenario), " "] : []),
    "decided by ",
    open(policy),
    ...assuming(assumes),
  ];
}

function assuming(assumes: readonly string[]): readonly string[] {
  return assumes.length === 0 ? [] : [`, assuming: ${assumes.join("; ")}`];
}

const FILTERS = ["allow", "ask", "deny"] as const;

function filtersOf({ counts }: SimulatedSession): readonly Node[] {
  return FILTERS.map((decision) => {
    const isShown = state?.hidden.includes(decision) === false;
    return make("button", {
      class: "filter",
      attributes: {
        type: "button",
        id: `filter-${decision}`,
        "aria-pressed": String(isShown),
        "aria-label": `Show what is ${WORDS[decision]}: ${counts[decision]}`,
      },
      click: () => filter(decision),
      holds: [
        make("span", { class: `decision ${decision}`, holds: [decision] }),
        ` ${counts[decision]}`,
      ],
    });
  });
}

function filter(decision: Decision): void {
  if (state === undefined) return;
  const others = state.hidden.filter((one) => one !== decision);
  const hidden = others.length < state.hidden.length ? others : [...others, decision];
  keep({ ...state, hidden });
  render([]);
  byId(`filter-${decision}`).focus();
}
