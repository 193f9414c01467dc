import type { FileEntry, Profile } from "./profile.ts";

/** A profile with all that it builds on; why Codex does not start with it; or the name of one that no file defines. */
export type ResolvedProfile =
  | { readonly profile: Profile }
  | { readonly refused: string }
  | { readonly missing: string };

/** Puts together what several files say of profiles, the weaker file first. Source: learn.chatgpt.com/docs/permissions, "Define and select a profile". */
export function mergedProfiles(
  files: readonly ReadonlyMap<string, Profile>[],
): ReadonlyMap<string, Profile> {
  const merged = new Map<string, Profile>();
  for (const profiles of files)
    for (const [name, profile] of profiles) {
      const before = merged.get(name);
      merged.set(name, before === undefined ? profile : over(before, profile));
    }
  return merged;
}

/**
 * A profile with its parents under it. `:danger-full-access` cannot be a parent, and a ring of parents is refused. Sources: learn.chatgpt.com/docs/permissions, "Extend
 * a profile"; codex-rs/core/src/config/permissions.rs.
 */
export function resolveProfile(
  name: string,
  profiles: ReadonlyMap<string, Profile>,
): ResolvedProfile {
  const chain: Profile[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = name; next !== undefined;) {
    if (seen.has(next)) return { refused: `the profile \`${next}\` builds on itself` };
    seen.add(next);
    const found: Profile | undefined = profiles.get(next) ?? BUILT_IN.get(next);
    if (found === undefined)
      return next.startsWith(":")
        ? { refused: `\`${next}\` is no profile that others can build on` }
        : { missing: next };
    chain.push(found);
    next = found.parent;
  }
  const [last, ...more] = chain.toReversed();
  if (last === undefined) return { missing: name };
  return { profile: more.reduce(over, last) };
}

function over(under: Profile, top: Profile): Profile {
  const files = new Map(under.files);
  for (const [path, entry] of top.files) {
    const before = files.get(path);
    const both = before !== undefined && !("access" in before) && !("access" in entry);
    files.set(path, both ? new Map([...before, ...entry]) : entry);
  }
  return {
    ...under,
    ...top,
    roots: new Map([...under.roots, ...top.roots]),
    files,
    hosts: new Map([...under.hosts, ...top.hosts]),
  };
}

function entries(given: Readonly<Record<string, FileEntry["access"]>>): Map<string, FileEntry> {
  return new Map(Object.entries(given).map(([path, access]) => [path, { access }]));
}

const PLAIN = { at: [], roots: new Map<string, boolean>(), hosts: new Map<string, never>() };

/** What Codex brings along as a parent. Source: codex-rs/core/src/config/permissions.rs, `extensible_builtin_parent_profile`. */
const BUILT_IN: ReadonlyMap<string, Profile> = new Map([
  [":read-only", { ...PLAIN, files: entries({ ":root": "read" }) }],
  [
    ":workspace",
    {
      ...PLAIN,
      files: new Map<string, FileEntry | Map<string, FileEntry>>([
        ...entries({ ":root": "read", ":slash_tmp": "write", ":tmpdir": "write" }),
        [
          ":workspace_roots",
          entries({ ".": "write", ".git": "read", ".agents": "read", ".codex": "read" }),
        ],
      ]),
    },
  ],
]);
