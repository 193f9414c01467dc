import type { Json, JsonObject } from "../../model/json.ts";
import { isList, isObject, member, objectAt, own } from "../../model/json.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { readHosts, readProfiles } from "./profile.ts";
import type { HostEntry, Profile } from "./profile.ts";

/** When Codex asks. Sources: developers.openai.com/codex/config-reference; the protocol's schema of Codex 0.169.0. */
export const APPROVALS = ["on-request", "untrusted", "never"] as const;

/** A word of `approval_policy`. */
export type Approval = (typeof APPROVALS)[number];

/** What is asked at all, of `approval_policy = { granular = { … } }`. */
export interface Granular {
  readonly sandbox: boolean;
  readonly rules: boolean;
  readonly servers: boolean;
}

/** How far commands and edits reach. */
export type SandboxMode = "read-only" | "workspace-write" | "danger-full-access";

/** How a tool of a server is approved. */
export type ToolMode = "auto" | "prompt" | "writes" | "approve";

/** A server of `[mcp_servers]`. */
export interface ConfigServer {
  readonly name: string;
  readonly at: SymbolicPath;
  readonly enabled: boolean;
  readonly enabledTools: readonly string[] | undefined;
  readonly disabledTools: readonly string[];
  readonly mode: ToolMode | undefined;
  readonly tools: ReadonlyMap<string, ToolMode>;
  /** What is started, with its arguments, or where it is. */
  readonly command?: string;
  readonly args: readonly string[];
  readonly url?: string;
}

/** A folder that may be written. */
export interface PathGrant {
  readonly path: string;
  readonly at: SymbolicPath;
}

/** What `config.toml` says of permissions. Absent: it does not say. */
export interface CodexConfig {
  readonly approval?: Approval;
  readonly granular?: Granular;
  readonly sandbox?: SandboxMode;
  readonly network?: boolean;
  readonly writable: readonly PathGrant[];
  readonly noTmp: boolean;
  readonly search?: "disabled" | "cached" | "live";
  /** The profile that `default_permissions` names. */
  readonly profile?: string;
  /** What the file says of profiles, by their names. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** `features.network_proxy`: hosts are looked at. */
  readonly proxy?: boolean;
  /** Hosts of `features.network_proxy`, over those of the profile. */
  readonly proxyHosts: ReadonlyMap<string, HostEntry>;
  readonly servers: readonly ConfigServer[];
}

/** Reads what counts. Values of the wrong kind are left out. */
export function readConfig(value: JsonObject, file: string): CodexConfig {
  const approval = own(value, "approval_policy");
  const granular = member(approval, "granular");
  const word = APPROVALS.find((one) => one === approval);
  const sandbox = SANDBOXES.find((one) => one === own(value, "sandbox_mode"));
  const settings = objectAt(value, "sandbox_workspace_write");
  const network = own(settings, "network_access");
  const search = SEARCHES.find((one) => one === own(value, "web_search"));
  const profile = own(value, "default_permissions");
  const proxy = member(own(value, "features"), "network_proxy");
  const on = isObject(proxy) ? own(proxy, "enabled") : proxy;
  const domains = member(proxy, "domains");
  return {
    ...(word === undefined ? {} : { approval: word }),
    ...(isObject(granular) ? { granular: granularOf(granular) } : {}),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(typeof network === "boolean" ? { network } : {}),
    writable: texts(own(settings, "writable_roots")).map((path, index) => ({
      path,
      at: ["sandbox_workspace_write", "writable_roots", index],
    })),
    noTmp: own(settings, "exclude_slash_tmp") === true,
    ...(search === undefined ? {} : { search }),
    ...(typeof profile === "string" ? { profile } : {}),
    profiles: readProfiles(own(value, "permissions"), file),
    ...(typeof on === "boolean" ? { proxy: on } : {}),
    proxyHosts: readHosts(domains, ["features", "network_proxy", "domains"], file),
    servers: serversOf(own(value, "mcp_servers")),
  };
}

/** The words of `sandbox_mode`, the narrowest first. */
export const SANDBOXES = ["read-only", "workspace-write", "danger-full-access"] as const;
/** The words of `web_search`. */
export const SEARCHES = ["disabled", "cached", "live"] as const;
const TOOL_MODES = ["auto", "prompt", "writes", "approve"] as const;

function granularOf(granular: JsonObject): Granular {
  const is = (name: string): boolean => own(granular, name) === true;
  return { sandbox: is("sandbox_approval"), rules: is("rules"), servers: is("mcp_elicitations") };
}

/** The texts of a list. */
export function texts(value: Json | undefined): readonly string[] {
  return isList(value) ? value.flatMap((one) => (typeof one === "string" ? [one] : [])) : [];
}

function serversOf(value: Json | undefined): readonly ConfigServer[] {
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((name) => {
    const server = own(value, name);
    if (!isObject(server)) return [];
    const enabledTools = own(server, "enabled_tools");
    const tools = own(server, "tools");
    const modes = new Map<string, ToolMode>();
    if (isObject(tools))
      for (const tool of Object.keys(tools)) {
        const settings = own(tools, tool);
        const mode = isObject(settings) ? modeOf(own(settings, "approval_mode")) : undefined;
        if (mode !== undefined) modes.set(tool, mode);
      }
    return [
      {
        name,
        at: ["mcp_servers", name],
        enabled: own(server, "enabled") !== false,
        enabledTools: isList(enabledTools) ? texts(enabledTools) : undefined,
        disabledTools: texts(own(server, "disabled_tools")),
        mode: modeOf(own(server, "default_tools_approval_mode")),
        tools: modes,
        ...textAt(server, "command"),
        args: texts(own(server, "args")),
        ...textAt(server, "url"),
      },
    ];
  });
}

function textAt<Name extends string>(
  value: JsonObject,
  name: Name,
): Partial<Readonly<Record<Name, string>>> {
  const found = own(value, name);
  return typeof found === "string" ? ({ [name]: found } as Record<Name, string>) : {};
}

function modeOf(value: Json | undefined): ToolMode | undefined {
  return TOOL_MODES.find((one) => one === value);
}
