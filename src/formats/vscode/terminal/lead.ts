import { parseCommandPattern } from "../../../model/command-pattern.ts";
import type { CommandPattern } from "../../../model/command-pattern.ts";
import { failed } from "../../../model/problem.ts";
import { shownShort } from "../../../model/shown.ts";
import type { RegexNode } from "../regex/node.ts";
import { charactersOf, holds } from "../regex/set.ts";
import type { CharSet } from "../regex/set.ts";
import type { TerminalKey } from "./key.ts";

/** More beginnings than this are not told apart. */
const MOST_LEADS = 120;
/** The longest that a beginning gets. UTF-16 code units. */
const LONGEST_LEAD = 200;

/**
 * What a key lets through, as a pattern of commands: at least that, by the words that every match begins with. Rules propose calls from it,
 * and the agent's own matcher confirms them.
 */
export function commandPatternOf(key: TerminalKey): CommandPattern {
  const source = shownShort(key.source, 200);
  const choices = leadsOf(key).map(patternText);
  const parsed = choices.flatMap((text) => {
    const pattern = parseCommandPattern(text);
    return failed(pattern) ? [] : pattern.value.choices;
  });
  return { source, choices: parsed.length === 0 ? ANY : parsed };
}

const ANY: CommandPattern["choices"] = [{ words: [], rest: true }];

/** The start of what is matched. `end`: it is all; `word`: a word ends here; `open`: anything may follow. */
interface Lead {
  readonly text: string;
  readonly then: "more" | "end" | "word" | "open";
}

function leadsOf(key: TerminalKey): readonly Lead[] {
  if (key.form === "plain") return [{ text: key.source, then: "word" }];
  if (key.form === "path")
    return [
      { text: key.source.replaceAll("\\", "/"), then: /\w$/.test(key.source) ? "word" : "open" },
    ];
  const { node } = key;
  const first = node?.kind === "seq" ? node.items[0] : node;
  const isAnchored = first?.kind === "edge" && first.edge === "start";
  if (node === undefined || (!isAnchored && node.kind !== "alt")) return [OPEN];
  const leads = node.kind === "alt" ? node.options.flatMap(optionLeads) : extend([START], node);
  return leads.length > MOST_LEADS ? [OPEN] : leads;
}

const START: Lead = { text: "", then: "more" };
const OPEN: Lead = { text: "", then: "open" };

function optionLeads(option: RegexNode): readonly Lead[] {
  const first = option.kind === "seq" ? option.items[0] : option;
  return first?.kind === "edge" && first.edge === "start" ? extend([START], option) : [OPEN];
}

/** All ways in which the texts go on. */
function extend(leads: readonly Lead[], node: RegexNode): readonly Lead[] {
  if (leads.length > MOST_LEADS) return [OPEN];
  const still = leads.filter(
    ({ then, text }) => then !== "open" && then !== "end" && text.length < LONGEST_LEAD,
  );
  if (still.length === 0) return leads;
  const done = leads.filter((lead) => !still.includes(lead));
  return [...done, ...goOn(still, node)];
}

function goOn(leads: readonly Lead[], node: RegexNode): readonly Lead[] {
  switch (node.kind) {
    case "set":
      return withSet(leads, node.set);
    case "seq":
      return node.items.reduce<readonly Lead[]>(extend, leads);
    case "alt":
      return node.options.flatMap((option) => extend(leads, option));
    case "group":
      return extend(leads, node.node);
    case "edge":
      if (node.edge === "end") return leads.map(({ text }) => ({ text, then: "end" }));
      return node.edge === "word" ? leads.map(({ text }) => ({ text, then: "word" })) : leads;
    case "look":
      return leads;
    case "back":
      return leads.map(open);
    case "repeat": {
      if (node.node.kind === "set" && isBlank(node.node.set))
        return node.min > 0 ? withText(leads, " ") : [...leads, ...withText(leads, " ")];
      const once =
        node.min > 0 ? extend(leads, node.node) : [...leads, ...extend(leads, node.node)];
      return node.max === 1 ? once : [...once, ...once.map(open)];
    }
  }
}

function open({ text, then }: Lead): Lead {
  // Behind a word boundary the word is whole, whatever follows.
  return { text: then === "word" ? `${text} ` : text, then: "open" };
}

function withSet(leads: readonly Lead[], set: CharSet): readonly Lead[] {
  if (isBlank(set)) return withText(leads, " ");
  const characters = charactersOf(set, 8);
  if (characters === undefined) return leads.map(open);
  return characters.flatMap((char) => withText(leads, char));
}

function withText(leads: readonly Lead[], more: string): readonly Lead[] {
  return leads.map(({ text }) => ({ text: text + more, then: "more" }));
}

/** White space, whatever else. */
function isBlank(set: CharSet): boolean {
  return holds(set, 32) && !holds(set, 97);
}

function patternText({ text, then }: Lead): string {
  const operator = /[|&;<>()$`\n]/.exec(text);
  const held = (operator ? text.slice(0, operator.index) : text).replace(/["']/g, "");
  const isOpen = operator !== null || then === "open" || then === "more";
  const words = held.split(/\s+/).filter((word) => word !== "");
  const isPart = operator === null && isOpen && !/\s$/.test(held) && words.length > 0;
  const quoted = words.map((word) => word.replace(/[^\w./:=@%+,-]/gu, String.raw`\$&`));
  if (then === "end" && operator === null) return quoted.join(" ");
  return [...quoted.slice(0, -1), `${quoted.at(-1) ?? ""}${isPart ? "*" : ""}`, "**"]
    .join(" ")
    .trim();
}
