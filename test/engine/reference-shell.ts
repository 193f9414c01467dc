import type { Folder, Word } from "../../src/model/command.ts";
import { effectsOf, fileOf, literalViews } from "./reference-effects.ts";
import type { ReadWord } from "./reference-effects.ts";
import type { CommandSubject } from "./reference-commands.ts";
import {
  inWorkspace,
  joined,
  normalise,
  type FileSubject,
  type Ground,
} from "./reference-paths.ts";
import type { FetchSubject } from "./reference-hosts.ts";
import {
  ANY_WORDS,
  wordsOf,
  type Invocation,
  type Node,
  type Redirect,
  type TreeWord,
} from "./shell-tree.ts";

/** What a rule is matched against: a part as written, or a view of it. */
export type Subject =
  | CommandSubject
  | FileSubject
  | FetchSubject
  | { readonly kind: "tool"; readonly tool: string }
  /** A command that nobody can read. */
  | { readonly kind: "hidden" };

/** One part of a call, with what denies and asks see of it besides. */
export interface Part {
  readonly subject: Subject;
  /** Needs no grant. */
  readonly free: boolean;
  /** Files that are parts of their own, unless a grant of the command says `files: any`. */
  readonly files: readonly FileSubject[];
  /** What a transparent wrapper runs. */
  readonly inner?: readonly Part[];
  readonly views: readonly Subject[];
}

/** The parts of a command line that runs in `folder`, or `undefined` where its views are nested too deep. */
export function shellParts(
  tree: Node,
  folder: Folder,
  ground: Ground,
): readonly Part[] | undefined {
  const reader = new Reader(ground);
  reader.run(tree, { folders: [folder], assigns: [], depth: 0, followed: false });
  return reader.tooDeep ? undefined : reader.parts;
}

/** Everything that denies and asks see of a part. */
export function reachable(part: Part): readonly Subject[] {
  return [part.subject, ...part.files, ...part.views, ...(part.inner ?? []).flatMap(reachable)];
}

/** Where a command runs. `assigns`: names set for what is around it. `followed`: an `&&` comes next. */
interface Where {
  readonly folders: readonly Folder[];
  readonly assigns: readonly string[];
  readonly depth: number;
  readonly followed: boolean;
}

/** The folders after a command that succeeded and after one that failed. */
interface After {
  readonly ok: readonly Folder[];
  readonly fail: readonly Folder[];
}

class Reader {
  readonly parts: Part[] = [];
  tooDeep = false;
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  run(node: Node, where: Where): After {
    const alone = { ...where, followed: false };
    switch (node.kind) {
      case "sequence":
        return same(
          node.items.reduce(
            (folders, item) => both(this.run(item, { ...alone, folders })),
            where.folders,
          ),
        );
      case "and": {
        const left = this.run(node.left, { ...where, followed: true });
        const right = this.run(node.right, { ...where, folders: left.ok });
        return { ok: right.ok, fail: union(left.fail, right.fail) };
      }
      case "or": {
        const left = this.run(node.left, alone);
        const right = this.run(node.right, { ...alone, folders: both(left) });
        return { ok: union(left.ok, right.ok), fail: right.fail };
      }
      case "pipe":
        return same(
          node.items.reduce(
            (folders, item) => union(folders, both(this.run(item, { ...alone, folders }))),
            where.folders,
          ),
        );
      case "background": {
        const after = union(where.folders, both(this.run(node.first, alone)));
        return node.then
          ? same(both(this.run(node.then, { ...alone, folders: after })))
          : same(after);
      }
      case "subshell":
        this.run(node.body, alone);
        this.#loose(node.redirects, where);
        return same(where.folders);
      case "group": {
        const after = union(where.folders, both(this.run(node.body, alone)));
        this.#loose(node.redirects, where);
        return same(after);
      }
      case "if":
        return this.#branches(node, alone);
      case "for":
        return this.#loop(node, alone);
      default: {
        this.#substitutions(
          [...wordsOf(node), ...node.assigns.map((assign) => assign.value)],
          where,
        );
        this.#substitutions(targets(node.redirects), where);
        this.parts.push(this.#invocation(node, where));
        return this.#moved(node, where);
      }
    }
  }

