import type { Clause } from "../../model/clause.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { isList, isObject, objectAt, own } from "../../model/json.ts";
import { shownShort } from "../../model/shown.ts";
import { ruleClause } from "./clauses.ts";
import { APPROVALS, SANDBOXES, SEARCHES, texts } from "./config.ts";
import type { Approval, CodexConfig, SandboxMode } from "./config.ts";
import type { PrefixRule } from "./policy.ts";
import { readProfiles } from "./profile.ts";
import type { FileEntry, HostEntry, Profile } from "./profile.ts";
import { fileClause, hostClause } from "./profile-clauses.ts";
import { readAllowedServers } from "./server-identity.ts";
import type { ServerIdentity } from "./server-identity.ts";

/** What an administrator requires. Absent: nothing is required of it. */
export interface Requirements {
  /** Of `approval_policy`; `granular`: a table. */
  readonly approvals?: readonly (Approval | "granular")[];
  readonly sandboxes?: readonly SandboxMode[];
  readonly searches?: readonly CodexConfig["search"][];
  /** The profile that holds where none that is allowed is chosen. */
  readonly profile?: string;
  readonly allowedProfiles?: ReadonlyMap<string, boolean>;
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Paths that nothing may read. */
  readonly denied: ReadonlyMap<string, FileEntry>;
  /** The servers that may be used. */
  readonly servers?: ReadonlyMap<string, ServerIdentity>;
  readonly rules: ReadonlyMap<PrefixRule, Clause>;
  /** The proxy runs; hosts, and whether no others are allowed. */
  readonly proxy?: boolean;
  readonly hosts: ReadonlyMap<string, HostEntry>;
  readonly hostsAlone: boolean;
  /** On some machines, by their names, other sandboxes are allowed. */
  readonly byMachine: boolean;
  /** Why Codex does not start with them. */
  readonly fault?: string;
}

/**
 * Reads `requirements.toml`. Values of the wrong kind are left out. Sources: learn.chatgpt.com/docs/enterprise/managed-configuration (autumn 2026);
 * codex-rs/config/src/config_requirements.rs, requirements_exec_policy.rs.
 */
export function readRequirements(value: JsonObject, file: string): Requirements {
  const approvals = own(value, "allowed_approval_policies");
  const sandboxes = own(value, "allowed_sandbox_modes");
  const searches = own(value, "allowed_web_search_modes");
  const profile = own(value, "default_permissions");
  const allowed = own(value, "allowed_permission_profiles");
  const permissions = own(value, "permissions");
  const network = objectAt(value, "experimental_network");
  const enabled = own(network, "enabled");
  const pinned = own(objectAt(value, "features"), "network_proxy");
  const proxy = enabled === true ? true : typeof pinned === "boolean" ? pinned : undefined;
  const read: Requirements = {
    ...(isList(approvals) ? { approvals: approvals.flatMap(approvalOf) } : {}),
    ...(isList(sandboxes) ? { sandboxes: words(sandboxes, SANDBOXES) } : {}),
    ...(isList(searches) ? { searches: words(searches, SEARCHES) } : {}),
    ...(typeof profile === "string" ? { profile } : {}),
    ...(isObject(allowed)
      ? { allowedProfiles: new Map(Object.keys(allowed).map((n) => [n, own(allowed, n) === true])) }
      : {}),
    profiles: new Map(
      [...readProfiles(permissions, file)].filter(([name]) => name !== "filesystem"),
    ),
    denied: deniedOf(objectAt(permissions, "filesystem"), file),
    ...readAllowedServers(own(value, "mcp_servers")),
    rules: rulesOf(own(objectAt(value, "rules"), "prefix_rules"), file),
    ...(proxy === undefined ? {} : { proxy }),
    hosts: hostsOf(network, file),
    hostsAlone: own(network, "managed_allowed_domains_only") === true,
    byMachine: Object.hasOwn(value, "remote_sandbox_config"),
  };
  const fault = faultOf(read, own(objectAt(value, "rules"), "prefix_rules"));
  return fault === undefined ? read : { ...read, fault };
}

/** What Codex does not start with. Recorded from Codex 0.169.0. */
function faultOf(
  { approvals, sandboxes, profile, allowedProfiles }: Requirements,
  rules: Json | undefined,
): string | undefined {
  if (approvals?.length === 0) return "`allowed_approval_policies` is empty";
  if (sandboxes?.includes("read-only") === false)
    return "`allowed_sandbox_modes` has to name `read-only`";
  if (profile !== undefined && allowedProfiles === undefined)
    return "`default_permissions` of the requirements needs `allowed_permission_profiles`";
  if (isList(rules) && rules.some((one) => isObject(one) && own(one, "decision") === "allow"))
    return "a rule of the requirements cannot `allow`";
  return undefined;
}

