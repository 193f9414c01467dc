import type { Json, JsonObject } from "../../model/json.ts";
import { isList, isObject, own } from "../../model/json.ts";
import { failed } from "../../model/problem.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { compilePattern, prefixSource } from "./patterns.ts";
import type { Mode, PolicyDecision, PolicyRule } from "./policy-rule.ts";

/** A text of a list, and where it stands. */
export interface Entry {
  readonly text: string;
  readonly at: SymbolicPath;
}

/** A server of `mcpServers`. */
export interface GeminiServer {
  readonly name: string;
  readonly at: SymbolicPath;
  readonly trust: boolean;
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
}

/** What `settings.json` says of permissions. */
export interface GeminiSettings {
  readonly core: readonly Entry[] | undefined;
  readonly allowed: readonly Entry[];
  readonly exclude: readonly Entry[];
  readonly confirm: readonly Entry[];
  readonly serversAllowed: readonly Entry[] | undefined;
  readonly serversExcluded: readonly Entry[];
  readonly servers: readonly GeminiServer[];
  readonly mode: Mode | undefined;
}

/** Reads what counts, also under the keys of before 0.3. Sources: docs/reference/configuration.md; `config/settings.ts` (0.61.0). */
export function readSettings(value: JsonObject): GeminiSettings {
  const list = (...paths: readonly (readonly string[])[]): readonly Entry[] | undefined => {
    const found = paths.flatMap((path) => {
      const at = valueAt(value, path);
      return isList(at) ? [{ at, path }] : [];
    });
    if (found.length === 0) return undefined;
    return found.flatMap(({ at, path }) =>
      at.flatMap((text, index) =>
        typeof text === "string" ? [{ text, at: [...path, index] }] : [],
      ),
    );
  };
  const mode =
    valueAt(value, ["general", "defaultApprovalMode"]) ?? valueAt(value, ["tools", "approvalMode"]);
  return {
    core: list(["tools", "core"], ["coreTools"]),
    allowed: list(["tools", "allowed"], ["allowedTools"]) ?? [],
    exclude: list(["tools", "exclude"], ["excludeTools"]) ?? [],
    confirm: list(["tools", "confirmationRequired"]) ?? [],
    serversAllowed: list(["mcp", "allowed"], ["allowMCPServers"]),
    serversExcluded: list(["mcp", "excluded"], ["excludeMCPServers"]) ?? [],
    servers: serversOf(own(value, "mcpServers")),
    mode: typeof mode === "string" ? MODE_WORDS.get(mode) : undefined,
  };
}

/** `yolo` is taken from the command line alone. */
const MODE_WORDS: ReadonlyMap<string, Mode> = new Map([
  ["default", "default"],
  ["auto_edit", "autoEdit"],
  ["plan", "plan"],
]);

function valueAt(value: JsonObject, path: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const name of path) at = isObject(at) ? own(at, name) : undefined;
  return at;
}

function serversOf(value: Json | undefined): readonly GeminiServer[] {
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((name) => {
    const server = own(value, name);
    if (!isObject(server)) return [];
    const include = own(server, "includeTools");
    return [
      {
        name,
        at: ["mcpServers", name],
        trust: own(server, "trust") === true,
        include: isList(include) ? texts(include) : undefined,
        exclude: texts(own(server, "excludeTools")),
      },
    ];
  });
}

function texts(value: Json | undefined): readonly string[] {
  return isList(value) ? value.flatMap((one) => (typeof one === "string" ? [one] : [])) : [];
}

const NO_PLAN = ["default", "autoEdit", "yolo"];

/** The rules that settings come to, in the tier of a person's own. Source: `createPolicyEngineConfig` in `policy/config.ts` (0.61.0). */
export function settingsRules(settings: GeminiSettings): readonly PolicyRule[] {
  const rules: PolicyRule[] = [];
  const add = (
    tool: string,
    decision: PolicyDecision,
    priority: number,
    more: Partial<PolicyRule> = {},
  ): void => {
    rules.push({ tool, decision, priority, redirection: false, origin: "the settings", ...more });
  };
  for (const { text, at } of settings.serversExcluded)
    add(text === "*" ? "mcp_*" : `mcp_${text}_*`, "deny", 4.9, { server: text, entry: at });
  for (const { text, at } of settings.exclude) add(text, "deny", 4.4, { entry: at });
  let narrowed = false;
  for (const { text, at } of settings.allowed) {
    const command = commandOf(text);
    narrowed ||= command !== undefined;
    add(toolOf(text), "allow", 4.3, { entry: at, ...argsOf(command) });
  }
  if (narrowed) add("run_shell_command", "deny", 4.29);
  for (const { text, at } of settings.confirm) add(toolOf(text), "ask_user", 4.35, { entry: at });
  if (settings.core !== undefined) {
    for (const { text, at } of settings.core)
      add(toolOf(text), "allow", 4.25, { entry: at, modes: NO_PLAN, ...argsOf(commandOf(text)) });
    add("*", "deny", 4.24, { modes: NO_PLAN, origin: "`tools.core`, which allows nothing else" });
  }
  for (const { name, at, trust } of settings.servers)
    if (trust)
      add(`mcp_${name}_*`, "allow", 4.2, { server: name, entry: [...at, "trust"], modes: NO_PLAN });
  for (const { text, at } of settings.serversAllowed ?? [])
    add(text === "*" ? "mcp_*" : `mcp_${text}_*`, "allow", 4.1, {
      server: text,
      entry: at,
      modes: NO_PLAN,
    });
  return rules;
}

/** `run_shell_command(git)`: the tool, and what the command begins with. */
const NARROWED = /^([\w-]+)\((.*)\)$/;

/** The tool of an entry of `tools.allowed`. */
export function toolOf(entry: string): string {
  const name = NARROWED.exec(entry)?.[1] ?? entry;
  return name === "ShellTool" ? "run_shell_command" : name;
}

/** What a command must begin with by an entry of `tools.allowed`. */
export function commandOf(entry: string): string | undefined {
  return toolOf(entry) === "run_shell_command" ? NARROWED.exec(entry)?.[2] : undefined;
}

function argsOf(command: string | undefined): Partial<PolicyRule> {
  if (command === undefined || command === "") return {};
  const args = compilePattern(prefixSource(command));
  return failed(args) ? {} : { args: args.value };
}
