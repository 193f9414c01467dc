import type { RanChange, RanSession } from "../../protocol/run.ts";
import type { RunState } from "../../protocol/view.ts";
import { byId, link, make } from "./dom.ts";
import { ranWords } from "./outcome-words.ts";

/** What a person can do about a run. */
export interface RunActions {
  readonly run: () => void;
  readonly stop: () => void;
  readonly diff: (path: string) => void;
  readonly apply: (path: string) => void;
}

/** The part of the view that is about the run as a whole: what held it, and what it has left in its copy. */
export class RunBar {
  readonly #actions: RunActions;

  constructor(actions: RunActions) {
    this.#actions = actions;
    byId("run").addEventListener("click", actions.run);
    byId("stop").addEventListener("click", actions.stop);
  }

  /** Shows how a run stands. `canRun`: there is something to run. */
  show(run: RanSession | undefined, state: RunState, canRun: boolean): void {
    byId("run").hidden = !canRun || state === "running";
    byId("stop").hidden = state !== "running";
    const isDone = run !== undefined && state === "done";
    const words = isDone ? ranWords(run) : state === "running" ? "Running in a sandbox…" : "";
    if (byId("ran").textContent !== words) byId("ran").textContent = words;
    byId("after").replaceChildren(...(isDone ? this.#after(run) : []));
  }

  #after({ changes, layers, notes }: RanSession): readonly Node[] {
    return [
      ...(changes.length === 0 ? [] : [heading("Changed in the copy, not in the workspace")]),
      ...(changes.length === 0
        ? []
        : [
            make("ul", {
              attributes: { role: "list", "aria-label": "Changed files", id: "changes" },
              holds: changes.map((change) => this.#change(change)),
            }),
          ]),
      heading("What held the run"),
      make("p", { attributes: { id: "layers" }, holds: [`${layers.join(" · ")}.`] }),
      ...notes.map((words) => make("p", { class: "note", holds: [`${words}.`] })),
    ];
  }

  #change({ path, text, what, warning, applied }: RanChange): Node {
    const { diff, apply } = this.#actions;
    const isFile = !path.endsWith("/");
    const name = isFile
      ? link(text, `Compare ${text} with the workspace`, () => diff(path))
      : make("code", { holds: [text] });
    const button =
      applied === true
        ? make("span", { class: "why", holds: ["applied"] })
        : link("apply…", `Apply ${text} to the workspace`, () => apply(path));
    return make("li", {
      attributes: { role: "listitem" },
      holds: [
        make("span", { class: `what ${what}`, holds: [what] }),
        " ",
        name,
        ...(isFile ? [" · ", button] : []),
        ...(warning === undefined ? [] : [make("p", { class: "remark", holds: [warning] })]),
      ],
    });
  }
}

function heading(text: string): Node {
  return make("h2", { holds: [text] });
}
