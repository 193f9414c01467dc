import { patternNotValid } from "../../src/rules/pattern-not-valid.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  patternNotValid,
  "what its page shows",
  ".vscode/settings.json",
  `{
  "chat.tools.terminal.autoApprove": {
    "/^rm (/": false
  }
}`,
  1,
);

checkFile(
  patternNotValid,
  "what is harmless",
  ".vscode/settings.json",
  `{
  "chat.tools.terminal.autoApprove": {
    "/^rm( |$)/": false
  }
}`,
  0,
);
