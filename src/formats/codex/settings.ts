import type { Circumstances, OwnSubject } from "../format.ts";
import { APPROVALS } from "./config.ts";
import type { Approval, CodexConfig, ConfigServer, Granular, SandboxMode } from "./config.ts";
import type { CodexRead } from "./read-file.ts";

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
  /** A permission profile decides about files and hosts; it is not read here. */
  readonly profile: string | undefined;
  readonly servers: ReadonlyMap<string, ConfigServer>;
  readonly assumes: readonly string[];
}

/**
 * The settings that hold: the project's over a person's own, and in a folder that is not trusted none of the project's. `codex exec`, which nobody watches, asks
 * nothing unless it is told to. Sources: developers.openai.com/codex/config-basic, agent-approvals-security.
 */
export function settingsOf(
  files: readonly OwnSubject<CodexRead>[],
  { mode, headless, trusted }: Circumstances,
): Settings {
  const configs = configsOf(files, trusted);
  const first = <K extends keyof CodexConfig>(name: K): CodexConfig[K] | undefined =>
    configs.find((config) => config[name] !== undefined)?.[name];
  const asked = APPROVALS.find((one) => one === mode);
  const deciding = configs.find(({ approval, granular }) => (approval ?? granular) !== undefined);
  const approval = asked ?? deciding?.approval ?? (headless ? "never" : "on-request");
  const granular = asked === undefined ? deciding?.granular : undefined;
  const profile = first("profile");
  const sandbox =
    first("sandbox") ?? builtIn(profile) ?? (trusted ? "workspace-write" : "read-only");
  const named = first("sandbox") === undefined && builtIn(profile) === undefined;
  return {
    approval,
    granular,
    sandbox,
    network: first("network") ?? false,
    search: first("search") ?? "cached",
    writable:
      configs.find(({ writable }) => writable.length > 0)?.writable.map(({ path }) => path) ?? [],
    tmp: !configs.some(({ noTmp }) => noTmp),
    profile: named ? profile : undefined,
    servers: new Map(
      configs.toReversed().flatMap(({ servers }) => servers.map((one) => [one.name, one])),
    ),
    assumes: [
      `approval policy \`${granular === undefined ? approval : "granular"}\`, ${asked !== undefined ? "asked for" : deciding === undefined ? "as nothing sets one" : "set by the files"}`,
      `sandbox \`${sandbox}\`, which the machine can set up`,
      trusted ? "the folder is trusted" : "the folder is not trusted, so its `.codex` is not read",
      headless ? "nobody is at the terminal" : "a person is at the terminal",
    ],
  };
}

function builtIn(profile: string | undefined): SandboxMode | undefined {
  switch (profile) {
    case ":read-only":
      return "read-only";
    case ":workspace":
      return "workspace-write";
    case ":danger-full-access":
      return "danger-full-access";
    default:
      return undefined;
  }
}

function configsOf(
  files: readonly OwnSubject<CodexRead>[],
  trusted: boolean,
): readonly CodexConfig[] {
  const of = (own: boolean): readonly CodexConfig[] =>
    files.flatMap(({ own: file }) =>
      file.kind === "config" && (file.at.scope === "user") === own ? [file.config] : [],
    );
  return [...(trusted ? of(false) : []), ...of(true)];
}
