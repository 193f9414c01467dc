import type { PathChoice } from "../model/path-pattern.ts";
import { foldCase, foldName } from "./fold.ts";
import { unbind } from "./path-match.ts";
import type { KnownPath, PathForm } from "./paths.ts";
import type { Rule } from "./rule.ts";
import type { FileTarget } from "./target.ts";

/** Rules about files, by the folders with which their patterns begin. */
export class PathIndex {
  readonly #rules: readonly Rule[];
  readonly #narrow = new Prefixes();
  readonly #wide = new Prefixes();
  readonly #wideUncut = new Prefixes();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    for (const [at, { clause }] of rules.entries()) {
      const { path } = clause.where;
      const choices = clause.faulty ? undefined : path?.flatMap((pattern) => pattern.choices);
      this.#narrow.add(at, choices, (name) => name);
      this.#wide.add(at, choices?.map(unbind), foldName);
      this.#wideUncut.add(at, choices?.map(unbind), foldCase);
    }
  }

  /** Narrowly all paths must match, so the first one tells. */
  narrow({ paths }: FileTarget): readonly Rule[] {
    const [first] = paths;
    return first === undefined ? this.#rules : this.#pick(this.#narrow.below([first.given]));
  }

  /** Widely one path must match, in one of its forms, or what lies below it. */
  wide({ paths, tree }: FileTarget): readonly Rule[] {
    const forms = tree === undefined ? formsOf(paths) : undefined;
    if (forms === undefined) return this.#rules;
    const uncut = forms.filter((form) => form.uncut !== form.folded);
    const cut = this.#wide.below(forms.map((form) => form.folded));
    if (uncut.length === 0 || cut === "all") return this.#pick(cut);
    const whole = this.#wideUncut.below(uncut.map((form) => form.uncut));
    return this.#pick(whole === "all" ? whole : inOrder(new Set([...cut, ...whole])));
  }

  #pick(places: readonly number[] | "all"): readonly Rule[] {
    if (places === "all") return this.#rules;
    const picked: Rule[] = [];
    for (const at of places) {
      const rule = this.#rules[at];
      if (rule !== undefined) picked.push(rule);
    }
    return picked;
  }
}

/** Both forms of each path; `undefined` where one is not known. */
function formsOf(paths: readonly (KnownPath | undefined)[]): readonly PathForm[] | undefined {
  const forms: PathForm[] = [];
  for (const path of paths) {
    const real = path?.real;
    if (path === undefined || real === undefined) return undefined;
    forms.push(path.given);
    if (real !== path.given) forms.push(real);
  }
  return forms;
}

/** A folder, and the rules whose patterns go on with a wildcard, or end, right below it. */
interface Folder {
  readonly rules: number[];
  readonly folders: Map<string, Folder>;
}

const ANCHORS = ["machine", "workspace", "home"] as const;

/** Rules, by number, by the literal folders with which each of their choices begins. */
class Prefixes {
  readonly #roots = { machine: newFolder(), workspace: newFolder(), home: newFolder() };
  /** Rules that may match anything. */
  readonly #anywhere: number[] = [];
  /** Some choice starts from the workspace or the home. */
  #isRelative = false;

  add(
    rule: number,
    choices: readonly PathChoice[] | undefined,
    fold: (name: string) => string,
  ): void {
    if (choices === undefined || choices.some(({ up }) => up > 0)) {
      this.#anywhere.push(rule);
      return;
    }
    for (const { anchor, segments } of choices) {
      let folder = this.#roots[anchor];
      if (anchor !== "machine") this.#isRelative = true;
      for (const segment of segments) {
        const [name] = segment;
        if (segment === "**" || segment.length > 1 || name === undefined) break;
        folder = inFolder(folder, fold(name));
      }
      folder.rules.push(rule);
    }
  }

  /** The rules with a choice that begins as one of the forms does, in order and once; `all` where that cannot be said. */
  below(forms: readonly PathForm[]): readonly number[] | "all" {
    const found = new Set(this.#anywhere);
    for (const form of forms) {
      for (const anchor of ANCHORS) {
        const segments = anchor === "machine" ? form.machine : form.from(anchor);
        if (segments === "unknown") {
          if (this.#isRelative) return "all";
        } else if (segments !== undefined) collect(this.#roots[anchor], segments, found);
      }
    }
    return inOrder(found);
  }
}

function inOrder(places: ReadonlySet<number>): readonly number[] {
  return places.size < 2 ? [...places] : [...places].sort((a, b) => a - b);
}

function newFolder(): Folder {
  return { rules: [], folders: new Map() };
}

function inFolder(folder: Folder, name: string): Folder {
  const known = folder.folders.get(name) ?? newFolder();
  folder.folders.set(name, known);
  return known;
}

function collect(root: Folder, segments: readonly string[], found: Set<number>): void {
  let folder: Folder | undefined = root;
  for (const rule of root.rules) found.add(rule);
  for (const name of segments) {
    folder = folder.folders.get(name);
    if (folder === undefined) return;
    for (const rule of folder.rules) found.add(rule);
  }
}
