/** The settings of VS Code that approve what its agent does, by what they are to Ambit. */
export const SETTINGS = {
  terminal: "chat.tools.terminal.autoApprove",
  oldTerminal: "chat.agent.terminal.autoApprove",
  edits: "chat.tools.edits.autoApprove",
  urls: "chat.tools.urls.autoApprove",
  eligible: "chat.tools.eligibleForAutoApproval",
  global: "chat.tools.global.autoApprove",
  permissions: "chat.permissions.default",
  enable: "chat.tools.terminal.enableAutoApprove",
  ignoreDefaults: "chat.tools.terminal.ignoreDefaultAutoApproveRules",
  blockedWrites: "chat.tools.terminal.blockDetectedFileWrites",
  npmScripts: "chat.tools.terminal.autoApproveWorkspaceNpmScripts",
  hookLocations: "chat.hookFilesLocations",
  sandbox: "chat.agent.sandbox.enabled",
  sandboxApproves: "chat.agent.sandbox.allowAutoApprove",
  sandboxNetwork: "chat.agent.sandbox.network.allowNetwork",
  sandboxPaths: "chat.agent.sandbox.fileSystem.userConfiguredPaths",
  sandboxEscape: "chat.agent.sandbox.allowUnsandboxedCommands",
} as const;

/** Names that VS Code had before, and what it reads instead. `false`: the old one is not read any more. */
export const OLD_SETTINGS: ReadonlyMap<string, { readonly now: string; readonly counts: boolean }> =
  new Map([
    [SETTINGS.oldTerminal, { now: SETTINGS.terminal, counts: true }],
    ["chat.agent.terminal.allowList", { now: SETTINGS.terminal, counts: false }],
    ["chat.agent.terminal.denyList", { now: SETTINGS.terminal, counts: false }],
    ["github.copilot.chat.agent.terminal.allowList", { now: SETTINGS.terminal, counts: false }],
    ["github.copilot.chat.agent.terminal.denyList", { now: SETTINGS.terminal, counts: false }],
    ["chat.tools.autoApprove", { now: SETTINGS.global, counts: false }],
    ["chat.tools.fetchPage.approvedUrls", { now: SETTINGS.urls, counts: false }],
    ["chat.agent.sandboxFileSystem.linux", { now: SETTINGS.sandboxPaths, counts: false }],
    ["chat.agent.sandboxFileSystem.mac", { now: SETTINGS.sandboxPaths, counts: false }],
  ]);

/** Could a text of settings say anything about the agent? Most do not, and are thousands of lines. */
export function mayConcernAgent(text: string): boolean {
  return MENTIONS.test(text);
}

const MENTIONS =
  /"(?:chat\.tools\.|chat\.agent\.(?:sandbox|terminal)|chat\.permissions\.|chat\.hookFilesLocations|github\.copilot\.chat\.agent\.terminal\.)/;
