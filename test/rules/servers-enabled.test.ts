import { serversEnabled } from "../../src/rules/servers-enabled.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  serversEnabled,
  "what its page shows",
  ".claude/settings.json",
  `{
  "enableAllProjectMcpServers": true
}`,
  1,
);

checkFile(
  serversEnabled,
  "what is harmless",
  ".claude/settings.json",
  `{
  "enabledMcpjsonServers": [
    "docs"
  ]
}`,
  0,
);
