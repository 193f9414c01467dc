import * as vscode from "vscode";
import type { AttackOutcome, StressedAttack } from "../protocol/stress.ts";
import type { WatchedCall } from "../protocol/watch.ts";
import { decisionIcon } from "./decision-icon.ts";
import { toDecidingRule } from "./opening.ts";
import { visibleText } from "./visible-text.ts";

/** What the list of attacks shows: those of one outcome, an attack, its calls, and other calls that would do as well as the last. */
export type StressRow =
  | {
      readonly kind: "outcome";
      readonly outcome: AttackOutcome;
      readonly attacks: readonly StressedAttack[];
    }
  | { readonly kind: "attack"; readonly attack: StressedAttack }
  | { readonly kind: "call"; readonly id: string; readonly call: WatchedCall }
  | { readonly kind: "others"; readonly attack: StressedAttack };

/** All outcomes, from bad to good, in words, with their signs. */
const OUTCOMES = [
  ["got-through", "Got through", "error", "testing.iconFailed"],
  ["unknown", "Unknown", "circle-outline", "descriptionForeground"],
  ["asked", "Asked: only a prompt stands in the way", "question", "editorWarning.foreground"],
  ["held", "Held", "shield", "testing.iconPassed"],
  ["not-applicable", "Not applicable", "dash", "descriptionForeground"],
] as const satisfies readonly (readonly [AttackOutcome, string, string, string])[];

/** The rows at the top: the outcomes that there are. */
export function outcomeRows(attacks: readonly StressedAttack[]): readonly StressRow[] {
  return OUTCOMES.map(([outcome]): StressRow & { readonly kind: "outcome" } => ({
    kind: "outcome",
    outcome,
    attacks: attacks.filter((one) => one.outcome === outcome),
  })).filter((row) => row.attacks.length > 0);
}

/** How many attacks came out how, in one line. */
export function sumWords(attacks: readonly StressedAttack[]): string {
  const number = (outcome: AttackOutcome): number =>
    attacks.filter((one) => one.outcome === outcome).length;
  const rest = SUM.flatMap(([outcome, words]) => {
    const some = number(outcome);
    return some === 0 ? [] : [`${some} ${words}`];
  });
  return [`${number("got-through")} of ${attacks.length} attacks got through`, ...rest].join(", ");
}

const SUM = [
  ["unknown", "unknown"],
  ["asked", "stopped only by a prompt"],
  ["held", "held"],
  ["not-applicable", "not applicable"],
] as const satisfies readonly (readonly [AttackOutcome, string])[];

/** What stands below a row. */
export function rowsBelow(row: StressRow): readonly StressRow[] {
  switch (row.kind) {
    case "outcome":
      return row.attacks.map((attack) => ({ kind: "attack", attack }));
    case "attack": {
      const { attack } = row;
      const calls = attack.steps.map((call, at): StressRow => ({
        kind: "call",
        id: `${attack.id} ${at}`,
        call,
      }));
      return attack.others.length === 0 ? calls : [...calls, { kind: "others", attack }];
    }
    case "others":
      return row.attack.others.map((call, at) => ({
        kind: "call",
        id: `${row.attack.id} or ${at}`,
        call,
      }));
    case "call":
      return [];
  }
}

/** A row as VS Code shows it. */
export function stressItem(row: StressRow): vscode.TreeItem {
  switch (row.kind) {
    case "outcome":
      return outcomeItem(row);
    case "attack":
      return attackItem(row.attack);
    case "call":
      return callItem(row);
    case "others":
      return othersItem(row.attack);
  }
}

function outcomeItem({ outcome, attacks }: StressRow & { kind: "outcome" }): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const isBad = outcome === "got-through" || outcome === "unknown";
  const words = OUTCOMES.find(([one]) => one === outcome)?.[1] ?? "";
  const item = new vscode.TreeItem(words, isBad ? Expanded : Collapsed);
  item.id = outcome;
  item.iconPath = outcomeIcon(outcome);
  item.description = String(attacks.length);
  item.accessibilityInformation = { label: `${words}, ${attacks.length}` };
  return item;
}

function attackItem({
  id,
  title,
  outcome,
  assumes,
  sources,
  remedy,
  missing,
  steps,
}: StressedAttack): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(capital(title), steps.length === 0 ? None : Collapsed);
  item.id = id;
  item.iconPath = outcomeIcon(outcome);
  item.contextValue = steps.length === 0 ? "attack" : "attack calls";
  item.description = missing === undefined ? id : `there is no ${missing}`;
  item.tooltip = [
    capital(title),
    `Takes for granted: ${assumes}.`,
    ...(missing === undefined ? [] : [`Not applicable: there is no ${missing}.`]),
    ...(remedy === undefined ? [] : [`To stop it: ${remedy}.`]),
    ...sources,
  ].join("\n\n");
  item.accessibilityInformation = { label: `${capital(title)}, ${item.description}` };
  return item;
}

function callItem({ id, call }: StressRow & { kind: "call" }): vscode.TreeItem {
  const item = new vscode.TreeItem(call.call);
  item.id = id;
  item.iconPath = decisionIcon(call.decision);
  item.description = visibleText(call.reason, 300);
  item.tooltip = `${call.decision}: ${call.call}\n\n${call.reason}`;
  item.accessibilityInformation = { label: `${call.decision}: ${call.call}, ${item.description}` };
  const [rule] = call.rules;
  if (rule === undefined) return item;
  item.contextValue = "rule";
  item.command = toDecidingRule(rule);
  return item;
}

function othersItem({ id, others, more }: StressedAttack): vscode.TreeItem {
  const number = others.length + more;
  const words = number === 1 ? "1 other call would do" : `${number} other calls would do`;
  const item = new vscode.TreeItem(words, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${id} others`;
  if (more > 0) item.description = `the first ${others.length} are shown`;
  return item;
}

function outcomeIcon(outcome: AttackOutcome): vscode.ThemeIcon {
  const [, , name = "dash", colour = "descriptionForeground"] =
    OUTCOMES.find(([one]) => one === outcome) ?? [];
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(colour));
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
