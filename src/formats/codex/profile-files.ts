import type { Scene } from "../../engine/scene.ts";
import type { Clause } from "../../model/clause.ts";
import { textGlobHolds } from "../text-glob.ts";
import { partsOf } from "./profile.ts";
import type { Access, FileEntry, Profile } from "./profile.ts";
import { MINIMAL } from "./profile-clauses.ts";
import { PROTECTED, absolute, normal } from "./place.ts";

/** What a profile gives of a path. */
export interface GivenAccess {
  /** `undefined`: nothing is given. */
  readonly access: Access | undefined;
  /** The entry that says so. */
  readonly clause?: Clause;
  /** A pattern that takes reading away: files that are there when the sandbox starts. */
  readonly denied?: Clause;
  /** A wider entry takes everything away, and the narrower one lets it be read again. */
  readonly reopened?: Clause;
  /** A `.git`, `.codex`, `.agents` or `.aws` of a folder that may be written. */
  readonly metadata?: true;
  /** A pattern whose meaning is not known here. */
  readonly open?: Clause;
}

/**
 * The narrowest entry decides; of two for one path `deny` goes before `write`, and that before `read`. A pattern that denies goes before all. What is denied is not
 * opened again by a narrower `read`, only by a `write`, unless `:root` is what is denied. `.git`, `.codex`, `.agents` and `.aws` of a folder that may be written stay
 * read-only unless an entry of their own lets them be written. Sources: learn.chatgpt.com/docs/permissions, "Filesystem permissions"; codex-rs/protocol/src/permissions.rs;
 * recorded from Codex 0.169.0 on Linux.
 */
export function accessOf(path: string, profile: Profile, scene: Scene): GivenAccess {
  const { paths, globs } = placedOf(profile, scene);
  const holding = paths.filter((entry) => isBelow(path, entry.path));
  const best = holding.reduce<Placed | undefined>(
    (a, b) => (a === undefined || compare(b, a) > 0 ? b : a),
    undefined,
  );
  const clauseOf = (entry: Placed | undefined) =>
    entry?.clause === undefined ? {} : { clause: entry.clause };
  const open = globs.find(({ path: pattern }) => /[[\]{}]/.test(pattern));
  if (open?.clause !== undefined) return { access: best?.access, open: open.clause };
  const denied = globs.find(({ path: pattern }) => globHolds(pattern, path));
  if (denied?.clause !== undefined) return { access: best?.access, denied: denied.clause };
  if (best?.access === "write" && isMetadata(path, best, paths))
    return { access: "read", metadata: true, ...clauseOf(best) };
  const closed = best?.access === "read" ? closedBy(holding) : undefined;
  return {
    access: best?.access,
    ...clauseOf(best),
    ...(closed?.clause === undefined ? {} : { reopened: closed.clause }),
  };
}

/** The entry that denies all around, where none in between lets it be written. */
function closedBy(holding: readonly Placed[]): Placed | undefined {
  const inner = holding.filter(({ path }) => path !== "/").toSorted((a, b) => compare(b, a));
  const strong = inner.find(({ access }) => access !== "read");
  return strong?.access === "deny" ? strong : undefined;
}

/** Does any entry take reading away? Then nothing leaves the sandbox, also where a person would agree. Source: codex-rs/core/src/tools/sandboxing.rs. */
export function deniesReads({ files }: Profile): boolean {
  return [...files.values()].flatMap(partsOf).some(([, { access }]) => access === "deny");
}

interface Placed extends FileEntry {
  /** Absolute; of a pattern with its wildcards. */
  readonly path: string;
}

const NAMES: ReadonlySet<string> = new Set(PROTECTED);
const RANKS: Readonly<Record<Access, number>> = { read: 0, write: 1, deny: 2 };

function compare(a: Placed, b: Placed): number {
  return depthOf(a.path) - depthOf(b.path) || RANKS[a.access] - RANKS[b.access];
}

function depthOf(path: string): number {
  return path.split("/").filter(Boolean).length;
}

function isBelow(path: string, folder: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}

/** The whole disk may be written, and nothing narrows that: then no name is special. */
function isMetadata(path: string, given: Placed, all: readonly Placed[]): boolean {
  const roots = all.filter(({ access, path: root }) => access === "write" && isBelow(path, root));
  const whole = given.path === "/" && all.every(({ access }) => access === "write");
  if (whole) return false;
  return roots.some(({ path: root }) => {
    const [name] = path
      .slice(root === "/" ? 0 : root.length)
      .split("/")
      .filter(Boolean);
    if (name === undefined || !NAMES.has(name)) return false;
    return !isBelow(given.path, root === "/" ? `/${name}` : `${root}/${name}`);
  });
}

function placedOf(
  profile: Profile,
  scene: Scene,
): { readonly paths: readonly Placed[]; readonly globs: readonly Placed[] } {
  const { workspace, home } = scene;
  const own = [...profile.roots].filter(([, on]) => on).map(([path]) => path);
  const roots = [workspace, ...own.map((path) => absolute(path, { folder: workspace, home }))];
  const placed = [...profile.files].flatMap(([key, entry]) => {
    return basesOf(key, roots, home).flatMap((base) =>
      partsOf(entry).map(([part, one]): Placed => ({ ...one, path: joined(base, part) })),
    );
  });
  const isGlob = ({ path }: Placed): boolean => /[*?[\]]/.test(path);
  return {
    paths: placed
      .map((one) => (one.access === "deny" ? one : { ...one, path: withoutTail(one.path) }))
      .filter((one) => !isGlob(one)),
    globs: placed.filter((one) => one.access === "deny" && isGlob(one)),
  };
}

/** Names that this version of Codex does not know give nothing; `$TMPDIR` is taken not to be set. */
function basesOf(
  key: string,
  roots: readonly (string | undefined)[],
  home: string | undefined,
): readonly string[] {
  switch (key) {
    case ":root":
      return ["/"];
    case ":minimal":
      return MINIMAL;
    case ":slash_tmp":
      return ["/tmp"];
    case ":workspace_roots":
      return roots.flatMap((root) => (root === undefined ? [] : [normal(root)]));
    default: {
      if (key.startsWith(":")) return [];
      const path = absolute(key, { folder: undefined, home });
      return path === undefined ? [] : [path];
    }
  }
}

function joined(base: string, part: string): string {
  return part === "." ? base : `${base === "/" ? "" : base}/${part}`;
}

/** `docs/**` with `read` or `write` is the folder. */
function withoutTail(path: string): string {
  return path.endsWith("/**") ? path.slice(0, -3) || "/" : path;
}

/** Does a pattern name the path, or a folder that holds it? `*` and `?` stay in one name, `**` is any folders. */
function globHolds(pattern: string, path: string): boolean {
  const names = path.split("/").filter(Boolean);
  let ends = new Set([0]);
  const parts = pattern.split("/").filter(Boolean);
  for (const part of parts) {
    const next = new Set<number>();
    for (const at of ends) {
      if (part === "**") for (let i = at; i <= names.length; i++) next.add(i);
      else if (at < names.length && textGlobHolds(part.split("*"), names[at] ?? ""))
        next.add(at + 1);
    }
    ends = next;
  }
  return ends.size > 0;
}
