import { noWordBoundary } from "../../src/rules/no-word-boundary.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  noWordBoundary,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(ls*)"
    ]
  }
}`,
  1,
);

checkFile(
  noWordBoundary,
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
