import * as vscode from "vscode";
import type { TriedCall } from "../protocol/call-form.ts";
import type { WatchedCall, Word } from "../protocol/watch.ts";
import { decisionIcon } from "./decision-icon.ts";
import { toDecidingRule } from "./opening.ts";
import { keyOf, typedCall } from "./typed-call.ts";
import { visibleText } from "./visible-text.ts";

/** A watched call as the list shows it. */
export interface WatchRow {
  readonly call: TriedCall;
  /** As it is decided; absent where it is not. */
  readonly now?: WatchedCall;
  /** It has just come to be decided otherwise: what it was. */
  readonly was?: Word;
}

/** An entry of the list: its sign and its words say how it is decided; one that has just flipped is marked and says what it was. */
export function rowItem({ call, now, was }: WatchRow): vscode.TreeItem {
  const label = now?.call ?? visibleText(typedCall(call), 200);
  const item = new vscode.TreeItem(
    was === undefined ? label : { label, highlights: [[0, label.length]] },
  );
  item.id = keyOf(call);
  item.iconPath = decisionIcon(now?.decision ?? "unknown");
  item.contextValue = now?.rules.length ? "watched rule" : "watched";
  if (now === undefined) return item;
  const [rule] = now.rules;
  if (rule !== undefined) item.command = toDecidingRule(rule);
  const reason = visibleText(now.reason, 300);
  item.description = was === undefined ? reason : `was ${was} · ${reason}`;
  const flipped = was === undefined ? "" : `, was ${WORDS[was]}`;
  item.accessibilityInformation = {
    label: `${WORDS[now.decision]}${flipped}: ${label}, ${reason}`,
  };
  return item;
}

/** Decisions as people say them of a call. */
const WORDS: Readonly<Record<Word, string>> = {
  allow: "allowed",
  ask: "asked",
  deny: "denied",
  unknown: "not known",
};

/** Why a call is decided as it is: what decided, its parts, and what is taken for granted. Texts of files are only ever text. */
export function rowTooltip(
  { call, decision, reason, parts = [] }: WatchedCall,
  assumes: readonly string[],
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${decision}** `).appendText(call).appendMarkdown("\n\n");
  text.appendText(reason);
  if (parts.length > 1) {
    text.appendMarkdown("\n\n");
    for (const part of parts.slice(0, 20)) {
      const by = part.by.length === 0 ? "" : ` by ${part.by.join(", ")}`;
      text.appendMarkdown(`- **${part.decision}** `).appendText(`${part.call}${by}`);
      text.appendMarkdown("\n");
    }
  }
  if (assumes.length > 0) {
    text.appendMarkdown("\n\n_Assuming:_ ").appendText(assumes.join("; "));
  }
  return text;
}
