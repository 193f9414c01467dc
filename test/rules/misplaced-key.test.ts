import { misplacedKey } from "../../src/rules/misplaced-key.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  misplacedKey,
  "what its page shows",
  ".claude/settings.json",
  `{
  "deny": [
    "Bash(curl *)"
  ]
}`,
  1,
);

checkFile(
  misplacedKey,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "deny": [
      "Bash(curl *)"
    ]
  }
}`,
  0,
);

const RULE = 'toolName = "run_shell_command"\ndecision = "allow"\npriority = 1\n';

for (const key of ["comandPrefix", "command_prefix", "CommandPrefix", "mcpname"])
  checkFile(
    misplacedKey,
    `a misspelt key of a rule: ${key}`,
    ".gemini/policies/a.toml",
    `[[rule]]\n${RULE}${key} = "ls"\n`,
    1,
  );

checkFile(
  misplacedKey,
  "keys that Gemini CLI reads, and such as are like none of them",
  ".gemini/policies/a.toml",
  `[[rule]]\n${RULE}commandPrefix = "ls"\ndeny_message = "no"\nowner = "me"\nname = "x"\n`,
  0,
);
