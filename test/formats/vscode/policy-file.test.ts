import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import type { ToolCall } from "../../../src/model/call.ts";
import { formatOf, readFiles, vendorExplain } from "../../support/vendor.ts";

const vscode = formatOf("vscode");
const POLICY = "/etc/vscode/policy.json";
const OWN = "~/.config/Code/User/settings.json";
const make: ToolCall = { tool: "shell", args: { command: "make x" } };
const fetch: ToolCall = { tool: "web.fetch", args: { url: "https://code.visualstudio.com/" } };
const server: ToolCall = { tool: "mcp:s/x", args: {} };

function verdict(policy: object | string, settings: object, call: ToolCall, mode?: string): string {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  const files = { [OWN]: JSON.stringify(settings), [POLICY]: text };
  const circumstances = mode === undefined ? USUAL : { ...USUAL, mode };
  const { decision, vendor } = vendorExplain(vscode, files, call, circumstances);
  return vendor?.unknown === undefined ? decision : "unknown";
}

const ALL = { "chat.tools.global.autoApprove": true };
const MAKE = { "chat.tools.terminal.autoApprove": { make: true } };

describe("policies of an administrator", () => {
  it.each<[policy: object | string, settings: object, call: ToolCall, mode: string, what: string]>([
    [{}, ALL, make, "", "allow"],
    [{ ChatToolsAutoApprove: false }, ALL, make, "", "ask"],
    [{ ChatToolsAutoApprove: true }, {}, make, "", "allow"],
    [{ ChatToolsAutoApprove: false }, {}, make, "allow-all", "ask"],
    [{ ChatToolsAutoApprove: false }, { "chat.permissions.default": "autopilot" }, make, "", "ask"],
    [{ ChatToolsAutoApprove: false }, MAKE, make, "", "allow"],
    [{ ChatToolsTerminalEnableAutoApprove: false }, MAKE, make, "", "ask"],
    [
      { ChatToolsEligibleForAutoApproval: { fetch: false } },
      { "chat.tools.eligibleForAutoApproval": { fetch: true } },
      fetch,
      "",
      "ask",
    ],
    [{ ChatToolsEligibleForAutoApproval: '{"fetch":false}' }, {}, fetch, "", "ask"],
    [
      { ChatToolsEligibleForAutoApproval: { fetch: true } },
      { "chat.tools.eligibleForAutoApproval": { runInTerminal: false } },
      make,
      "allow-all",
      "allow",
    ],
    [{ ChatMCP: "none" }, ALL, server, "", "deny"],
    [{ ChatMCP: "registry" }, ALL, server, "", "unknown"],
    [{ ChatMCP: "all" }, ALL, server, "", "allow"],
    ["{} // no", ALL, make, "", "allow"],
    ["[]", ALL, make, "", "allow"],
  ])("%j over %j: %j %s is %s", (policy, settings, call, mode, what) => {
    expect(verdict(policy, settings, call, mode === "" ? undefined : mode)).toBe(what);
  });

  it("says of a file that VS Code does not read that it does not", () => {
    const [subject] = readFiles(vscode, { [POLICY]: "{,}" });
    expect(subject?.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["bad-json", "error"],
    ]);
  });
});
