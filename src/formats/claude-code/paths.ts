import { globMatches } from "../../model/glob.ts";
import { keptByText } from "../../model/kept-by-text.ts";
import type { Scope } from "../format.ts";

/** Where the folders are that patterns begin at. Absolute. */
export interface PathGround {
  /** The folder that the agent was started in: for relative patterns. */
  readonly cwd: string;
  readonly home: string | undefined;
}

/** A pattern of `Read(…)` or `Edit(…)`, ready to match: the folder that it begins at and the segments below. */
export interface AnchoredPattern {
  readonly root: readonly string[];
  readonly segments: readonly string[];
  /** It matches only folders, and what lies in them. */
  readonly foldersOnly: boolean;
}

/**
 * Where a pattern begins and what it says below. `//x` is the machine's root, `~/x` the home, `/x` the source of the settings (`base` for project and local
 * files, `~/.claude` for a person's own), the rest the working folder. A name alone is meant at any depth; `dir/**` in `deny` and `ask` too. Source:
 * code.claude.com/docs/en/permissions, "Read and Edit" (2.1.214). `undefined`: the home is not known.
 */
export function anchored(
  pattern: string,
  from: { readonly scope: Scope; readonly base: string; readonly list: "allow" | "ask" | "deny" },
  { cwd, home }: PathGround,
): AnchoredPattern | undefined {
  const windows = /^([A-Za-z]):[\\/](.*)$/s.exec(pattern);
  const spelled = windows ? `//${(windows[1] ?? "").toLowerCase()}/${windows[2] ?? ""}` : pattern;
  const foldersOnly = spelled.endsWith("/") && !/^\/*$/.test(spelled);
  if (spelled.startsWith("//")) return pinned("/", spelled.slice(2), foldersOnly);
  if (spelled === "~" || spelled.startsWith("~/"))
    return home === undefined ? undefined : pinned(home, spelled.slice(1), foldersOnly);
  if (spelled.startsWith("/")) {
    const root = from.scope === "user" ? `${from.base}/.claude` : from.base;
    return pinned(root, spelled, foldersOnly);
  }
  const names = namesOf(spelled);
  const [first] = names;
  const floating =
    names.length === 1 ||
    (from.list !== "allow" && names.length === 2 && names[1] === "**" && first !== "**");
  return {
    root: namesOf(cwd),
    segments: floating && first !== "**" ? ["**", ...names] : names,
    foldersOnly,
  };
}

function pinned(root: string, below: string, foldersOnly: boolean): AnchoredPattern {
  return { root: namesOf(root), segments: namesOf(below), foldersOnly };
}

function namesOf(path: string): readonly string[] {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name === ".." && names.length > 0 && names.at(-1) !== "**") names.pop();
    else names.push(name);
  }
  return names;
}

/** Does the pattern take the path, given by its segments from the machine's root, or a folder that it lies in (as in a gitignore file)? */
export function takesPath(pattern: AnchoredPattern, path: readonly string[]): boolean {
  const { root, segments, foldersOnly } = pattern;
  if (path.length < root.length) return false;
  if (!root.every((name, at) => name === path[at])) return false;
  // Nearly all patterns are of these two kinds, and rules ask for many paths.
  if (!segments.includes("**")) return beginsSo(segments, path, pattern);
  const [first, name, more] = segments;
  if (first === "**" && name !== undefined && name !== "**" && more === undefined)
    return holdsName(name, path, pattern);
  return prefixMatches(segments, path.slice(root.length), foldersOnly);
}

/** Do the names below the root begin with those of a pattern without `**`? */
function beginsSo(
  segments: readonly string[],
  path: readonly string[],
  { root, foldersOnly }: AnchoredPattern,
): boolean {
  const left = path.length - root.length - segments.length;
  if (segments.length === 0 || left < 0 || (left === 0 && foldersOnly)) return false;
  return segments.every((segment, at) => nameMatches(segment, path[root.length + at] ?? ""));
}

/** Is a name below the root, at any depth, like this one? */
function holdsName(
  segment: string,
  path: readonly string[],
  { root, foldersOnly }: AnchoredPattern,
): boolean {
  const end = foldersOnly ? path.length - 1 : path.length;
  for (let at = root.length; at < end; at++) if (nameMatches(segment, path[at] ?? "")) return true;
  return false;
}

/** Do the segments match the names, or the first few of them? Linear in the one times the other. */
function prefixMatches(
  segments: readonly string[],
  names: readonly string[],
  foldersOnly: boolean,
): boolean {
  // How many segments may be used up, after each name.
  let live = closure(new Set([0]), segments);
  if (live.has(segments.length) && segments.length > 0 && names.length === 0) return true;
  for (const [index, name] of names.entries()) {
    const next = new Set<number>();
    for (const at of live) {
      const segment = segments[at];
      if (segment === undefined) continue;
      if (segment === "**") {
        next.add(at);
        if (at === segments.length - 1) next.add(at + 1);
      } else if (nameMatches(segment, name)) next.add(at + 1);
    }
    live = closure(next, segments);
    const last = index === names.length - 1;
    if (live.has(segments.length) && !(last && foldersOnly)) return true;
    if (live.size === 0) return false;
  }
  return false;
}

function closure(live: Set<number>, segments: readonly string[]): Set<number> {
  // A final `**` takes what lies below, and so needs a name.
  for (const at of live) if (segments[at] === "**" && at < segments.length - 1) live.add(at + 1);
  return live;
}

/** A name of a gitignore pattern: `*`, `?`, `[…]` and `\` before a sign. */
function nameMatches(pattern: string, name: string): boolean {
  return pattern === name || readNameKept(pattern)(name);
}

const readNameKept = keptByText(readName, { most: 1000 });

function readName(pattern: string): (name: string) => boolean {
  if (!/[*?[\\]/.test(pattern)) return () => false;
  if (!/[?[\\]/.test(pattern)) {
    const glob = pattern.split("*");
    return (name) => globMatches(glob, name);
  }
  const signs = signsOf(pattern);
  return (name) => signsMatch(signs, Array.from(name));
}

type Sign = "*" | { readonly takes: (char: string) => boolean };

function signsMatch(signs: readonly Sign[], chars: readonly string[]): boolean {
  let live = starred(new Set([0]), signs);
  for (const char of chars) {
    const next = new Set<number>();
    for (const at of live) {
      const sign = signs[at];
      if (sign === undefined) continue;
      if (sign === "*") next.add(at);
      else if (sign.takes(char)) next.add(at + 1);
    }
    live = starred(next, signs);
    if (live.size === 0) return false;
  }
  return live.has(signs.length);
}

function starred(live: Set<number>, signs: readonly Sign[]): Set<number> {
  for (const at of live) if (signs[at] === "*") live.add(at + 1);
  return live;
}

function signsOf(pattern: string): readonly Sign[] {
  const signs: Sign[] = [];
  const chars = Array.from(pattern);
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? "";
    if (char === "*") signs.push("*");
    else if (char === "?") signs.push({ takes: () => true });
    else if (char === "\\" && at + 1 < chars.length) signs.push(literal(chars[++at] ?? ""));
    else if (char === "[") {
      const close = chars.indexOf("]", at + 2);
      if (close < 0) signs.push(literal(char));
      else {
        signs.push(classOf(chars.slice(at + 1, close)));
        at = close;
      }
    } else signs.push(literal(char));
  }
  return signs;
}

function literal(char: string): Sign {
  return { takes: (other) => other === char };
}

function classOf(chars: readonly string[]): Sign {
  const negated = chars[0] === "!" || chars[0] === "^";
  const inside = negated ? chars.slice(1) : chars;
  const takes = (char: string): boolean => {
    for (let at = 0; at < inside.length; at++) {
      const from = inside[at] ?? "";
      const to = inside[at + 1] === "-" ? inside[at + 2] : undefined;
      if (to !== undefined ? from <= char && char <= to : from === char) return true;
      if (to !== undefined) at += 2;
    }
    return false;
  };
  return { takes: (char) => takes(char) !== negated };
}
