/** The page of the Simulation view. */
import type { Decision, SimulatedSession } from "../../protocol/simulate.ts";
import { MOST_OPEN, readToView, readViewState } from "../../protocol/view.ts";
import type { FromView, Subject, ToView, ViewState } from "../../protocol/view.ts";
import { byId, link, make } from "./dom.ts";
import { CallList } from "./list.ts";
import { flips, rowsOf, sumWords, WORDS } from "./rows.ts";

/** What VS Code hands to the page. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: ViewState): void;
};

const vscode = acquireVsCodeApi();
let state = readViewState(vscode.getState());
let session: SimulatedSession | undefined;

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
  test: (index) => vscode.postMessage({ type: "test", index }),
});

window.addEventListener("message", ({ data }) => {
  const message = readToView(data);
  if (message !== undefined) take(message);
});
byId("copy").addEventListener("click", () => vscode.postMessage({ type: "copy" }));
vscode.postMessage({ type: "ready", open: state?.open ?? [] });

function take(message: ToView): void {
  const same = state !== undefined && isSame(state.subject, message.subject);
  if (!same || state === undefined) {
    const open = message.subject.kind === "call" ? [0] : [];
    keep({ subject: message.subject, hidden: [], open });
    session = undefined;
  }
  byId("problem").textContent = message.type === "problem" ? message.problem : "";
  byId("calls").classList.toggle("stale", message.type === "problem");
  if (message.type === "problem") {
    if (session === undefined) render([]);
    return;
  }
  const flipped = flips(session, message.session);
  session = message.session;
  render(flipped);
}

function keep(next: ViewState): void {
  state = next;
  vscode.setState(next);
}

/** The order of the properties of a subject is ours. */
function isSame(a: Subject, b: Subject): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function render(flipped: readonly number[]): void {
  const rows = session && state ? rowsOf(session, state.hidden, state.open) : [];
  byId("title").textContent = session?.title ?? "";
  byId("places").replaceChildren(...(session ? placesOf(session) : []));
  byId("filters").replaceChildren(...(session ? filtersOf(session) : []));
  byId("copy").hidden = session === undefined;
  list.show(rows, flipped);
  const sum = session === undefined ? "" : sumWords(session, rows.length);
  if (byId("sum").textContent !== sum) byId("sum").textContent = sum;
}

function placesOf({ scenario, policy }: SimulatedSession): readonly (Node | string)[] {
  const open = ({ uri, place }: typeof policy): Node =>
    link(place, `Open ${place}`, () => vscode.postMessage({ type: "file", uri }));
  return [...(scenario ? [open(scenario), " "] : []), "decided by ", open(policy)];
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
