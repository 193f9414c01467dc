import { promptsOff } from "../../src/rules/prompts-off.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  promptsOff,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "defaultMode": "bypassPermissions"
  }
}`,
  1,
);

checkFile(
  promptsOff,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "defaultMode": "default"
  }
}`,
  0,
);
