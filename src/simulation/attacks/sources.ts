import type { Source } from "./attack.ts";

/** What the attacks stand on: incidents, advisories, research and documentation. */
export const TRIFECTA: Source = {
  title:
    "The lethal trifecta for AI agents: private data, untrusted content, and external communication",
  url: "https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/",
  on: "2025-06-16",
};
export const AGENTDOJO: Source = {
  title:
    "AgentDojo: a dynamic environment to evaluate prompt injection attacks and defenses for LLM agents",
  url: "https://arxiv.org/abs/2406.13352",
  on: "2024-06-19",
};
export const OWASP_INJECTION: Source = {
  title: "OWASP LLM01:2025 Prompt Injection",
  url: "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
  on: "2025",
};
export const OWASP_AGENCY: Source = {
  title: "OWASP LLM06:2025 Excessive Agency",
  url: "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  on: "2025",
};
export const CLAUDE_DNS: Source = {
  title:
    "CVE-2025-55284: Claude Code reads files and sends them out by commands that need no approval",
  url: "https://nvd.nist.gov/vuln/detail/CVE-2025-55284",
  on: "2025-08",
};
export const CLAUDE_FETCH: Source = {
  title: "CVE-2026-24052: trusted domains of Claude Code's WebFetch compared by their beginning",
  url: "https://nvd.nist.gov/vuln/detail/CVE-2026-24052",
  on: "2026-02",
};
export const CLAUDE_SETTINGS: Source = {
  title: "CVE-2026-25725: hooks written into a settings.json that was not there yet",
  url: "https://nvd.nist.gov/vuln/detail/CVE-2026-25725",
  on: "2026-02-06",
};
export const CLAUDE_WRAPPED: Source = {
  title:
    "anthropics/claude-code#43085: a write wrapped in `bash -c` passes by the protection of `.claude/`",
  url: "https://github.com/anthropics/claude-code/issues/43085",
  on: "2026-04-03",
};
export const COPILOT_APPROVE: Source = {
  title:
    "CVE-2025-53773: Copilot made to write chat.tools.autoApprove into the workspace's settings",
  url: "https://nvd.nist.gov/vuln/detail/CVE-2025-53773",
  on: "2025-08-12",
};
export const COPILOT_EXPANSION: Source = {
  title:
    "GHSA-g8r9-g2v8-jv6f: GitHub Copilot CLI, dangerous shell expansion patterns enable code execution",
  url: "https://github.com/advisories/GHSA-g8r9-g2v8-jv6f",
  on: "2026-03-06",
};
export const CURXECUTE: Source = {
  title: "CVE-2025-54135: Cursor made to write its own mcp.json, which starts a program",
  url: "https://nvd.nist.gov/vuln/detail/CVE-2025-54135",
  on: "2025-08",
};
export const MCPOISON: Source = {
  title: "CVE-2025-54136: a server of Cursor's mcp.json changed after it was approved",
  url: "https://nvd.nist.gov/vuln/detail/CVE-2025-54136",
  on: "2025-08",
};
export const MCP_FILES: Source = {
  title: "CVE-2025-53109: the filesystem MCP server follows links out of its allowed folders",
  url: "https://nvd.nist.gov/vuln/detail/CVE-2025-53109",
  on: "2025-07",
};
export const FREE_EACH_OTHER: Source = {
  title: "Cross-Agent Privilege Escalation: When Agents Free Each Other",
  url: "https://embracethered.com/blog/posts/2025/cross-agent-privilege-escalation-agents-that-free-each-other/",
  on: "2025-09",
};
export const TOOL_POISONING: Source = {
  title: "MCP Security Notification: Tool Poisoning Attacks",
  url: "https://invariantlabs.ai/blog/mcp-security-notification-tool-poisoning-attacks",
  on: "2025-04",
};
export const GITHUB_MCP: Source = {
  title: "GitHub MCP Exploited: Accessing private repositories via MCP",
  url: "https://invariantlabs.ai/blog/mcp-github-vulnerability",
  on: "2025-05-26",
};
export const SUPABASE: Source = {
  title: "Supabase MCP can leak your entire SQL database",
  url: "https://www.generalanalysis.com/blog/supabase-mcp-blog",
  on: "2025-06",
};
export const POSTMARK: Source = {
  title: "Malicious postmark-mcp package on npm impersonating Postmark",
  url: "https://postmarkapp.com/blog/information-regarding-malicious-postmark-mcp-package",
  on: "2025-09-25",
};
export const NX: Source = {
  title:
    "GHSA-cxm3-wv7p-598c: malicious versions of Nx (s1ngularity) search for secrets with the agents installed",
  url: "https://github.com/advisories/GHSA-cxm3-wv7p-598c",
  on: "2025-08-27",
};
export const AMAZON_Q: Source = {
  title:
    "AWS-2025-015: a prompt that wipes machines and accounts, put into the Amazon Q extension for VS Code",
  url: "https://aws.amazon.com/security/security-bulletins/AWS-2025-015/",
  on: "2025-07-23",
};
export const REPLIT: Source = {
  title: "An agent of Replit deleted a production database during a code freeze",
  url: "https://failureindex.ai/failures/replit-ai-deleted-production-database",
  on: "2025-07-18",
};
export const GEMINI_TRIAGE: Source = {
  title: "GHSA-wpqr-6v78-jr5g: an issue makes Gemini CLI run commands in a workflow",
  url: "https://github.com/google-gemini/gemini-cli/security/advisories/GHSA-wpqr-6v78-jr5g",
  on: "2026-04-24",
};
export const RULES_FILE: Source = {
  title:
    "New Vulnerability in GitHub Copilot and Cursor: How Hackers Can Weaponize Code Agents (Rules File Backdoor)",
  url: "https://www.pillar.security/blog/new-vulnerability-in-github-copilot-and-cursor-how-hackers-can-weaponize-code-agents",
  on: "2025-03-18",
};
export const SLOPSQUATTING: Source = {
  title:
    "We Have a Package for You! A comprehensive analysis of package hallucinations by code generating LLMs",
  url: "https://arxiv.org/abs/2406.10279",
  on: "2024-06-12",
};
export const GIT_HOOKS: Source = {
  title: "githooks: hooks used by Git",
  url: "https://git-scm.com/docs/githooks",
  on: "2026-11-21",
};
export const GIT_CONFIG: Source = {
  title: "git-config: core.fsmonitor, core.hooksPath, core.sshCommand, alias",
  url: "https://git-scm.com/docs/git-config",
  on: "2026-11-21",
};
export const EDITOR_TASKS: Source = {
  title: "Visual Studio Code: tasks, `runOn: folderOpen`",
  url: "https://code.visualstudio.com/docs/debugtest/tasks",
  on: "2026-11-21",
};
export const ACTIONS: Source = {
  title: "GitHub Actions: secure use reference",
  url: "https://docs.github.com/en/actions/reference/security/secure-use",
  on: "2026-11-21",
};
export const BASH_STARTUP: Source = {
  title: "Bash Reference Manual: Bash Startup Files",
  url: "https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html",
  on: "2026-11-21",
};
export const NPM_SCRIPTS: Source = {
  title: "npm: scripts, and the ones that run on install",
  url: "https://docs.npmjs.com/cli/using-npm/scripts",
  on: "2026-11-21",
};
