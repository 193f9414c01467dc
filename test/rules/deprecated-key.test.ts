import { deprecatedKey } from "../../src/rules/deprecated-key.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  deprecatedKey,
  "what its page shows",
  "opencode.json",
  `{
  "tools": {
    "bash": false
  }
}`,
  1,
);

checkFile(
  deprecatedKey,
  "what is harmless",
  "opencode.json",
  `{
  "permission": {
    "bash": "deny"
  }
}`,
  0,
);
