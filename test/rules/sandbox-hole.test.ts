import { sandboxHole } from "../../src/rules/sandbox-hole.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  sandboxHole,
  "what its page shows",
  ".claude/settings.json",
  `{
  "sandbox": {
    "enabled": true
  }
}`,
  1,
);

checkFile(
  sandboxHole,
  "what is harmless",
  ".claude/settings.json",
  `{
  "sandbox": {
    "enabled": true,
    "failIfUnavailable": true
  }
}`,
  0,
);
