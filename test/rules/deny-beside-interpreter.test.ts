import { denyBesideInterpreter } from "../../src/rules/deny-beside-interpreter.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  denyBesideInterpreter,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(python3 *)"
    ],
    "deny": [
      "Bash(curl *)"
    ]
  }
}`,
  1,
);

checkFile(
  denyBesideInterpreter,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(python3 scripts/report.py)"
    ],
    "deny": [
      "Bash(curl *)"
    ]
  }
}`,
  0,
);
