import { patternNotAnchored } from "../../src/rules/pattern-not-anchored.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  patternNotAnchored,
  "what its page shows",
  ".vscode/settings.json",
  `{
  "chat.tools.terminal.autoApprove": {
    "/git status/": true
  }
}`,
  1,
);

checkFile(
  patternNotAnchored,
  "what is harmless",
  ".vscode/settings.json",
  `{
  "chat.tools.terminal.autoApprove": {
    "/^git status$/": true
  }
}`,
  0,
);
