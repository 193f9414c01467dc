import { unpinnedPackage } from "../../src/rules/unpinned-package.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  unpinnedPackage,
  "what its page shows",
  ".mcp.json",
  `{
  "mcpServers": {
    "docs": {
      "command": "npx",
      "args": [
        "-y",
        "docs-server"
      ]
    }
  }
}`,
  1,
);

checkFile(
  unpinnedPackage,
  "what is harmless",
  ".mcp.json",
  `{
  "mcpServers": {
    "docs": {
      "command": "npx",
      "args": [
        "-y",
        "docs-server@1.4.2"
      ]
    }
  }
}`,
  0,
);
