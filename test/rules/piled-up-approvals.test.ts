import { piledUpApprovals } from "../../src/rules/piled-up-approvals.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  piledUpApprovals,
  "what its page shows",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(git commit -m \\"fix 0\\")",
      "Bash(git commit -m \\"fix 1\\")",
      "Bash(git commit -m \\"fix 2\\")",
      "Bash(git commit -m \\"fix 3\\")",
      "Bash(git commit -m \\"fix 4\\")",
      "Bash(git commit -m \\"fix 5\\")",
      "Bash(git commit -m \\"fix 6\\")",
      "Bash(git commit -m \\"fix 7\\")",
      "Bash(git commit -m \\"fix 8\\")",
      "Bash(git commit -m \\"fix 9\\")",
      "Bash(git commit -m \\"fix 10\\")",
      "Bash(git commit -m \\"fix 11\\")"
    ]
  }
}`,
  1,
);

checkFile(
  piledUpApprovals,
  "what is harmless",
  ".claude/settings.json",
  `{
  "permissions": {
    "allow": [
      "Bash(git commit -m *)"
    ]
  }
}`,
  0,
);
