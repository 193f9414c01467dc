import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hookPatterns } from "../../../src/formats/vscode/edits/defaults.ts";
import { answerEdit, editRule } from "../../../src/formats/vscode/edits/approve-edit.ts";
import type { Shell } from "../../../src/formats/vscode/terminal/key.ts";
import { readTerminalValue } from "../../../src/formats/vscode/terminal/merge.ts";
import { npmScriptOf } from "../../../src/formats/vscode/terminal/npm-script.ts";
import { writeObstacle } from "../../../src/formats/vscode/terminal/file-writes.ts";
import type { BlockedWrites } from "../../../src/formats/vscode/terminal/file-writes.ts";
import {
  answerCommand,
  answerLine,
  terminalRule,
} from "../../../src/formats/vscode/terminal/rules.ts";
import type { TerminalRule } from "../../../src/formats/vscode/terminal/rules.ts";
import { readTerminalLine } from "../../../src/formats/vscode/terminal/sub-commands.ts";
import { urlRule } from "../../../src/formats/vscode/urls/approve-url.ts";
import { urlGlobMatches } from "../../../src/formats/vscode/urls/url-glob.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import type { Json } from "../../../src/model/json.ts";
import { formatOf, vendorExplain } from "../../support/vendor.ts";

const grammars = await loadGrammars();
const vscode = formatOf("vscode");

type Rules = Readonly<Record<string, Json>>;

/** The cases of a file: facts from the vendor's public tests. Each file says which, and at which commit. */
function casesOf<Case>(name: string): readonly Case[] {
  const text = readFileSync(new URL(`vectors/${name}.json`, import.meta.url), "utf8");
  return (JSON.parse(text) as { cases: readonly Case[] }).cases;
}

function rulesOf(rules: Rules): readonly TerminalRule[] {
  return Object.entries(rules).flatMap(([key, value]) => {
    const read = readTerminalValue(value);
    return read === undefined ? [] : [terminalRule({ key, ...read })];
  });
}

interface Command {
  readonly rules: Rules;
  readonly shell: Shell;
  readonly command: string;
  readonly approved: boolean;
}

describe("keys of commands", () => {
  it.each(casesOf<Command>("commands"))("$command by $rules in $shell", (one) => {
    const { result } = answerCommand(rulesOf(one.rules), one.command, one.shell);
    expect(result === "approved").toBe(one.approved);
  });

  it.each(casesOf<Command>("lines"))(
    "the line $command by $rules",
    ({ rules, command, approved }) => {
      expect(answerLine(rulesOf(rules), command).result === "approved").toBe(approved);
    },
  );
});

describe("the shipped rules", () => {
  interface Shipped {
    readonly command: string;
    readonly approved: boolean;
    /** Why newer versions decide the other way; the format's page lists these. */
    readonly newer?: string;
  }
  it.each(casesOf<Shipped>("shipped-rules"))("$command", ({ command, approved, newer }) => {
    const { decision } = vendorExplain(vscode, {}, { tool: "shell", args: { command } });
    expect(decision).toBe(approved === (newer === undefined) ? "allow" : "ask");
  });
});

describe("the tool that runs commands", () => {
  it.each(casesOf<Omit<Command, "shell">>("tool"))(
    "$command by $rules",
    ({ rules, command, approved }) => {
      const settings = {
        "chat.tools.terminal.autoApprove": rules,
        "chat.tools.terminal.ignoreDefaultAutoApproveRules": true,
      };
      const files = { "~/.config/Code/User/settings.json": JSON.stringify(settings) };
      const { decision } = vendorExplain(vscode, files, { tool: "shell", args: { command } });
      expect(decision).toBe(approved ? "allow" : "ask");
    },
  );
});

describe("commands of a line", () => {
  interface Line {
    readonly shell: Shell;
    readonly line: string;
    readonly commands: readonly string[];
  }
  it.each(casesOf<Line>("sub-commands"))("$shell: $line", ({ shell, line, commands }) => {
    expect(readTerminalLine(line, shell, grammars)?.subCommands).toEqual(commands);
  });
});

describe("what a line writes", () => {
  interface Write {
    readonly line: string;
    readonly blocked: BlockedWrites;
    readonly workspace: string | null;
    readonly approved: boolean;
  }
  it.each(casesOf<Write>("file-writes"))("$line, $blocked", (one) => {
    const { redirects = [] } = readTerminalLine(one.line, "bash", grammars) ?? {};
    const obstacle = writeObstacle(redirects, one.blocked, {
      shell: "bash",
      cwd: "/workspace/project",
      workspace: one.workspace ?? undefined,
    });
    expect(obstacle === undefined).toBe(one.approved);
  });
});

describe("scripts of a package.json", () => {
  interface Script {
    readonly command: string;
    readonly scripts: readonly string[];
    readonly approved: boolean;
  }
  it.each(casesOf<Script>("npm-scripts"))("$command", ({ command, scripts, approved }) => {
    const script = npmScriptOf(command);
    expect(script !== undefined && scripts.includes(script)).toBe(approved);
  });
});

describe("addresses", () => {
  interface Url {
    readonly url: string;
    readonly rules: Rules;
    readonly request?: boolean;
    readonly response?: boolean;
  }
  it.each(casesOf<Url>("urls"))("$url by $rules", ({ url, rules, request, response }) => {
    const list = Object.entries(rules).map(([pattern, value]) => {
      const both = value as boolean | { approveRequest?: boolean; approveResponse?: boolean };
      if (typeof both === "boolean") return { pattern, request: both, response: both };
      const { approveRequest, approveResponse } = both;
      return {
        pattern,
        ...(approveRequest === undefined ? {} : { request: approveRequest }),
        ...(approveResponse === undefined ? {} : { response: approveResponse }),
      };
    });
    if (request !== undefined)
      expect(urlRule(list, url, "request")?.request ?? false).toBe(request);
    if (response !== undefined)
      expect(urlRule(list, url, "response")?.response ?? false).toBe(response);
  });

  interface Glob {
    readonly url: string;
    readonly patterns: readonly string[];
    readonly matches: boolean;
  }
  it.each(casesOf<Glob>("url-globs"))("$url by $patterns", ({ url, patterns, matches }) => {
    expect(patterns.some((pattern) => urlGlobMatches(url, pattern))).toBe(matches);
  });
});

describe("edits", () => {
  interface Edit {
    readonly rules: Readonly<Record<string, boolean>>;
    readonly workspace: string;
    readonly path: string;
    readonly approved: boolean;
    readonly hookLocations?: readonly string[];
  }
  it.each(casesOf<Edit>("edits"))("$path by $rules $hookLocations", (one) => {
    const rules = [
      ...Object.entries(one.rules).map(([pattern, approve]) => editRule({ pattern, approve })),
      // The version of these tests asked for no other files by itself.
      ...["**/.vscode/*.json", ...(one.hookLocations ?? []).flatMap(hookPatterns)].map((pattern) =>
        editRule({ pattern, approve: false }),
      ),
    ];
    const { result } = answerEdit(rules, one.path, { workspace: one.workspace, home: undefined });
    expect(result === "approved").toBe(one.approved);
  });
});
