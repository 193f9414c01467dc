import { denyRespelled } from "../../src/rules/deny-respelled.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  denyRespelled,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(docker *)"
    ],
    "deny": [
      "Bash(docker push *)"
    ]
  }
}`,
  1,
);

checkFile(
  denyRespelled,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(docker ps *)"
    ],
    "deny": [
      "Bash(docker push *)"
    ]
  }
}`,
  0,
);
