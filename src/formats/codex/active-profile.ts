import { shownShort } from "../../model/shown.ts";
import type { CodexConfig, SandboxMode } from "./config.ts";
import type { HostEntry, Profile } from "./profile.ts";
import { faultOf } from "./profile-faults.ts";
import { mergedProfiles, resolveProfile } from "./profile-resolve.ts";
import type { Requirements } from "./requirements.ts";

/** The permission profile that decides; `doubt`: why it is not known what it says. */
export type ActiveProfile =
  | { readonly name: string; readonly profile: Profile }
  | { readonly name: string; readonly doubt: string };

/** What decides about files and hosts: a sandbox of the older kind, or a profile. */
export interface Chosen {
  readonly sandbox?: SandboxMode;
  readonly profile?: ActiveProfile;
  readonly refused?: string;
}

/**
 * The strongest file that sets one of the two decides, and of a file that sets both its `default_permissions` (recorded from Codex 0.169.0; the documentation has a
 * `sandbox_mode` anywhere switch profiles off). Where the requirements list the profiles that are allowed, it is always a profile. Source:
 * learn.chatgpt.com/docs/enterprise/managed-configuration, "Control available permission profiles".
 */
export function activeProfile(configs: readonly CodexConfig[], required: Requirements): Chosen {
  const wanted = configs.find((config) => config.profile !== undefined)?.profile;
  const { allowedProfiles: allowed, fault } = required;
  if (fault !== undefined) return { refused: fault };
  if (allowed === undefined) {
    const first = configs.find(({ profile, sandbox }) => (profile ?? sandbox) !== undefined);
    if (first?.profile !== undefined) return named(first.profile, configs, required);
    if (first?.sandbox !== undefined) return { sandbox: first.sandbox };
    // Codex does not start where no file chooses one; but a file that was not read may.
    const [name] = configs.flatMap(({ profiles }) => [...profiles.keys()]);
    const doubt = "no file that was read chooses one of the permission profiles";
    return name === undefined ? {} : { profile: { name, doubt } };
  }
  const is = (name: string): boolean => allowed.get(name) === true;
  if (wanted !== undefined && is(wanted)) return named(wanted, configs, required);
  const both = is(":workspace") && is(":read-only");
  const fallback = required.profile ?? (both ? ":workspace" : undefined);
  return fallback === undefined
    ? { refused: "the requirements list profiles that are allowed, and none that is the default" }
    : named(fallback, configs, required);
}

function named(name: string, configs: readonly CodexConfig[], required: Requirements): Chosen {
  const sandbox = BUILT_IN.get(name);
  if (sandbox !== undefined) return { sandbox };
  const layers = configs.toReversed().map(({ profiles }) => profiles);
  const merged = mergedProfiles([...layers, required.profiles]);
  if (name.startsWith(":")) return { refused: `\`${shownShort(name, 60)}\` is no profile` };
  const found = resolveProfile(name, merged);
  if ("refused" in found) return { refused: found.refused };
  if ("missing" in found) {
    const doubt = `no file that was read defines the permission profile \`${shownShort(found.missing, 60)}\``;
    return { profile: { name, doubt } };
  }
  const fault = faultOf(found.profile);
  if (fault !== undefined) return { refused: fault.message };
  const profile = { ...found.profile, hosts: hostsOf(found.profile, configs, required) };
  return { profile: { name, profile } };
}

const BUILT_IN: ReadonlyMap<string, SandboxMode> = new Map([
  [":read-only", "read-only"],
  [":workspace", "workspace-write"],
  [":danger-full-access", "danger-full-access"],
]);

/** Those of the profile, over them those of `features.network_proxy`, and those of the requirements; which may be the only ones that allow. */
function hostsOf(
  { hosts }: Profile,
  configs: readonly CodexConfig[],
  required: Requirements,
): ReadonlyMap<string, HostEntry> {
  const own = [...hosts, ...configs.toReversed().flatMap(({ proxyHosts }) => [...proxyHosts])];
  const kept = required.hostsAlone ? own.filter(([, { allowed }]) => !allowed) : own;
  return new Map([...kept, ...required.hosts]);
}
