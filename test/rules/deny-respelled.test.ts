import { expect, it } from "vitest";
import { denyRespelled } from "../../src/rules/deny-respelled.ts";
import { checkFile, lintFile } from "../support/check-file.ts";

checkFile(
  denyRespelled,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(docker *)"
    ],
    "deny": [
      "Bash(docker push *)"
    ]
  }
}`,
  1,
);

checkFile(
  denyRespelled,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(docker ps *)"
    ],
    "deny": [
      "Bash(docker push *)"
    ]
  }
}`,
  0,
);

const settings = (permissions: object): string => JSON.stringify({ permissions });

checkFile(
  denyRespelled,
  "the removal of a critical path, which asks in every spelling and mode",
  ".claude/settings.json",
  settings({ defaultMode: "bypassPermissions", deny: ["Bash(rm -rf /:*)"] }),
  0,
);

checkFile(
  denyRespelled,
  "what joins commands: it denies nothing, and is a finding of another rule",
  ".claude/settings.json",
  settings({ allow: ["Bash(/usr/bin/curl *)"], deny: ["Bash(curl * | sh:*)"] }),
  0,
);

it.each([
  ["Bash(rm -rf:*)", "rm -fr x"],
  ["Bash(rm -rf build)", "rm -fr build"],
  ["Bash(find * -delete *)", "find 'x' -delete"],
  ["Bash(git push --force*)", "git -C . push --force"],
  ["Bash(aws s3 rb:*)", "aws 's3' rb"],
])("shows a call that does what %s denies", (deny, command) => {
  const text = settings({ defaultMode: "bypassPermissions", deny: [deny] });
  const { findings } = lintFile(".claude/settings.json", text, [denyRespelled]);
  expect(findings.map(({ witness }) => witness?.args["command"])).toEqual([command]);
  expect(findings[0]?.message).toContain(`\`${command}\``);
});

it("names the call that it shows, where the first one is denied too", () => {
  const text = settings({
    defaultMode: "bypassPermissions",
    deny: ["Bash(rm -rf*)", "Bash(rm -fr*)"],
  });
  const { findings } = lintFile(".claude/settings.json", text, [denyRespelled]);
  expect(findings[0]?.message).toContain("`rm '-rf' x`");
  expect(findings[0]?.witness?.args["command"]).toBe("rm '-rf' x");
});

it("Codex: an evaded prompt runs in the sandbox, which is less than an evaded ban", () => {
  const text = [
    'prefix_rule(pattern=["make", "deploy"], decision="forbidden")',
    'prefix_rule(pattern=["make", "clean"], decision="prompt")',
  ].join("\n");
  const { findings } = lintFile(".codex/rules/default.rules", text, [denyRespelled]);
  expect(findings.map(({ severity }) => severity)).toEqual(["error", "warning"]);
});

it.each([
  [{ git: true, "git push": false }, "git -C . push x"],
  [{ docker: true, "docker rm": false }, "docker 'rm' x"],
  [{ "git push": false }, undefined],
  [{ "/^git (status|log)\\b/": true, "git push": false }, undefined],
])("VS Code: %j", (approvals, command) => {
  const text = JSON.stringify({ "chat.tools.terminal.autoApprove": approvals });
  const { findings, unconfirmed } = lintFile(".vscode/settings.json", text, [denyRespelled]);
  expect(unconfirmed).toEqual([]);
  expect(findings.map(({ witness }) => witness?.args["command"])).toEqual(
    command === undefined ? [] : [command],
  );
});
