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

checkFile(
  entryNotConsulted,
  "names of skills and agents of plugins, which hold a colon",
  ".claude/settings.json",
  JSON.stringify({
    permissions: { allow: ["Skill(tidy:imports)", "Skill(tidy:*)", "Agent(tidy:reviewer)"] },
  }),
  0,
);

checkFile(
  entryNotConsulted,
  "a parameter in an allow",
  ".claude/settings.json",
  JSON.stringify({ permissions: { allow: ["Agent(model:opus)"] } }),
  1,
);

checkFile(
  entryNotConsulted,
  "commands that are joined, which are never held against an entry together",
  ".claude/settings.json",
  JSON.stringify({
    permissions: {
      deny: ["Bash(wget * | sh:*)", "Bash(make x && make y)", "Bash(grep 'a|b' *)"],
      ask: ["Bash(curl * | bash)"],
    },
  }),
  3,
);
