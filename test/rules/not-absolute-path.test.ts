import { notAbsolutePath } from "../../src/rules/not-absolute-path.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  notAbsolutePath,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "deny": [
      "Read(/etc/**)"
    ]
  }
}`,
  1,
);

checkFile(
  notAbsolutePath,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "deny": [
      "Read(//etc/**)"
    ]
  }
}`,
  0,
);
