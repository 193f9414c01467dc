import { hookFailsOpen } from "../../src/rules/hook-fails-open.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  hookFailsOpen,
  "what its page shows",
  ".claude/settings.json",
  `{
  "hooks": {
    "PreToolUse": [
      {
        "matcher": "mcp__memory",
        "hooks": [
          {
            "type": "command",
            "command": "./guard.sh"
          }
        ]
      }
    ]
  }
}`,
  1,
);

checkFile(
  hookFailsOpen,
  "what is harmless",
  ".claude/settings.json",
  `{
  "hooks": {
    "PreToolUse": [
      {
        "matcher": "mcp__memory__.*",
        "hooks": [
          {
            "type": "command",
            "command": "./guard.sh"
          }
        ]
      }
    ]
  }
}`,
  0,
);
