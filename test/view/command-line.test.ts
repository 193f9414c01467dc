import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { commandLine } from "../../src/extension/command-line.ts";

const plain = (uri: string): string => uri.replace("file:///", "");

it("a scenario is named by its file", () => {
  const line = commandLine({ kind: "scenario", uri: "file:///a b.yaml" }, plain);
  expect(line).toBe("ambit simulate 'a b.yaml'");
});

it("a shell hands a call on as it is, and shows what is hidden in it", () => {
  const args = { command: `echo 'it'"s" $HOME \`id\` \\ \n\u202e\u{1F600}` };
  const line = commandLine({ kind: "call", policy: "file:///-p.yaml", tool: "shell", args }, plain);
  expect(line).not.toMatch(/[\n\u202e]/);
  const { stdout } = spawnSync("sh", ["-c", line.replace(/^ambit/, "printf '%s\\n'")], {
    encoding: "utf8",
  });
  const [command, flag, policy, , call = ""] = stdout.split("\n");
  expect([command, flag, policy]).toEqual(["explain", "--policy", "./-p.yaml"]);
  expect(JSON.parse(call)).toEqual({ tool: "shell", args });
});
