import type { Analysis } from "../analysis/analysis.ts";
import { grantsOf } from "../lint/grants.ts";
import { itemsOf } from "../lint/literals.ts";
import type { Item } from "../lint/literals.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Fix, Report } from "../lint/rule.ts";
import { sameKey } from "../lint/same.ts";
import type { Clause } from "../model/clause.ts";
import type { Place } from "../model/place.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { shownShort } from "../model/shown.ts";
import type { Subject } from "../model/subject.ts";

export const redundantRule = defineRule({
  id: "redundant-rule",
  summary: "A rule, or an item of one, changes nothing because another says the same or more",
  severity: "hint",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject, analysis }) {
    const copies = copiesOf(subject);
    for (const [clause, first] of copies) yield copyReport(clause, first);
    const grants = grantsOf(subject).filter((clause) => !copies.has(clause));
    yield* coveredReports(subject, grants, analysis);
  },
});

/** Rules that an earlier one repeats in everything that decides. */
function copiesOf(subject: Subject): ReadonlyMap<Clause, Clause> {
  const firsts = new Map<string, Clause>();
  const copies = new Map<Clause, Clause>();
  for (const clause of subject.stages.flatMap((stage) => stage.clauses)) {
    if (clause.faulty) continue;
    const key = sameKey(clause);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, clause);
    else copies.set(clause, first);
  }
  return copies;
}

function copyReport(clause: Clause, first: Clause): Report {
  const message = `\`${shownShort(clause.id, 40)}\` says what \`${shownShort(first.id, 40)}\` says already, and a change of one would leave the other behind; remove it`;
  return {
    ...related(first),
    at: nameOf(clause),
    message,
    fixes: [removal("Remove the rule", clause.at)],
  };
}

function* coveredReports(
  subject: Subject,
  grants: readonly Clause[],
  analysis: Analysis,
): Iterable<Report> {
  const all = grants.map((clause) => ({ clause, items: itemsOf(clause) }));
  const index = new Index(all.flatMap(({ items }) => items));
  const naming = new Grants(
    all.filter(({ items }) => !items.some(namesNothing)).map(({ clause }) => clause),
  );
  for (const { clause, items } of all) {
    const covered = items.flatMap((item) => {
      const by = index.coverOf(item);
      return by === undefined ? [] : [{ item, by }];
    });
    const [first] = covered;
    if (
      first !== undefined &&
      covered.length === items.length &&
      covered.every(({ by }) => by.clause !== clause)
    ) {
      const message = `\`${shownShort(clause.id, 40)}\` grants nothing that ${wordsFor(first.by, clause)} does not; remove it, or narrow the other`;
      yield {
        ...related(first.by.clause),
        at: nameOf(clause),
        message,
        fixes: [removal("Remove the rule", clause.at)],
      };
      continue;
    }
    const whole = coverOf(clause, naming, analysis);
    if (whole !== undefined) {
      const message = `\`${shownShort(clause.id, 40)}\` grants nothing that \`${shownShort(whole.id, 40)}\` does not; remove it, or narrow the other`;
      yield {
        ...related(whole),
        at: nameOf(clause),
        message,
        fixes: [removal("Remove the rule", clause.at)],
      };
      continue;
    }
    for (const { item, by } of covered) {
      const at = placeFor(subject, item, items);
      if (at === undefined) continue;
      const message = `\`${shownShort(item.source, 60)}\` grants nothing that ${wordsFor(by, clause)} does not; remove it, or narrow the other`;
      yield { ...related(by.clause), at, message, fixes: [removal("Remove the item", at.path)] };
    }
  }
}

/** Another grant that is proven to hold all of this one; of two that are equal, the first. */
function coverOf(clause: Clause, grants: Grants, { covers }: Analysis): Clause | undefined {
  const others = grants.about(clause.tools[0]);
  const own = others.indexOf(clause);
  return others.find(
    (other, at) =>
      other !== clause && covers(other, clause) && (at < own || own < 0 || !covers(clause, other)),
  );
}

/** Grants in their order, by the tools that they name. */
class Grants {
  readonly #all: readonly Clause[];
  readonly #byTool = new Map<string, readonly Clause[]>();

  constructor(all: readonly Clause[]) {
    this.#all = all;
  }

  /** Those that may be about all that the pattern stands for. */
  about(pattern: ToolPattern | undefined): readonly Clause[] {
    if (pattern?.kind !== "exact") return this.#all;
    const { tool } = pattern;
    const known = this.#byTool.get(tool);
    if (known !== undefined) return known;
    const found = this.#all.filter(({ tools }) =>
      tools.some((one) => one.kind !== "exact" || one.tool === tool),
    );
    this.#byTool.set(tool, found);
    return found;
  }
}

function wordsFor({ source, clause }: Item, of: Clause): string {
  const pattern = `\`${shownShort(source, 60)}\``;
  return clause === of ? `${pattern} beside it` : `${pattern} of \`${shownShort(clause.id, 40)}\``;
}

function related(clause: Clause): Pick<Report, "related"> {
  return { related: [{ at: nameOf(clause), message: "this one already does" }] };
}

/** Where a rule is underlined: at its name. */
function nameOf({ at }: Clause): Place {
  return { path: [...at, "id"] };
}

/** No decision widens: what is removed grants, or denies, nothing of its own. */
function removal(title: string, path: Place["path"]): Fix {
  return { title, safe: true, edits: [{ kind: "remove", at: { path } }] };
}

/** An item is removed only from a list of its own; one of a set is not the rule's. */
function placeFor(subject: Subject, item: Item, items: readonly Item[]): Place | undefined {
  const { clause, list, source } = item;
  if (list === "tools") return undefined;
  const nth = items.slice(0, items.indexOf(item)).filter((one) => one.source === source).length;
  const place = placeOf(subject, clause, list, source, nth);
  return typeof place.path.at(-1) === "number" ? place : undefined;
}

/** Items by what they may cover, so that many rules need not be held against each other. */
class Index {
  readonly #wide = new Map<string, Item[]>();
  readonly #literals = new Map<string, Item>();

  constructor(items: readonly Item[]) {
    for (const item of items) {
      const { ground } = item;
      if (item.literal !== undefined) {
        const key = `${ground}\n${item.literal}`;
        if (!this.#literals.has(key)) this.#literals.set(key, item);
      } else if (!namesNothing(item)) {
        const key = `${ground}\n${item.head}`;
        this.#wide.set(key, [...(this.#wide.get(key) ?? []), item]);
      }
    }
  }

  /** What already grants the literal: something wider anywhere, or the same before it. */
  coverOf(item: Item): Item | undefined {
    if (item.literal === undefined) return undefined;
    const { ground } = item;
    for (const head of [...new Set([...item.heads, "*"])]) {
      const cover = this.#wide
        .get(`${ground}\n${head}`)
        ?.find((one) => lastsAsLong(one.clause, item.clause) && one.covers(item));
      if (cover !== undefined) return cover;
    }
    const same = this.#literals.get(`${ground}\n${item.literal}`);
    return same !== undefined && same !== item && lastsAsLong(same.clause, item.clause)
      ? same
      : undefined;
  }
}

/** Everything, or every tool of a server: that is the one to narrow, and the literal beside it is how. */
function namesNothing({ source }: Item): boolean {
  return !/[\p{L}\p{N}]/u.test(source.replace(/^mcp:[^/]+\/|^tool:/, ""));
}

function lastsAsLong(cover: Clause, item: Clause): boolean {
  return (
    cover.expires === undefined || (item.expires !== undefined && cover.expires >= item.expires)
  );
}