  #branches(node: Extract<Node, { kind: "if" }>, where: Where): After {
    const tested = both(this.run(node.condition, where));
    const then = both(this.run(node.then, { ...where, folders: tested }));
    const otherwise = node.otherwise
      ? both(this.run(node.otherwise, { ...where, folders: union(tested, then) }))
      : tested;
    this.#loose(node.redirects, where);
    return same(union(where.folders, union(tested, union(then, otherwise))));
  }

  /** A body that moves runs again from where it went: nobody knows where that ends. */
  #loop(node: Extract<Node, { kind: "for" }>, where: Where): After {
    this.#substitutions(node.words, where);
    this.#loose(node.redirects, where);
    const once = new Reader(this.#ground);
    const moves = both(once.run(node.body, where)).some(
      (folder) => !where.folders.includes(folder),
    );
    const folders = moves ? union(where.folders, [undefined]) : where.folders;
    return same(union(folders, both(this.run(node.body, { ...where, folders }))));
  }

  /** Where a `cd` leads; every other command stays. */
  #moved(node: Invocation, where: Where): After {
    const words = wordsOf(node).map((word) => this.#word(word));
    const target = words[1];
    // A program that is not known may be `cd`.
    if (words[0]?.known === false) return same(union(where.folders, [undefined]));
    if (words[0]?.text !== "cd" || !target) return same(where.folders);
    const ok = where.folders.map((folder) => {
      const path = target.known ? joined(folder, target.text) : undefined;
      return path === undefined ? undefined : normalise(path);
    });
    return { ok: [...new Set(ok)], fail: where.folders };
  }

  #isFreeMove(words: readonly Word[], where: Where): boolean {
    const target = words[1];
    if (words[0]?.text !== "cd" || words.length !== 2 || !target?.known || !where.followed)
      return false;
    return where.folders.every((folder) =>
      inWorkspace(joined(folder, target.text), this.#ground, false),
    );
  }

  #invocation(node: Invocation, where: Where): Part {
    const words = wordsOf(node).map((word) => this.#word(word));
    const assigns = [...new Set([...where.assigns, ...node.assigns.map((assign) => assign.name)])];
    const effects = effectsOf(words, where.folders);
    const own = node.kind === "simple" ? effects : undefined;
    const subject: CommandSubject = {
      kind: "command",
      words,
      assigns,
      folders: where.folders,
      effectsKnown: own?.known ?? false,
    };
    const free = this.#isFreeMove(words, where) || ((own?.free ?? false) && assigns.length === 0);
    const redirected = this.#redirected(node.redirects, where);
    const views = own?.views ?? [];
    const part: Part = { subject, free, files: [...redirected, ...(own?.files ?? [])], views };
    if (node.kind === "simple") return part;
    const literal = literalViews(words, where.folders);
    if (node.nature === "hidden") return { ...part, views: [{ kind: "hidden" }, ...literal] };
    const inside = this.#inside(
      node.inner,
      { ...where, followed: false, assigns: [...assigns, ...node.sets], depth: where.depth + 1 },
      node.appends,
    );
    return node.nature === "transparent"
      ? { ...part, inner: inside }
      : { ...part, views: [...literal, ...inside.flatMap(reachable)] };
  }

  /** The parts that a wrapper runs. */
  #inside(
    inner: Invocation | { readonly kind: "script"; readonly script: Node },
    where: Where,
    appends: boolean,
  ): readonly Part[] {
    if (where.depth > 8) this.tooDeep = true;
    const reader = new Reader(this.#ground);
    if (inner.kind === "script") {
      reader.run(inner.script, where);
      this.tooDeep ||= reader.tooDeep;
      return reader.parts;
    }
    return [this.#invocation(appends ? appended(inner) : inner, where)];
  }

  #word(word: TreeWord): ReadWord {
    const glob =
      word.some((piece) => piece.kind === "star") &&
      word.every((piece) => piece.kind === "text" || piece.kind === "star");
    let text = "";
    let known = true;
    let splits = false;
    for (const [i, piece] of word.entries()) {
      if (piece.kind === "text") {
        const homely =
          i === 0 &&
          piece.quote === "none" &&
          (piece.text.startsWith("~/") || (piece.text === "~" && word.length === 1));
        const quotedTail =
          i === 0 && piece.quote === "none" && piece.text === "~" && word.length > 1;
        if (quotedTail || (homely && this.#ground.home === undefined)) known = false;
        if (known) text += homely ? (this.#ground.home ?? "") + piece.text.slice(1) : piece.text;
        continue;
      }
      known = false;
      splits ||=
        piece.kind === "star" || !piece.quoted || (piece.kind === "variable" && piece.name === "@");
    }
    return { text, known, splits, glob: glob && !known };
  }

  /** The commands that the shell runs to expand words. */
  #substitutions(words: readonly TreeWord[], where: Where): void {
    for (const piece of words.flat())
      if (piece.kind === "substitution") this.run(piece.body, { ...where, followed: false });
  }

  /** Redirections that belong to no command. */
  #loose(redirects: readonly Redirect[], where: Where): void {
    this.#substitutions(targets(redirects), where);
    for (const file of this.#redirected(redirects, where))
      this.parts.push({ subject: file, free: false, files: [], views: [] });
  }

  #redirected(redirects: readonly Redirect[], where: Where): FileSubject[] {
    return redirects.flatMap((redirect): FileSubject[] => {
      if (!redirect.target) return [];
      const target = this.#word(redirect.target);
      if (target.known && target.text === "/dev/null") return [];
      const read = fileOf("read", target, where.folders);
      const write = fileOf("write", target, where.folders);
      if (redirect.operator === "<") return [read];
      return redirect.operator === "<>" ? [read, write] : [write];
    });
  }
}

function targets(redirects: readonly Redirect[]): TreeWord[] {
  return redirects.flatMap((redirect) => (redirect.target ? [redirect.target] : []));
}

/** With the unknown words that `xargs` adds at the end. */
function appended(inner: Invocation): Invocation {
  if (inner.kind === "simple") return { ...inner, words: [...inner.words, ANY_WORDS] };
  return inner.inner.kind === "script"
    ? { ...inner, followed: true }
    : { ...inner, inner: appended(inner.inner) };
}

function same(folders: readonly Folder[]): After {
  return { ok: folders, fail: folders };
}

function both(after: After): readonly Folder[] {
  return union(after.ok, after.fail);
}

function union(a: readonly Folder[], b: readonly Folder[]): readonly Folder[] {
  return [...new Set([...a, ...b])];
}
