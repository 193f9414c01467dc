import { redundantEntry } from "../../src/rules/redundant-entry.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  redundantEntry,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(ls -la)",
      "Bash(ls *)"
    ]
  }
}`,
  1,
);

checkFile(
  redundantEntry,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(ls *)"
    ]
  }
}`,
  0,
);
