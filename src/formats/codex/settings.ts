import type { Circumstances, OwnSubject } from "../format.ts";
import { APPROVALS } from "./config.ts";
import type { Approval, CodexConfig, ConfigServer, Granular, SandboxMode } from "./config.ts";
import { activeProfile } from "./active-profile.ts";
import type { ActiveProfile } from "./active-profile.ts";
import { deniesReads } from "./profile-files.ts";
import type { FileEntry } from "./profile.ts";
import type { CodexRead } from "./read-file.ts";
import { mergedRequirements } from "./requirements.ts";
import type { Requirements } from "./requirements.ts";
import { isAllowedServer } from "./server-identity.ts";

/** What the files and circumstances come to. */
export interface Settings {
  readonly approval: Approval;
  /** What a question of the kind leads to, where not every kind is asked. */
  readonly granular: Granular | undefined;
  readonly sandbox: SandboxMode;
  readonly network: boolean;
  readonly search: "disabled" | "cached" | "live";
  readonly writable: readonly string[];
  readonly tmp: boolean;
  /** The permission profile that decides about files and hosts. */
  readonly profile: ActiveProfile | undefined;
  /** The hosts of the profile are looked at. */
  readonly proxy: boolean;
  /** Some reads are denied, so no command leaves the sandbox. */
  readonly stays: boolean;
  /** Paths that an administrator lets nothing read. */
  readonly denied: ReadonlyMap<string, FileEntry>;
  readonly servers: ReadonlyMap<string, ConfigServer>;
  /** Servers of which it is not known whether an administrator allows them. */
  readonly doubtful: ReadonlySet<string>;
  /** Why Codex does not start. */
  readonly refused: string | undefined;
  readonly assumes: readonly string[];
}

/**
 * The settings that hold: an administrator's `managed_config.toml` over the project's, those over a person's own, and those over the machine's `config.toml`; in a folder
 * that is not trusted none of the project's. What the requirements do not allow gives way to what they do. `codex exec`, which nobody watches, asks nothing unless it is
 * told to. Sources: learn.chatgpt.com/docs/config-file/config-basic, docs/enterprise/managed-configuration, agent-approvals-security; codex-rs/config/src/loader/mod.rs.
 */
export function settingsOf(
  files: readonly OwnSubject<CodexRead>[],
  { mode, headless, trusted }: Circumstances,
): Settings {
  const configs = configsOf(files, trusted);
  const first = <K extends keyof CodexConfig>(name: K): CodexConfig[K] | undefined =>
    configs.find((config) => config[name] !== undefined)?.[name];
  const required = requirementsOf(files);
  const asked = APPROVALS.find((one) => one === mode);
  const deciding = configs.find(({ approval, granular }) => (approval ?? granular) !== undefined);
  const wanted = asked ?? deciding?.approval ?? (headless ? "never" : "on-request");
  const parts = asked === undefined ? deciding?.granular : undefined;
  const { approval, granular, kept } = allowedApproval(wanted, parts, required);
  const chosen = activeProfile(configs, required);
  const open = chosen.sandbox ?? (trusted ? "workspace-write" : "read-only");
  const sandbox = allowedSandbox(open, required);
  const servers = new Map(
    configs.toReversed().flatMap((config) => config.servers.map((one) => [one.name, one])),
  );
  const { offered, doubtful } = allowedServers(servers, required);
  const { profile } = chosen;
  const name = profile === undefined ? `sandbox \`${sandbox}\`` : `profile \`${profile.name}\``;
  return {
    approval,
    granular,
    sandbox,
    network: first("network") ?? false,
    search: allowedSearch(first("search") ?? "cached", required),
    writable:
      configs.find(({ writable }) => writable.length > 0)?.writable.map(({ path }) => path) ?? [],
    tmp: !configs.some(({ noTmp }) => noTmp),
    profile,
    proxy: required.proxy ?? first("proxy") ?? false,
    stays:
      required.denied.size > 0 ||
      (profile !== undefined && "profile" in profile && deniesReads(profile.profile)),
    denied: required.denied,
    servers: offered,
    doubtful,
    refused: brokenOf(files) ?? chosen.refused,
    assumes: [
      `approval policy \`${granular === undefined ? approval : "granular"}\`, ${kept ? (asked !== undefined ? "asked for" : deciding === undefined ? "as nothing sets one" : "set by the files") : "as the requirements allow no other"}`,
      `${name}, which the machine can set up${sandbox === open ? "" : ", as the requirements allow no other"}`,
      ...(required.byMachine ? ["the requirements have nothing for this machine's name"] : []),
      trusted ? "the folder is trusted" : "the folder is not trusted, so its `.codex` is not read",
      headless ? "nobody is at the terminal" : "a person is at the terminal",
    ],
  };
}

