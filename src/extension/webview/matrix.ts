import type { AgentRow } from "../../protocol/matrix.ts";
import type { PlacedFile, PlacedRule } from "../../protocol/simulate.ts";
import { link, make } from "./dom.ts";
import { reasonPieces } from "./rows.ts";

/** What a person can do with a row. */
export interface MatrixActions {
  readonly rule: (rule: PlacedRule) => void;
  readonly file: (file: PlacedFile) => void;
}

/** One call, every agent: a table with a row for each, those marked that decide otherwise. Nothing where there is no other agent. */
export function matrixElements(
  rows: readonly AgentRow[],
  judge: string,
  actions: MatrixActions,
): readonly HTMLElement[] {
  if (rows.every(({ file }) => file.uri === judge)) return [];
  const heads = ["Decision", "Agent", "Decided by"].map((text) =>
    make("th", { attributes: { scope: "col" }, holds: [text] }),
  );
  return [
    make("h2", { attributes: { id: "agents-title" }, holds: ["Every agent here"] }),
    make("p", { class: "why", attributes: { role: "status" }, holds: [sum(rows)] }),
    make("table", {
      attributes: { "aria-labelledby": "agents-title" },
      holds: [
        make("thead", { holds: [make("tr", { holds: heads })] }),
        make("tbody", { holds: rows.map((row) => rowElement(row, actions)) }),
      ],
    }),
  ];
}

/** Whether the agents agree, in words. */
function sum(rows: readonly AgentRow[]): string {
  const words = new Set(rows.map(({ decision }) => decision));
  const differing = rows.filter(({ differs }) => differs).length;
  if (differing > 0) return `${differing} of ${rows.length} differ from what is decided here.`;
  return words.size > 1 ? "They do not agree." : "They agree.";
}

function rowElement(row: AgentRow, actions: MatrixActions): HTMLElement {
  const { agent, folder, decision, differs, file } = row;
  const mark = differs ? [" ", make("span", { class: "missed", holds: ["differs"] })] : [];
  return make("tr", {
    class: differs ? "differs" : "same",
    holds: [
      make("td", {
        holds: [make("span", { class: `decision ${decision}`, holds: [decision] }), ...mark],
      }),
      make("th", {
        attributes: { scope: "row" },
        holds: [
          agent,
          ...(folder === "" ? [] : [make("span", { class: "why", holds: [` ${folder}`] })]),
        ],
      }),
      make("td", {
        class: "why",
        holds: pieces(row).map(({ text, rule, isFile }) =>
          rule !== undefined
            ? link(text, `Go to ${rule.id} at ${rule.place}`, () => actions.rule(rule))
            : isFile
              ? link(text, `Open ${text}`, () => actions.file(file))
              : text,
        ),
      }),
    ],
  });
}

/** A reason, where the places of rules, or else the file, stand by themselves. */
function pieces(row: AgentRow): readonly {
  readonly text: string;
  readonly rule?: PlacedRule;
  readonly isFile: boolean;
}[] {
  const { reason, rules, file } = row;
  if (rules.length > 0) return reasonPieces(row).map((piece) => ({ ...piece, isFile: false }));
  if (!reason.endsWith(file.place)) return [{ text: reason, isFile: false }];
  return [
    { text: reason.slice(0, reason.length - file.place.length), isFile: false },
    { text: file.place, isFile: true },
  ];
}
