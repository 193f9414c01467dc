import type { Clause } from "../../model/clause.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { isObject, objectAt, own } from "../../model/json.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { fileClause, hostClause } from "./profile-clauses.ts";

/** What an entry of a profile gives: `deny` takes reading and writing away. */
export type Access = "read" | "write" | "deny";

/** One path of a profile. `clause`: absent for those that Codex brings along. */
export interface FileEntry {
  readonly access: Access;
  readonly clause?: Clause;
}

/** The paths of a profile by their keys; of some keys by the paths below. */
export type FileEntries = ReadonlyMap<string, FileEntry | ReadonlyMap<string, FileEntry>>;

/** A host of a profile. */
export interface HostEntry {
  readonly allowed: boolean;
  readonly clause: Clause;
}

/** A permission profile, or what one file says of it. Absent: it does not say. */
export interface Profile {
  readonly at: SymbolicPath;
  /** The name of the profile that it builds on. */
  readonly parent?: string;
  /** Further roots, and whether each is one. */
  readonly roots: ReadonlyMap<string, boolean>;
  readonly files: FileEntries;
  /** How many folders deep a `**` that denies is looked for. */
  readonly depth?: number;
  readonly network?: { readonly on: boolean; readonly clause: Clause };
  /** Hosts on the machine and in its own network are not kept away. */
  readonly local?: boolean;
  /** Only requests that read. */
  readonly limited?: boolean;
  readonly hosts: ReadonlyMap<string, HostEntry>;
}

/**
 * Reads `[permissions.<name>]`. Values of the wrong kind are left out. Sources: learn.chatgpt.com/docs/permissions (autumn 2026);
 * codex-rs/config/src/permissions_toml.rs.
 */
export function readProfiles(
  permissions: Json | undefined,
  file: string,
): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Profile>();
  if (!isObject(permissions)) return profiles;
  for (const name of Object.keys(permissions)) {
    const value = own(permissions, name);
    if (isObject(value)) profiles.set(name, readProfile(value, ["permissions", name], file));
  }
  return profiles;
}

function readProfile(value: JsonObject, at: SymbolicPath, file: string): Profile {
  const parent = own(value, "extends");
  const filesystem = objectAt(value, "filesystem");
  const depth = own(filesystem, "glob_scan_max_depth");
  const network = objectAt(value, "network");
  const on = own(network, "enabled");
  const local = own(network, "allow_local_binding");
  const mode = own(network, "mode");
  const roots = objectAt(value, "workspace_roots");
  return {
    at,
    ...(typeof parent === "string" ? { parent } : {}),
    roots: new Map(Object.keys(roots).map((path) => [path, own(roots, path) === true])),
    files: readFiles(filesystem, [...at, "filesystem"], file),
    ...(typeof depth === "number" ? { depth } : {}),
    ...(typeof on === "boolean"
      ? { network: { on, clause: hostClause("*", on, [...at, "network", "enabled"], file) } }
      : {}),
    ...(typeof local === "boolean" ? { local } : {}),
    ...(mode === "limited" || mode === "full" ? { limited: mode === "limited" } : {}),
    hosts: readHosts(own(network, "domains"), [...at, "network", "domains"], file),
  };
}

function readFiles(filesystem: JsonObject, at: SymbolicPath, file: string): FileEntries {
  const entries = new Map<string, FileEntry | ReadonlyMap<string, FileEntry>>();
  for (const path of Object.keys(filesystem)) {
    const value = own(filesystem, path);
    const entry = entryOf(value, path, ".", [...at, path], file);
    if (entry !== undefined) entries.set(path, entry);
    if (!isObject(value)) continue;
    const below = Object.keys(value).flatMap((part) => {
      const found = entryOf(own(value, part), path, part, [...at, path, part], file);
      return found === undefined ? [] : [[part, found] as const];
    });
    entries.set(path, new Map(below));
  }
  return entries;
}

function entryOf(
  value: Json | undefined,
  path: string,
  below: string,
  at: SymbolicPath,
  file: string,
): FileEntry | undefined {
  const access = typeof value === "string" ? ACCESS.get(value) : undefined;
  if (access === undefined) return undefined;
  return { access, clause: fileClause({ path, below, access }, at, file) };
}

/** `none` is the older word of `deny`. */
const ACCESS: ReadonlyMap<string, Access> = new Map([
  ["read", "read"],
  ["write", "write"],
  ["deny", "deny"],
  ["none", "deny"],
]);

/** Reads `domains`: hosts by their patterns, in which case does not count. */
export function readHosts(
  domains: Json | undefined,
  at: SymbolicPath,
  file: string,
): ReadonlyMap<string, HostEntry> {
  const hosts = new Map<string, HostEntry>();
  if (!isObject(domains)) return hosts;
  for (const pattern of Object.keys(domains)) {
    const value = own(domains, pattern);
    if (value !== "allow" && value !== "deny") continue;
    const allowed = value === "allow";
    const clause = hostClause(pattern, allowed, [...at, pattern], file);
    hosts.set(pattern.trim().toLowerCase(), { allowed, clause });
  }
  return hosts;
}

/** The paths of one key, each by what stands below it; `.` is the key itself. */
export function partsOf(
  entry: FileEntry | ReadonlyMap<string, FileEntry>,
): readonly (readonly [part: string, entry: FileEntry])[] {
  return "access" in entry ? [[".", entry]] : [...entry];
}

/** Every clause of a profile. */
export function clausesOfProfile({ files, network, hosts }: Profile): readonly Clause[] {
  return [
    ...[...files.values()].flatMap(partsOf).flatMap(([, { clause }]) => clause ?? []),
    ...(network === undefined ? [] : [network.clause]),
    ...[...hosts.values()].map(({ clause }) => clause),
  ];
}
