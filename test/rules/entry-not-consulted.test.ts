import { entryNotConsulted } from "../../src/rules/entry-not-consulted.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  entryNotConsulted,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "deny": [
      "Write(secrets/**)"
    ]
  }
}`,
  1,
);

checkFile(
  entryNotConsulted,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "deny": [
      "Edit(secrets/**)"
    ]
  }
}`,
  0,
);
