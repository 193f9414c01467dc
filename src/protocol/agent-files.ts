/** Where the permission files of agents lie below a workspace folder, as globs of an editor. A test holds it equal to what the formats read. */
export const AGENT_FILES = [
  "**/.claude/settings.json",
  "**/.claude/settings.local.json",
  "**/.mcp.json",
  "**/.claude/agents/**/*.md",
  "**/.claude/commands/**/*.md",
  "**/.claude/skills/**/SKILL.md",
] as const;
