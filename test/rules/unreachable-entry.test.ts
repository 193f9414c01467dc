import { unreachableEntry } from "../../src/rules/unreachable-entry.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  unreachableEntry,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(aws s3 ls)"
    ],
    "deny": [
      "Bash(aws *)"
    ]
  }
}`,
  1,
);

checkFile(
  unreachableEntry,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(aws s3 ls)"
    ],
    "deny": [
      "Bash(aws iam *)"
    ]
  }
}`,
  0,
);
