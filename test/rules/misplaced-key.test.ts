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
