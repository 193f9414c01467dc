import { machinePath } from "../../src/rules/machine-path.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  machinePath,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(/home/jane/bin/lint)"
    ]
  }
}`,
  1,
);

checkFile(
  machinePath,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(./bin/lint)"
    ]
  }
}`,
  0,
);
