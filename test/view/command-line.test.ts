import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { commandLine, quotingOf } from "../../src/extension/command-line.ts";

const plain = (uri: string): string => uri.replace("file:///", "");

it("a scenario is named by its file", () => {
  const line = commandLine({ kind: "scenario", uri: "file:///a b.yaml" }, plain, "sh");
  expect(line).toBe("ambit simulate 'a b.yaml'");
});

it("a shell hands a call on as it is, and shows what is hidden in it", () => {
  const args = { command: `echo 'it'"s" $HOME \`id\` \\ \n\u202e\u{1F600}` };
  const line = commandLine(
    { kind: "call", policy: "file:///-p.yaml", tool: "shell", args },
    plain,
    "sh",
  );
  expect(line).not.toMatch(/[\n\u202e]/);
  const { stdout } = spawnSync("sh", ["-c", line.replace(/^ambit/, "printf '%s\\n'")], {
    encoding: "utf8",
  });
  const [command, flag, policy, , call = ""] = stdout.split("\n");
  expect([command, flag, policy]).toEqual(["explain", "--policy", "./-p.yaml"]);
  expect(JSON.parse(call)).toEqual({ tool: "shell", args });
});

it("PowerShell gets the call through a pipe, in which nothing is lost", () => {
  const args = { command: `echo 'it'"s" \u2019 $HOME \u{1F600}` };
  const subject = { kind: "call", policy: "file:///a\u2019b.yaml", tool: "shell", args } as const;
  const line = commandLine(subject, plain, "powershell");
  const [, quoted = "", rest] = /^'((?:[^']|'')*)' \| (.*)$/s.exec(line) ?? [];
  expect(rest).toBe("ambit explain --policy 'a\u2019\u2019b.yaml' --call -");
  expect(quoted).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(quoted.replaceAll("''", "'"))).toEqual({ tool: "shell", args });
});

it.each([
  ["/bin/bash", "sh"],
  ["", "sh"],
  ["C:\\Program Files\\Git\\bin\\bash.exe", "sh"],
  ["C:\\WINDOWS\\System32\\WindowsPowerShell\\v1.0\\powershell.exe", "powershell"],
  ["/usr/bin/pwsh", "powershell"],
])("the shell %s is quoted for as %s", (shell, quoting) => {
  expect(quotingOf(shell)).toBe(quoting);
});
