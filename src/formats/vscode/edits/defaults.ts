/**
 * What VS Code ships in `chat.tools.edits.autoApprove`, in its order.
 *
 * Source: microsoft/vscode, `src/vs/platform/chat/common/chatSettings.ts` at 7516b04b, as a public copy restates it (read 2026-11-22); the
 * version at 0b7ec8d5 has the same without `.mcp.json`, `.npmrc` and `.codex`.
 */
export const SHIPPED_EDITS: readonly (readonly [pattern: string, approve: boolean])[] = [
  ["**/*", true],
  ["**/.git/**", false],
  ["**/{package.json,server.xml,build.rs,web.config,.gitattributes,.env,Cargo.toml}", false],
  [
    "**/{.npmrc,.yarnrc,.yarnrc.yml,.pnpmfile.js,.pnpmfile.cjs,.pnpmfile.mjs,pnpm-workspace.yaml}",
    false,
  ],
  [
    "**/*.{code-workspace,csproj,fsproj,vbproj,vcxproj,proj,targets,props,gradle,gradle.kts}",
    false,
  ],
  ["**/gradle.properties", false],
  ["**/ruby_lsp/*/addon", false],
  ["**/*.lock", false],
  ["**/*-lock.{yaml,json}", false],
];

/** What asks whatever a person writes: it comes after all entries. Same source. */
export const ALWAYS_ASKED_EDITS: readonly string[] = [
  "**/.mcp.json",
  "**/.npmrc",
  "**/.vscode/*.json",
  "**/.github/agents/**",
  "**/.github/hooks/**",
  "**/.claude/agents/**",
  "**/.claude/settings.json",
  "**/.claude/settings.local.json",
  "**/.codex/agents/**",
  "**/.codex/config.toml",
  "**/.codex/hooks.json",
];

/**
 * The patterns of an entry of `chat.hookFilesLocations`, which ask too: a folder stands for itself and the JSON files in it, a file for itself;
 * those in the home are not compared.
 *
 * Source: microsoft/vscode-copilot-chat, tests of `editFileToolUtils.spec.ts`.
 */
export function hookPatterns(location: string): readonly string[] {
  if (location.startsWith("~/") || location === "~") return [];
  const path = location.replace(/\/+$/, "");
  return /\.[a-z0-9]+$/i.test(path.slice(path.lastIndexOf("/") + 1))
    ? [path]
    : [path, `${path}/*.json`];
}
