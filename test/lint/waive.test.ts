import { describe, expect, it } from "vitest";
import { RULES } from "../../src/rules/index.ts";
import { lintText } from "../support/check.ts";

const HEAD = "ambit: 1\nagent: { id: bot, owner: a@example.com }\nrules:\n";

/** What is found, by code, and what the waivers hide. */
function codes(rules: string): { found: string[]; waived: string[] } {
  const { findings, waived } = lintText(HEAD + rules, RULES);
  const regular = findings.filter(({ persona }) => persona === "regular");
  return { found: regular.map(({ code }) => code), waived: waived.map(({ code }) => code) };
}

const BROAD = `  - { id: run, allow: shell, command: "python3 **" }`;

describe("a waiver", () => {
  it.each([
    ["behind the finding", `${BROAD} # ambit: ignore[interpreter-command] in a container\n`],
    ["alone above it", `  # ambit: ignore[interpreter-command] in a container\n${BROAD}\n`],
    [
      "above other comments and blank lines",
      `  # ambit: ignore[interpreter-command] in a container\n\n  # Why not.\n${BROAD}\n`,
    ],
    ["with the line ends of Windows", `${BROAD} # ambit: ignore[interpreter-command] x\r\n`],
    ["for several rules", `${BROAD} # ambit: ignore[interpreter-command, interpreter-command] x\n`],
    [
      "at an item of a list",
      "  - id: run\n    allow: shell\n    command:\n      - python3 **  #ambit:ignore[interpreter-command] x\n      - git log\n",
    ],
  ])("%s hides it", (_, rules) => {
    expect(codes(rules)).toEqual({ found: [], waived: ["interpreter-command"] });
  });

  it.each([
    [
      "without a reason",
      `${BROAD} # ambit: ignore[interpreter-command]  \n`,
      ["waiver-without-reason"],
    ],
    [
      "for another line",
      `# ambit: ignore[interpreter-command] x\n  - { id: a, allow: file.read, path: a }\n${BROAD}\n`,
      ["unused-waiver"],
    ],
    ["for no rule", `${BROAD} # ambit: ignore[yaml-syntax] x\n`, ["waiver-of-unknown-rule"]],
    ["without a name", `${BROAD} # ambit: ignore[] x\n`, ["waiver-of-unknown-rule"]],
    ["for __proto__", `${BROAD} # ambit: ignore[__proto__] x\n`, ["waiver-of-unknown-rule"]],
    [
      "in a text",
      `  - { id: run, allow: shell, command: "python3 **", because: "no # ambit: ignore[interpreter-command] x" }\n`,
      [],
    ],
    [
      "in a long text",
      `  - id: run\n    allow: shell\n    command: python3 **\n    because: |\n      a\n      # ambit: ignore[interpreter-command] x\n`,
      [],
    ],
    [
      "of a comment in a word",
      `${BROAD}#ambit: ignore[interpreter-command] x\n`.replace(" }#", " } a#"),
      ["missing-effect", "non-string-key", "yaml-syntax"],
    ],
  ])("%s hides nothing", (_, rules, faults) => {
    const { found, waived } = codes(rules);
    expect(waived).toEqual([]);
    expect(found.filter((code) => code !== "interpreter-command").toSorted()).toEqual(faults);
  });

  it("that is no longer needed is found", () => {
    const rules = `  - { id: run, allow: shell, command: "git log" } # ambit: ignore[interpreter-command] x\n`;
    expect(codes(rules)).toEqual({ found: ["unused-waiver"], waived: [] });
  });
});
