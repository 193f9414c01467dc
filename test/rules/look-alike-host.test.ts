import { lookAlikeHost } from "../../src/rules/look-alike-host.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  lookAlikeHost,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "WebFetch(domain:*example.com)"
    ]
  }
}`,
  1,
);

checkFile(
  lookAlikeHost,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "WebFetch(domain:*.example.com)"
    ]
  }
}`,
  0,
);
