import type { Clause } from "../../model/clause.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { isObject, member, own } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import type { CodexConfig } from "./config.ts";
import { partsOf } from "./profile.ts";
import type { FileEntry, Profile } from "./profile.ts";
import { faultOf } from "./profile-faults.ts";
import { resolveProfile } from "./profile-resolve.ts";

/** What is wrong with the profile that the file chooses. */
export function profileMarks(value: JsonObject, config: CodexConfig): readonly Mark[] {
  const { profile: name, profiles, sandbox } = config;
  const [first] = profiles.values();
  if (name === undefined && sandbox === undefined && first !== undefined) {
    const message =
      "nothing in this file chooses the profile: unless another file sets `default_permissions`, Codex does not start; set it here";
    return [{ kind: "entry-not-consulted", at: { path: first.at, on: "key" }, message }];
  }
  const profile = name === undefined ? undefined : profiles.get(name);
  if (name === undefined || profile === undefined) return [];
  const found = resolveProfile(name, profiles);
  if ("refused" in found) return [refused([...profile.at, "extends"], found.refused)];
  const fault = faultOf("profile" in found ? found.profile : profile);
  if (fault !== undefined) return [refused(fault.at, fault.message)];
  return [
    ...entriesOf(profile).flatMap(([key, part, entry]) => fileMarks(key, part, entry, profile)),
    ...networkMarks(profile, config),
    ...socketMarks(profile.at, value),
  ];
}

function refused(path: SymbolicPath, why: string): Mark {
  const message = `${why}: Codex refuses the configuration and does not start; mend the profile`;
  return { kind: "file-not-read", at: { path }, severity: "error", message };
}

type PlacedEntry = readonly [key: string, part: string, entry: FileEntry];

function entriesOf({ files }: Profile): readonly PlacedEntry[] {
  return [...files].flatMap(([key, entry]) =>
    partsOf(entry).map(([part, one]): PlacedEntry => [key, part, one]),
  );
}

function fileMarks(
  key: string,
  part: string,
  { access, clause }: FileEntry,
  profile: Profile,
): readonly Mark[] {
  if (clause === undefined) return [];
  const { at: path } = clause;
  const shown = `\`${shownShort(part === "." ? key : part, 60)}\``;
  if (key.startsWith(":") && !KNOWN.has(key)) {
    const message = `${shown} is no path that Codex knows, so the entry is passed over; write one of ${[...KNOWN].map((name) => `\`${name}\``).join(", ")}`;
    return [{ kind: "entry-not-consulted", at: { path, on: "key" }, message }];
  }
  if (
    access === "write" &&
    part === "." &&
    /^(?::root|\/|~\/?|\/(?:Users|home)(?:\/[^/]+)?\/?)$/.test(key)
  ) {
    const message =
      "all below it may be written unasked, start-up files and keys among it; name the folders that are needed";
    const witness = {
      tool: "file.write",
      args: { path: key.startsWith("~") ? "~/.bashrc" : "/home/me/.bashrc" },
    };
    return [{ kind: "sandbox-hole", at: { path }, message, witness }];
  }
  const around = access === "read" ? deniedAround(key, part, profile) : undefined;
  if (around === undefined) return [];
  const message = `${shown} stays unreadable: on Linux a \`deny\` around it is not opened by \`read\`, only by \`write\`; deny what lies beside it instead`;
  const related = [{ at: { path: around.at }, message: "it is denied here" }];
  return [{ kind: "entry-not-consulted", at: { path }, message, related }];
}

const KNOWN: ReadonlySet<string> = new Set([
  ...[":root", ":minimal", ":workspace_roots", ":tmpdir", ":slash_tmp"],
]);

/** A denial of a folder around, under the same key; none where one in between lets it be written. */
function deniedAround(key: string, part: string, { files }: Profile): Clause | undefined {
  const entries = files.get(key);
  if (entries === undefined || "access" in entries || part === ".") return undefined;
  const around = [...entries].filter(
    ([other, { access }]) => access !== "read" && part.startsWith(`${other}/`),
  );
  const [nearest] = around.toSorted(([a], [b]) => b.length - a.length);
  return nearest?.[1].access === "deny" ? nearest[1].clause : undefined;
}

function networkMarks(
  { network, hosts }: Profile,
  { proxy, proxyHosts }: CodexConfig,
): readonly Mark[] {
  if (network?.on !== true) return [];
  const witness = { tool: "web.fetch", args: { url: "https://example.com/" } };
  const at = { path: network.clause.at };
  if (proxy !== true) {
    const message =
      hosts.size > 0
        ? "commands reach every host: the hosts of a profile count only where Codex's proxy runs; set `features.network_proxy = true`"
        : "every command in the sandbox reaches every host, so what the agent can read can leave; leave it off, or name the hosts and set `features.network_proxy = true`";
    return [{ kind: "sandbox-hole", at, message, witness }];
  }
  const all = proxyHosts.get("*") ?? hosts.get("*");
  if (all?.allowed !== true) return [];
  const message =
    "every host is allowed, so what the agent can read can leave; name the hosts that are needed";
  return [{ kind: "sandbox-hole", at: { path: all.clause.at }, message, witness }];
}

function socketMarks(at: SymbolicPath, value: JsonObject): readonly Mark[] {
  const path = [...at, "network"];
  const network = path.reduce<Json | undefined>(member, value);
  if (!isObject(network)) return [];
  const marks: Mark[] = [];
  if (own(network, "dangerously_allow_all_unix_sockets") === true)
    marks.push({
      kind: "sandbox-hole",
      at: { path: [...path, "dangerously_allow_all_unix_sockets"] },
      message:
        "commands in the sandbox may talk to every program that listens on this machine; name the sockets that are needed",
    });
  const sockets = own(network, "unix_sockets");
  if (!isObject(sockets)) return marks;
  for (const name of Object.keys(sockets)) {
    if (own(sockets, name) !== "allow" || !/docker|podman|containerd/.test(name)) continue;
    marks.push({
      kind: "sandbox-hole",
      at: { path: [...path, "unix_sockets", name] },
      message:
        "who can talk to it starts containers that see the whole disk, outside of the sandbox; leave it out",
    });
  }
  return marks;
}