/** A file that is no TOML. Recorded from Codex 0.169.0. */
function brokenOf(files: readonly OwnSubject<CodexRead>[]): string | undefined {
  const broken = files.find(({ own }) => own.kind !== "rules" && own.broken);
  return broken === undefined ? undefined : `\`${broken.own.at.file}\` is no TOML`;
}

/** Of an administrator's files only those that are read as such. */
function requirementsOf(files: readonly OwnSubject<CodexRead>[]): Requirements {
  const all = files.flatMap(({ own }) => (own.kind === "requirements" ? [own.requirements] : []));
  const [legacy] = configsAt(files, "managed-config", "managed");
  return mergedRequirements(all, legacy);
}

/** Where a policy is not allowed the first one in the list holds. Source: codex-rs/config/src/config_requirements.rs. */
function allowedApproval(
  approval: Approval,
  granular: Granular | undefined,
  { approvals }: Requirements,
): {
  readonly approval: Approval;
  readonly granular: Granular | undefined;
  readonly kept: boolean;
} {
  const word = granular === undefined ? approval : "granular";
  const [instead] = approvals ?? [];
  if (instead === undefined || approvals?.includes(word) === true)
    return { approval, granular, kept: true };
  if (instead === "granular") return { approval, granular, kept: true };
  return { approval: instead, granular: undefined, kept: false };
}

/** What is not allowed gives way to `read-only`; paths that may not be read rule the open sandbox out. */
function allowedSandbox(sandbox: SandboxMode, { sandboxes, denied }: Requirements): SandboxMode {
  if (sandboxes !== undefined && !sandboxes.includes(sandbox)) return "read-only";
  return sandbox === "danger-full-access" && denied.size > 0 ? "read-only" : sandbox;
}

/** `disabled` is always allowed. */
function allowedSearch(search: Settings["search"], { searches }: Requirements): Settings["search"] {
  if (searches === undefined || search === "disabled" || searches.includes(search)) return search;
  return searches.find((one) => one !== "disabled") ?? "disabled";
}

function allowedServers(
  servers: ReadonlyMap<string, ConfigServer>,
  { servers: allowed }: Requirements,
): {
  readonly offered: ReadonlyMap<string, ConfigServer>;
  readonly doubtful: ReadonlySet<string>;
} {
  if (allowed === undefined) return { offered: servers, doubtful: new Set() };
  const doubtful = new Set<string>();
  const offered = [...servers].map(([name, server]) => {
    const is = isAllowedServer(server, allowed);
    if (is === undefined) doubtful.add(name);
    return [name, is === false ? { ...server, enabled: false } : server] as const;
  });
  return { offered: new Map(offered), doubtful };
}

/** The strongest first. */
function configsOf(
  files: readonly OwnSubject<CodexRead>[],
  trusted: boolean,
): readonly CodexConfig[] {
  return [
    ...configsAt(files, "managed-config", "managed"),
    ...(trusted ? configsAt(files, "config", "project") : []),
    ...configsAt(files, "config", "user"),
    ...configsAt(files, "config", "managed"),
  ];
}

function configsAt(
  files: readonly OwnSubject<CodexRead>[],
  kind: string,
  scope: string,
): readonly CodexConfig[] {
  return files.flatMap(({ own: file }) =>
    file.kind === "config" && file.at.kind === kind && file.at.scope === scope ? [file.config] : [],
  );
}
