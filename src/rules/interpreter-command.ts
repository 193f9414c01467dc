import { defineRule } from "../lint/rule.ts";

/** Interpreters and the words that make each run code given on the command line. Sources: each program's manual page. */
const INTERPRETERS: readonly (readonly [program: string, example: string])[] = [
  ["node", `node -e 'require("fs").rmSync("src", { recursive: true })'`],
  ["python3", `python3 -c 'import shutil; shutil.rmtree("src")'`],
  ["python", `python -c 'import shutil; shutil.rmtree("src")'`],
  ["bash", "bash -c 'rm -rf src'"],
  ["sh", "sh -c 'rm -rf src'"],
];

export const interpreterCommand = defineRule({
  id: "interpreter-command",
  summary: "A grant lets the agent run an interpreter with any code",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check({ subject, grants, decide }) {
    for (const clause of subject.stages.flatMap((stage) => stage.clauses)) {
      if (clause.effect !== "allow" || clause.where.command === undefined) continue;
      for (const [program, command] of INTERPRETERS) {
        const witness = { tool: "shell", args: { command } };
        if (!grants(clause, witness) || decide(witness).decision !== "allow") continue;
        const message = `this lets the agent run any code with \`${program}\`; name the scripts it needs instead`;
        yield { at: { path: [...clause.at, "command"] }, message, witness };
        break;
      }
    }
  },
});
