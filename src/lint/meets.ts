import { wrapperOf } from "../engine/shell/wrapper-table.ts";
import type { Decision } from "../model/call.ts";
import type { CommandChoice, CommandPattern } from "../model/command-pattern.ts";
import { kept } from "../engine/kept.ts";
import { foldChoice } from "../engine/path-match.ts";
import { globMatches, hasStar } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import type { PathChoice, PathPattern, PatternSegment } from "../model/path-pattern.ts";
import { bareName } from "./shell-grants.ts";

type Item = PathPattern | CommandPattern | HostPattern;

/** May the exception hold something of the item of a rule of this effect? `false` only where that is certain. */
export function mayMeet(
  name: "path" | "command" | "host",
  item: Item,
  left: Item,
  effect: Decision,
): boolean {
  if (name === "host") return "kind" in item && "kind" in left ? hostsMeet(item, left) : true;
  if (!("choices" in item) || !("choices" in left)) return true;
  return item.choices.some((one) =>
    left.choices.some((other) =>
      "segments" in one && "segments" in other
        ? pathsMeet(one, other, effect)
        : "words" in one && "words" in other
          ? commandsMeet(one, other)
          : true,
    ),
  );
}

/**
 * What is granted is left out widely, and what is restricted is so widely: with the names as the most forgiving disk has them, and with all
 * that is below. A leading `**` is any folder of the machine.
 */
function pathsMeet(item: PathChoice, left: PathChoice, effect: Decision): boolean {
  if (item.anchor !== left.anchor || item.up !== left.up) return true;
  const [own, other] = [folded(item), folded(left)];
  return segmentsMeet(own, other.tree) || (effect !== "allow" && segmentsMeet(other, own.tree));
}

/** Segments as they are compared, and with all that is below. */
interface Folded {
  readonly segments: readonly PatternSegment[];
  readonly tree: readonly PatternSegment[];
}

const folded = kept((choice: PathChoice): Folded => {
  const { segments } = foldChoice(choice);
  return { segments, tree: [...segments, "**"] };
});

/** From the ends: each pair of rests is looked at once, so that the time is that of the one length times the other. */
function segmentsMeet({ segments: a }: Folded, b: readonly PatternSegment[]): boolean {
  let start = 0;
  for (; ; start++) {
    const [one, other] = [a[start], b[start]];
    if (one === undefined || other === undefined || one === "**" || other === "**") break;
    if (!globsMeet(one, other)) return false;
  }
  // Whether what follows in `a` meets what is left of `b` from each place.
  let after: readonly boolean[] = [];
  for (let i = a.length; i >= start; i--) {
    const one = a[i];
    const here = b.map(() => false);
    for (let j = b.length; j >= start; j--) {
      const other = b[j];
      if (one === "**" || other === "**")
        here[j] = (one !== undefined && after[j] === true) || here[j + 1] === true;
      else if (one === undefined || other === undefined) here[j] = one === other;
      else here[j] = after[j + 1] === true && globsMeet(one, other);
    }
    after = here;
  }
  return after[start] === true;
}

function globsMeet(x: Glob, y: Glob): boolean {
  if (!hasStar(x)) return globMatches(y, x[0] ?? "");
  if (!hasStar(y)) return globMatches(x, y[0] ?? "");
  const [p, q] = [x[0] ?? "", y[0] ?? ""];
  const [s, t] = [x.at(-1) ?? "", y.at(-1) ?? ""];
  return (p.startsWith(q) || q.startsWith(p)) && (s.endsWith(t) || t.endsWith(s));
}

/** Only the program is compared: options may stand anywhere when an exception is read widely, and a wrapper may hide another program. */
function commandsMeet(item: CommandChoice, left: CommandChoice): boolean {
  const [own] = item.words;
  const [other] = left.words;
  if (own === undefined || other === undefined) return true;
  if (hasStar(own.glob) || hasStar(other.glob) || own.home || other.home) return true;
  const [program, excepted] = [bareName(own.glob[0] ?? ""), bareName(other.glob[0] ?? "")];
  if (wrapperOf(program) !== undefined || LOOKED_THROUGH.has(program)) return true;
  return program.toLowerCase() === excepted.toLowerCase();
}

/** Programs of which the engine sees what they run, besides the wrappers. */
const LOOKED_THROUGH = new Set(
  "git find bash sh zsh dash ksh fish python node make npm timeout nice nohup stdbuf command time".split(
    " ",
  ),
);

function hostsMeet(item: HostPattern, left: HostPattern): boolean {
  if (item.kind !== "name" || left.kind !== "name") return true;
  const [a, b] = [`.${item.host}`, `.${left.host}`];
  return a.endsWith(b) || (item.below && b.endsWith(a));
}
