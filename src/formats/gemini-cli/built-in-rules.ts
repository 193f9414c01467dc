import { lazy } from "../../engine/lazy.ts";
import { compilePattern } from "./patterns.ts";
import { failed } from "../../model/problem.ts";
import type { PolicyDecision, PolicyRule } from "./policy-rule.ts";

type Row = readonly [
  tools: string,
  decision: PolicyDecision,
  priority: number,
  more?: Partial<PolicyRule>,
  argsPattern?: string,
];

const NO_PLAN = ["default", "autoEdit", "yolo"];
const PLAN = ["plan"];
const ASKED: Partial<PolicyRule> = { interactive: true };
const HEADLESS: Partial<PolicyRule> = { interactive: false };

/** What plan mode may write: plans, as Markdown. */
const PLAN_FILES = [
  String.raw`[^\"]+[\\/]+\.gemini[\\/]+tmp[\\/]+[\w-]+[\\/]+[\w-]+[\\/]+plans[\\/]+[\w-]+\.md`,
  String.raw`[^\"]+[\\/]+\.gemini[\\/]+tmp[\\/]+[\w-]+[\\/]+plans[\\/]+[\w-]+\.md`,
  String.raw`\.gemini[\\/]+tmp[\\/]+[\w-]+[\\/]+[\w-]+[\\/]+plans[\\/]+[\w-]+\.md`,
  String.raw`\.gemini[\\/]+tmp[\\/]+[\w-]+[\\/]+plans[\\/]+[\w-]+\.md`,
  String.raw`\.[\\/]+\.gemini[\\/]+tmp[\\/]+[\w-]+[\\/]+[\w-]+[\\/]+plans[\\/]+[\w-]+\.md`,
  String.raw`\.[\\/]+\.gemini[\\/]+tmp[\\/]+[\w-]+[\\/]+plans[\\/]+[\w-]+\.md`,
  String.raw`[\w-]+\.md`,
  String.raw`\.[\\/]+[\w-]+\.md`,
  String.raw`plans[\\/]+[\w-]+\.md`,
  String.raw`\.[\\/]+plans[\\/]+[\w-]+\.md`,
];

/** In the order of the files: agents, discovered, non-interactive, plan, read-only, write, yolo. Their `[[rules]]` of `sandbox-default.toml` counts for nothing. */
const ROWS: readonly Row[] = [
  ["invoke_agent", "allow", 50, { modes: NO_PLAN }],
  ["discovered_tool_*", "ask_user", 10, ASKED],
  ["discovered_tool_*", "deny", 10, HEADLESS],
  ["ask_user", "deny", 999, HEADLESS],
  ["enter_plan_mode", "ask_user", 50, ASKED],
  ["enter_plan_mode", "allow", 50, HEADLESS],
  ["enter_plan_mode", "deny", 70, { modes: PLAN }],
  ["exit_plan_mode", "ask_user", 70, { modes: PLAN, ...ASKED }],
  ["exit_plan_mode", "allow", 70, { modes: PLAN, ...HEADLESS }],
  ["exit_plan_mode", "deny", 50],
  ["*", "deny", 40, { modes: PLAN }],
  [
    "mcp_*",
    "ask_user",
    50,
    { server: "*", annotations: { readOnlyHint: true }, modes: PLAN, ...ASKED },
  ],
  [
    "invoke_agent",
    "allow",
    50,
    { modes: PLAN },
    String.raw`"agent_name":\s*"(codebase_investigator|cli_help)"`,
  ],
  ["ask_user web_fetch activate_skill", "ask_user", 50, { modes: PLAN, ...ASKED }],
  ...PLAN_FILES.map((path): Row => [
    "write_file replace",
    "allow",
    70,
    { modes: PLAN },
    String.raw`\x00"file_path":"${path}"\x00`,
  ]),
  ["write_file replace", "deny", 65, { modes: PLAN }],
  [
    "glob grep_search list_directory read_file google_web_search codebase_investigator cli_help get_internal_docs tracker_create_task tracker_update_task tracker_get_task tracker_list_tasks tracker_add_dependency tracker_visualize update_topic complete_task read_mcp_resource list_mcp_resources",
    "allow",
    50,
  ],
  ["replace", "ask_user", 10, ASKED],
  ["replace", "allow", 15, { modes: ["autoEdit"] }],
  ["run_shell_command", "ask_user", 10, ASKED],
  ["write_file", "ask_user", 10, ASKED],
  ["activate_skill", "ask_user", 10, ASKED],
  ["write_file", "allow", 15, { modes: ["autoEdit"] }],
  ["web_fetch", "allow", 15, { modes: ["autoEdit"] }],
  ["web_fetch", "ask_user", 10, ASKED],
  ["replace run_shell_command write_file activate_skill web_fetch", "deny", 10, HEADLESS],
  ["ask_user", "ask_user", 999, { modes: ["yolo"], ...ASKED }],
  ["enter_plan_mode exit_plan_mode", "deny", 999, { modes: ["yolo"], ...ASKED }],
  ["*", "allow", 998, { modes: ["yolo"], redirection: true }],
];

/** The rules that Gemini CLI brings along, of the lowest tier. Source: `policy/policies/*.toml` (0.61.0). */
export const builtInRules = lazy((): readonly PolicyRule[] =>
  ROWS.flatMap(([tools, decision, priority, more = {}, source]) =>
    tools.split(" ").map((tool): PolicyRule => {
      const args = source === undefined ? undefined : compilePattern(source);
      return {
        tool,
        decision,
        priority: 1 + priority / 1000,
        redirection: false,
        origin: "the built-in rules",
        ...more,
        ...(args === undefined || failed(args) ? {} : { args: args.value }),
      };
    }),
  ),
);
