import { globMatches } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";
import { foldName } from "../engine/fold.ts";
import { shortestText } from "./automata.ts";
import { Budget, LIMIT } from "./budget.ts";
import { fill, freshSign, holdsGlob, reduceGlobs } from "./names.ts";
import { isAnyText } from "./sequences.ts";
import type { Item, Reader, Standing } from "./sequences.ts";

/** What is looked for: sequences that all of `within` hold and none of `without` does. */
export interface Question {
  readonly within: readonly Reader[];
  readonly without: readonly Reader[];
  /** The fewest items. */
  readonly least?: number;
  /** Also with words that are not known. */
  readonly open?: boolean;
  /** Texts to try besides those of the patterns: where a wildcard spares some, only these tell. */
  readonly marks?: readonly string[];
}

/** A shortest sequence; `none`: there is none, for certain. `LIMIT`: not answered. */
export type Found = readonly Item[] | "none" | typeof LIMIT;

/** Is there such a sequence? Breadth first, so that the first one found is a shortest one. */
export function search(question: Question, budget = new Budget()): Found {
  const { within, without, least = 0 } = question;
  const start: Node = {
    within: within.map((one) => one.start),
    without: without.map((one) => one.start),
    depth: 0,
    before: undefined,
    item: undefined,
  };
  const queue = [start];
  const seen = new Set<string>();
  let unsure = false;
  // The queue grows while it is gone through.
  for (const node of queue) {
    if (node.depth >= least && isFound(node, question)) return itemsTo(node);
    const { items, sure } = itemsAfter(node, question, budget);
    unsure ||= !sure;
    for (const item of items) {
      const next = step(node, item, question);
      if (!budget.take(1 + (next === undefined ? 0 : sizeOf(next)))) return LIMIT;
      if (next === undefined) continue;
      const key = keyOf(next, least);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(next);
    }
  }
  return unsure || budget.isSpent ? LIMIT : "none";
}

interface Node {
  readonly within: readonly Standing[];
  readonly without: readonly Standing[];
  readonly depth: number;
  readonly before: Node | undefined;
  readonly item: Item | undefined;
}

function isFound(node: Node, { within, without }: Question): boolean {
  return (
    within.every((reader, i) => reader.isDone(node.within[i] ?? [])) &&
    !without.some((reader, i) => reader.isDone(node.without[i] ?? []))
  );
}

function itemsTo(node: Node): readonly Item[] {
  const items: Item[] = [];
  for (let one: Node | undefined = node; one?.item !== undefined; one = one.before)
    items.push(one.item);
  return items.reverse();
}

function step(node: Node, item: Item, { within, without }: Question): Node | undefined {
  const inside: Standing[] = [];
  for (const [i, reader] of within.entries()) {
    const next = reader.after(node.within[i] ?? [], item);
    if (next.length === 0) return undefined;
    inside.push(next);
  }
  const outside = without.map((reader, i) => reader.after(node.without[i] ?? [], item));
  return { within: inside, without: outside, depth: node.depth + 1, before: node, item };
}

function sizeOf({ within, without }: Node): number {
  return [...within, ...without].reduce((sum, standing) => sum + standing.length, 0) >> 3;
}

function keyOf({ within, without, depth }: Node, least: number): string {
  return `${Math.min(depth, least)};${within.join("|")};${without.join("|")}`;
}

/**
 * The items that need to be tried. To match fewer of `without` is always as good, and a text with a fresh sign for each star matches the fewest:
 * only what holds every text of its glob. So one text a combination of wildcards is enough, and the literal texts.
 */
function itemsAfter(
  node: Node,
  question: Question,
  budget: Budget,
): { readonly items: readonly Item[]; readonly sure: boolean } {
  const texts = new Set<string>();
  const wild = question.within.map((reader, i) => {
    const globs = new Map<string, Glob>();
    for (const place of node.within[i] ?? []) {
      const ahead = reader.stepAt(place);
      if (ahead === undefined) continue;
      if (isAnyText(ahead)) globs.set("*", ANY);
      else if (ahead !== "**" && ahead.length === 1) texts.add(ahead[0] ?? "");
      else if (ahead !== "**") globs.set(ahead.join("*"), ahead);
    }
    return [...globs.values()];
  });
  const avoid = globsAhead(node, question);
  let sure = true;
  for (const globs of combinations(wild, budget)) {
    const reduced = reduceGlobs(globs);
    if (reduced === "none") continue;
    if (reduced !== "several") texts.add(readableText([reduced], avoid, node, question));
    else {
      const text = readableText(globs, avoid, node, question);
      texts.add(text);
      if (!hitsByChance(globs, avoid, text)) continue;
      const found = avoidAll(globs, avoid, budget);
      if (typeof found === "string") texts.add(found);
      else sure = false;
    }
  }
  if (wild.some((globs) => globs.length > 0) && question.without.some((one) => one.isSparing))
    for (const mark of question.marks ?? []) texts.add(mark);
  const items: Item[] = [...texts].map((text) => ({ text }));
  if (question.open === true) items.push({ unknown: "one" }, { unknown: "several" });
  return { items, sure };
}

const ANY: Glob = ["", ""];

function globsAhead(node: Node, { without }: Question): readonly Glob[] {
  const globs: Glob[] = [];
  for (const [i, reader] of without.entries()) {
    for (const place of node.without[i] ?? []) {
      const ahead = reader.stepAt(place);
      if (ahead !== undefined && ahead !== "**" && !isAnyText(ahead)) globs.push(ahead);
    }
  }
  return globs;
}

function combinations(
  wild: readonly (readonly Glob[])[],
  budget: Budget,
): readonly (readonly Glob[])[] {
  let all: readonly (readonly Glob[])[] = [[]];
  for (const globs of wild) {
    if (!budget.take(all.length * globs.length)) return [];
    all = all.flatMap((some) => globs.map((glob) => [...some, glob]));
  }
  return all;
}

/** A text that reads well, where it is as good as the one with a fresh sign. */
function readableText(
  globs: readonly Glob[],
  avoid: readonly Glob[],
  node: Node,
  question: Question,
): string {
  const fresh = fill(globs, freshSign([...globs, ...avoid]));
  const matched = outsideKey(node, { text: fresh }, question);
  const plain = FILLERS.map((filler) => fill(globs, filler)).find(
    (text) => outsideKey(node, { text }, question) === matched,
  );
  return plain ?? fresh;
}

const FILLERS = ["example", "other", "x"];

function outsideKey(node: Node, item: Item, { without }: Question): string {
  return without.map((reader, i) => reader.after(node.without[i] ?? [], item).join()).join("|");
}

/** Does one of the globs to avoid hold the text, and not by holding all of a glob that it must be in? */
function hitsByChance(globs: readonly Glob[], avoid: readonly Glob[], text: string): boolean {
  const folded = foldName(text);
  return avoid.some(
    (one) =>
      (globMatches(one, text) || globMatches(one, folded)) &&
      !globs.some((glob) => holdsGlob(one, glob)),
  );
}

function avoidAll(
  globs: readonly Glob[],
  avoid: readonly Glob[],
  budget: Budget,
): string | undefined | typeof LIMIT {
  const unwanted = [[""], ["."], [".."], ...avoid].map((glob) => ({ glob }));
  return shortestText(
    globs.map((glob) => ({ glob })),
    unwanted,
    budget,
  );
}
