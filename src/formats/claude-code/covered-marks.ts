import { globMatches } from "../../model/glob.ts";
import type { Mark, MarkKind } from "../../model/mark.ts";
import { shownShort } from "../../model/shown.ts";
import { add, wordOf } from "./by-key.ts";
import type { ClaudeRule } from "./rule.ts";

/** What no decision would miss: an allow that a deny or ask stops whole, and an entry that another of its list covers. */
export function coveredMarks(rules: readonly ClaudeRule[]): readonly Mark[] {
  const marks: Mark[] = [];
  const byList = (list: ClaudeRule["list"]): readonly Compared[] =>
    rules
      .filter((rule) => rule.list === list)
      .slice(0, MOST_COMPARED)
      .map(compared);
  const [allow, ask, deny] = [byList("allow"), byList("ask"), byList("deny")];
  const [denying, stopping] = [new Covering(deny), new Covering([...deny, ...ask])];
  for (const one of [...allow, ...ask]) {
    const { rule } = one;
    const over = rule.list === "allow" ? stopping : denying;
    const stops = over.first(one, (other) => covers(other, one))?.rule;
    if (stops === undefined) continue;
    const message = `has no effect: \`${shown(stops)}\` under \`${stops.list}\` covers it, and which one is more specific does not count; remove one of the two`;
    const related = [{ at: { path: stops.at }, message: `this one \`${stops.list}\`s first` }];
    marks.push(mark(rule, "unreachable-entry", message, related));
  }
  for (const list of [allow, ask, deny]) marks.push(...repeated(list));
  return marks;
}

/** Comparing takes the square of the number, where every entry begins with a star. */
const MOST_COMPARED = 1500;

function repeated(rules: readonly Compared[]): readonly Mark[] {
  const all = new Covering(rules);
  return rules.flatMap((one, index) => {
    const { rule } = one;
    const by = all.first(
      one,
      (other, place) =>
        other !== one && covers(other, one) && (place < index || !covers(one, other)),
    )?.rule;
    if (by === undefined) return [];
    const message =
      by.source === rule.source
        ? "stands in the list twice; remove one"
        : `has no effect: \`${shown(by)}\` covers it; remove it, or narrow the other one`;
    return [
      mark(rule, "redundant-entry", message, [
        { at: { path: by.at }, message: "the entry that covers it" },
      ]),
    ];
  });
}

function mark(
  rule: ClaudeRule,
  kind: MarkKind,
  message: string,
  related: NonNullable<Mark["related"]>,
): Mark {
  return { kind, at: { path: rule.at }, message: `\`${shown(rule)}\` ${message}`, related };
}

function shown({ source }: ClaudeRule): string {
  return shownShort(source, 80);
}

/** Stands for what the star of a covered entry takes. */
const ANY = "\u0001";

/** A rule with the texts that it is compared by, joined once. */
interface Compared {
  readonly rule: ClaudeRule;
  readonly tool: string;
  readonly text: string;
  /** With this all texts begin that it covers. */
  readonly front: string;
}

function compared(rule: ClaudeRule): Compared {
  const { test, tool } = rule;
  const text = test.kind === "command" || test.kind === "name" ? test.glob.join(ANY) : "";
  const front = test.kind === "command" ? (test.bare ?? test.glob[0] ?? "") : "";
  return { rule, tool: tool.join(ANY), text, front };
}

/** Entries by what they can cover: a command without a star its equals, most others such as begin with the same word. */
class Covering {
  readonly #byText = new Map<string, Placed[]>();
  readonly #byWord = new Map<string, Placed[]>();
  readonly #others: Placed[] = [];

  constructor(all: readonly Compared[]) {
    for (const [place, one] of all.entries()) {
      const { test } = one.rule;
      const word = firstWord(one);
      if (word === undefined) this.#others.push({ one, place });
      else if (test.kind === "command" && test.glob.length === 1)
        add(this.#byText, one.text, { one, place });
      else add(this.#byWord, word, { one, place });
    }
  }

  /** The first that `holds` says yes to, of those that may cover an entry. */
  first(
    { rule: { test }, text }: Compared,
    holds: (other: Compared, place: number) => boolean,
  ): Compared | undefined {
    let first: Placed | undefined;
    const look = (some: readonly Placed[] | undefined): void => {
      const before = first?.place ?? Infinity;
      // Most of them begin in another way, and that is seen at once.
      first =
        some?.find(
          ({ one, place }) => place < before && text.startsWith(one.front) && holds(one, place),
        ) ?? first;
    };
    if (test.kind === "command") {
      look(this.#byText.get(text));
      look(this.#byWord.get(wordOf(text)));
    }
    look(this.#others);
    return first?.one;
  }
}

/** An entry, and where it stands among all. */
interface Placed {
  readonly one: Compared;
  readonly place: number;
}

/** The word with which all begins that the entry covers; nothing where there is none. */
function firstWord({ rule: { test }, text }: Compared): string | undefined {
  if (test.kind !== "command") return undefined;
  const whole = test.glob.length === 1 || (test.glob[0] ?? "").includes(" ");
  return whole ? wordOf(text) : undefined;
}

/** Is everything that `inner` matches matched by `outer`? Sure where it says so. */
function covers({ rule: outer, tool, text: own }: Compared, within: Compared): boolean {
  const { rule: inner, text } = within;
  if (tool !== within.tool && !globMatches(outer.tool, within.tool)) return false;
  const a = outer.test;
  const b = inner.test;
  if (a.kind === "all") return b.kind !== "parameter";
  if (a.kind === "command" && b.kind === "command") {
    // Most entries have no star, and so cover only their equals.
    if (a.glob.length === 1) return own === text;
    return (
      (globMatches(a.glob, text) &&
        (b.bare === undefined || b.bare === a.bare || globMatches(a.glob, b.bare))) ||
      (a.bare !== undefined && text === a.bare)
    );
  }
  if (a.kind === "path" && b.kind === "path")
    return !a.negated && !b.negated && a.pattern === b.pattern && outer.list === inner.list;
  if (a.kind === "domain" && b.kind === "domain") return a.host === b.host || a.host === "*";
  // Whether `Skill(x *)` also takes `x` alone is said nowhere, and the agent itself saves both.
  if (a.kind === "name" && b.kind === "name") return own === text;
  return false;
}