/** Every clause of the requirements. */
export function clausesOfRequirements(all: Requirements): readonly Clause[] {
  const { rules, denied, hosts } = all;
  return [
    ...rules.values(),
    ...[...denied.values()].flatMap(({ clause }) => clause ?? []),
    ...[...hosts.values()].map(({ clause }) => clause),
  ];
}

/**
 * Requirements of several files, the weaker first: single values and lists are replaced, tables put together, and rules and denied paths all hold. What an old
 * `managed_config.toml` sets of approvals and the sandbox is required too. Source: learn.chatgpt.com/docs/enterprise/managed-configuration, "Locations and precedence".
 */
export function mergedRequirements(
  all: readonly Requirements[],
  legacy: CodexConfig | undefined,
): Requirements {
  const merged = all.reduce<Requirements>((under, top) => {
    const allowedProfiles = over(under.allowedProfiles, top.allowedProfiles);
    const servers = over(under.servers, top.servers);
    return {
      ...under,
      ...top,
      ...(allowedProfiles === undefined ? {} : { allowedProfiles }),
      ...(servers === undefined ? {} : { servers }),
      profiles: new Map([...under.profiles, ...top.profiles]),
      denied: new Map([...under.denied, ...top.denied]),
      rules: new Map([...under.rules, ...top.rules]),
      hosts: new Map([...under.hosts, ...top.hosts]),
    };
  }, NONE);
  if (legacy === undefined) return merged;
  const { approval, granular, sandbox } = legacy;
  return {
    ...merged,
    ...(approval === undefined ? {} : { approvals: [approval] }),
    ...(granular === undefined ? {} : { approvals: ["granular"] }),
    ...(sandbox === undefined ? {} : { sandboxes: [...new Set(["read-only", sandbox] as const)] }),
  };
}

const NONE: Requirements = {
  profiles: new Map(),
  denied: new Map(),
  rules: new Map(),
  hosts: new Map(),
  hostsAlone: false,
  byMachine: false,
};

function over<Value>(
  under: ReadonlyMap<string, Value> | undefined,
  top: ReadonlyMap<string, Value> | undefined,
): ReadonlyMap<string, Value> | undefined {
  return under === undefined || top === undefined ? (top ?? under) : new Map([...under, ...top]);
}

function approvalOf(value: Json): readonly (Approval | "granular")[] {
  if (isObject(value)) return Object.hasOwn(value, "granular") ? ["granular"] : [];
  return words([value], APPROVALS);
}

function words<Word extends string>(
  list: readonly Json[],
  known: readonly Word[],
): readonly Word[] {
  return list.flatMap((one) => known.find((word) => word === one) ?? []);
}

function deniedOf(filesystem: JsonObject, file: string): ReadonlyMap<string, FileEntry> {
  const paths = texts(own(filesystem, "deny_read"));
  return new Map(
    paths.map((path, index) => {
      const at = ["permissions", "filesystem", "deny_read", index];
      const clause = fileClause({ path, below: ".", access: "deny" }, at, file);
      return [path, { access: "deny", clause }];
    }),
  );
}

function hostsOf(network: JsonObject, file: string): ReadonlyMap<string, HostEntry> {
  const hosts = new Map<string, HostEntry>();
  for (const [name, allowed] of [
    ["allowed_domains", true],
    ["denied_domains", false],
  ] as const)
    for (const [index, pattern] of texts(own(network, name)).entries()) {
      const clause = hostClause(pattern, allowed, ["experimental_network", name, index], file);
      hosts.set(pattern.trim().toLowerCase(), { allowed, clause });
    }
  return hosts;
}

/** `allow` is not permitted here. */
function rulesOf(value: Json | undefined, file: string): ReadonlyMap<PrefixRule, Clause> {
  const rules = new Map<PrefixRule, Clause>();
  for (const [index, one] of (isList(value) ? value : []).entries()) {
    if (!isObject(one)) continue;
    const decision = own(one, "decision");
    const tokens = own(one, "pattern");
    const pattern = (isList(tokens) ? tokens : []).map(tokenOf);
    const prompts = decision === "prompt" || decision === "prompt-user";
    if (!prompts && decision !== "forbidden") continue;
    if (pattern.length === 0 || pattern.some((token) => token.length === 0)) continue;
    const justification = own(one, "justification");
    const rule: PrefixRule = {
      pattern,
      decision: prompts ? "prompt" : "forbidden",
      ...(typeof justification === "string" ? { justification } : {}),
      at: ["rules", "prefix_rules", index],
      range: { start: 0, end: 0 },
      source: shownShort(JSON.stringify(one), 200),
    };
    rules.set(rule, ruleClause(rule, file));
  }
  return rules;
}

function tokenOf(token: Json): readonly string[] {
  if (!isObject(token)) return [];
  const single = own(token, "token");
  return typeof single === "string" ? [single] : texts(own(token, "any_of"));
}
