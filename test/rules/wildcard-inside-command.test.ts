import { wildcardInsideCommand } from "../../src/rules/wildcard-inside-command.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  wildcardInsideCommand,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(* --version)"
    ]
  }
}`,
  1,
);

checkFile(
  wildcardInsideCommand,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(node --version)"
    ]
  }
}`,
  0,
);
