import { wrapperOf } from "../engine/shell/wrapper-table.ts";
import type { CommandChoice, CommandPattern } from "../model/command-pattern.ts";
import { globMatches, hasStar } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import type { PathChoice, PathPattern, PatternSegment } from "../model/path-pattern.ts";
import { bareName } from "./shell-grants.ts";

type Item = PathPattern | CommandPattern | HostPattern;

/** May the exception, read widely, hold something of the item? `false` only where that is certain. */
export function mayMeet(name: "path" | "command" | "host", item: Item, left: Item): boolean {
  if (name === "host") return "kind" in item && "kind" in left ? hostsMeet(item, left) : true;
  if (!("choices" in item) || !("choices" in left)) return true;
  return item.choices.some((one) =>
    left.choices.some((other) =>
      "segments" in one && "segments" in other
        ? pathsMeet(one, other)
        : "words" in one && "words" in other
          ? commandsMeet(one, other)
          : true,
    ),
  );
}

/** Below an excepted path all is excepted, and a leading `**` is any folder of the machine. */
function pathsMeet(item: PathChoice, left: PathChoice): boolean {
  if (item.anchor !== left.anchor || item.up !== left.up) return true;
  return segmentsMeet(item.segments, 0, [...left.segments, "**"], 0);
}

function segmentsMeet(
  a: readonly PatternSegment[],
  i: number,
  b: readonly PatternSegment[],
  j: number,
): boolean {
  const [one, other] = [a[i], b[j]];
  if (one === undefined) return b.slice(j).every((rest) => rest === "**");
  if (other === undefined) return a.slice(i).every((rest) => rest === "**");
  // With two trees left, a folder between them can always be found.
  if (one === "**" || other === "**") {
    if (one === "**" && other === "**" && a.length + b.length > MOST) return true;
    return (
      (one === "**" && segmentsMeet(a, i + 1, b, j)) ||
      (other === "**" && segmentsMeet(a, i, b, j + 1)) ||
      (one === "**" && other !== "**" && segmentsMeet(a, i, b, j + 1)) ||
      (other === "**" && one !== "**" && segmentsMeet(a, i + 1, b, j))
    );
  }
  return globsMeet(one, other) && segmentsMeet(a, i + 1, b, j + 1);
}

/** Longer patterns are not looked through. */
const MOST = 24;

/** Case and trailing dots do not count when an exception is read widely. */
function globsMeet(a: Glob, b: Glob): boolean {
  const [x, y] = [fold(a), fold(b)];
  if (!hasStar(x)) return globMatches(y, x[0] ?? "");
  if (!hasStar(y)) return globMatches(x, y[0] ?? "");
  const [p, q] = [x[0] ?? "", y[0] ?? ""];
  const [s, t] = [x.at(-1) ?? "", y.at(-1) ?? ""];
  return (p.startsWith(q) || q.startsWith(p)) && (s.endsWith(t) || t.endsWith(s));
}

function fold(glob: Glob): Glob {
  return glob.map((piece) => piece.toLowerCase());
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
