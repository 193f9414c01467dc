import { fileNotRead } from "../../src/rules/file-not-read.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  fileNotRead,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "deny": "Bash(curl *)"
  }
}`,
  1,
);

checkFile(
  fileNotRead,
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
