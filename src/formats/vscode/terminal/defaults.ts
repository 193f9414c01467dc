/**
 * What VS Code ships in `chat.tools.terminal.autoApprove`. All of it holds beside what a person writes; the same key replaces its entry.
 *
 * Source: microsoft/vscode, the newest that public copies give (read 2026-11-22): `terminalChatAgentToolsConfiguration.ts` (autumn 2026, after
 * 1.127), with `gitAutoApproveRules.ts` at 1f918418, `powershellAutoApproveRules.ts` at 1fd84445, `sortAutoApproveRules.ts` at 0c693310.
 */
export const SHIPPED_TERMINAL_RULES: ReadonlyMap<string, boolean> = new Map([
  ...each(
    true,
    ...["cd", "echo", "ls", "dir", "pwd", "cat", "head", "tail", "findstr", "wc", "tr", "cut"],
    ...["cmp", "which", "basename", "dirname", "realpath", "readlink", "stat", "file", "od", "du"],
    ...["df", "sleep", "nl", "grep", "npm ci", "column", "date", "find", "rg", "sed", "tree"],
    ...["Get-ChildItem", "Get-Content", "Get-Date", "Get-Random", "Get-Location", "Set-Location"],
    ...["Write-Host", "Write-Output", "Out-String", "Split-Path", "Join-Path", "Start-Sleep"],
    ...["Where-Object", "Select-Object", "Select-String", "Measure-Object", "Compare-Object"],
    ...["Format-List", "Format-Table", "Sort-Object"],
  ),
  ...each(
    false,
    ...["rm", "rmdir", "del", "Remove-Item", "ri", "rd", "erase", "dd", "kill", "ps", "top"],
    ...["Stop-Process", "spps", "taskkill", "taskkill.exe", "curl", "wget", "Invoke-RestMethod"],
    ...["Invoke-WebRequest", "irm", "iwr", "chmod", "chown", "Set-ItemProperty", "sp", "Set-Acl"],
    ...["jq", "xargs", "eval", "Invoke-Expression", "iex"],
  ),
  ...each(
    true,
    ...["status", "log", "show", "diff", "ls-files", "grep", "branch"].map((name) =>
      git(String.raw`${name}\b`),
    ),
    String.raw`/^docker\s+(ps|images|info|version|inspect|logs|top|stats|port|diff|search|events)\b/`,
    String.raw`/^docker\s+(container|image|network|volume|context|system)\s+(ls|ps|inspect|history|show|df|info)\b/`,
    String.raw`/^docker\s+compose\s+(ps|ls|top|logs|images|config|version|port|events)\b/`,
    String.raw`/^npm\s+(ls|list|outdated|view|info|show|explain|why|root|prefix|bin|search|doctor|fund|repo|bugs|docs|home|help(-search)?)\b/`,
    String.raw`/^npm\s+config\s+(list|get)\b/`,
    String.raw`/^npm\s+pkg\s+get\b/`,
    String.raw`/^npm\s+audit$/`,
    String.raw`/^npm\s+cache\s+verify\b/`,
    String.raw`/^yarn\s+(list|outdated|info|why|bin|help|versions)\b/`,
    String.raw`/^yarn\s+licenses\b/`,
    String.raw`/^yarn\s+audit\b(?!.*\bfix\b)/`,
    String.raw`/^yarn\s+config\s+(list|get)\b/`,
    String.raw`/^yarn\s+cache\s+dir\b/`,
    String.raw`/^pnpm\s+(ls|list|outdated|why|root|bin|doctor)\b/`,
    String.raw`/^pnpm\s+licenses\b/`,
    String.raw`/^pnpm\s+audit\b(?!.*\bfix\b)/`,
    String.raw`/^pnpm\s+config\s+(list|get)\b/`,
    String.raw`/^yarn\s+install\s+--frozen-lockfile\b/`,
    String.raw`/^pnpm\s+install\s+--frozen-lockfile\b/`,
    String.raw`/^sort\b(?!-)/`,
    String.raw`/^xxd$/`,
    String.raw`/^xxd\b(\s+-\S+)*\s+[^-\s]\S*$/`,
  ),
  ...each(
    false,
    ...["log", "show", "diff"].map((name) => git(String.raw`${name}\b.*\s--output(=|\s|$)`)),
    git(String.raw`grep\b.*\s(?-i:-[aIivwhHEGPFnlLqzco]*[^\w\s]*O\S*)(\s|$)`),
    git(String.raw`grep\b.*\s(?-i:--[^\w\s]*o[^\w\s]*p\S*)(\s|$)`),
    git(String.raw`branch\b.*\s-(d|D|m|M|-delete|-force)\b`),
    String.raw`/^column\b.*\s-c\s+[0-9]{4,}/`,
    String.raw`/^date\b.*\s(-s|--set)\b/`,
    String.raw`/^find\b.*\s-(delete|exec|execdir|fprint|fprintf|fls|ok|okdir)\b/`,
    String.raw`/^rg\b.*\s(--pre|--hostname-bin)\b/`,
    String.raw`/^sed\b.*\s(-[a-zA-Z]*(e|f)[a-zA-Z]*|--expression|--file)\b/`,
    String.raw`/^sed\b.*s\/.*\/.*\/[ew]/`,
    sed(String.raw`(['"])\s*${sedAddress()}\s*!?\s*[erRwW](?:\s|\1)`),
    sed(String.raw`(['"])(?:\\.|(?!\1).)*[;{]\s*${sedAddress()}\s*!?\s*[erRwW](?:\s|\1|[;}])`),
    sed(String.raw`${sedAddress()}\s*!?\s*[erRwW](?:\s|$)`),
    String.raw`/^sort\b.*\s-(o|S)\b/`,
    String.raw`/^sort\b.*\s--co\S*/`,
    String.raw`/^tree\b.*\s-o\b/`,
  ),
]);

function each(
  approve: boolean,
  ...keys: readonly string[]
): readonly (readonly [string, boolean])[] {
  return keys.map((key) => [key, approve] as const);
}

function git(rest: string): string {
  return String.raw`/^git(\s+(-(?-i:C)\s+\S+|--no-pager))*\s+${rest}/`;
}

function sed(rest: string): string {
  return String.raw`/^sed\b(?:\s+(?:(?:-l|--line-length)\s+\S+|--line-length=\S+|-\S+))*\s+${rest}/`;
}

/** The address before a command of sed: a line, the last one, or what an expression finds; two of them are a range. */
function sedAddress(): string {
  const one = String.raw`(?:\d+|\$|\/(?:\\.|[^\/])*\/)`;
  return String.raw`(?:${one}(?:\s*,\s*${one})?)?`;
}
