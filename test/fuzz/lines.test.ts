import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readShell } from "../../src/engine/shell/read.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { CONTEXT, corpus } from "../engine/shell/corpus.ts";
import { bounded, expectGrowth, fuzz, THOROUGH } from "./budget.ts";
import { LINES } from "./hostile-lines.ts";
import { mutated, noise } from "./inputs.ts";
import { engineOf, judge, POLICY, read } from "./subject.ts";

const grammars = await loadGrammars();
const engine = engineOf(read(POLICY));

describe("whatever a command line is", () => {
  const known = corpus().map(({ line }) => line);

  fuzz(
    "it is read and decided",
    fc.tuple(fc.oneof(mutated(known), noise), fc.constantFrom("bash", "powershell")),
    ([line, dialect]) => {
      const { parts } = readShell(line, { ...CONTEXT, dialect }, grammars);
      for (const { start, end } of parts) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(line.length);
      }
      judge(engine, { tool: "shell", args: { command: line }, context: { dialect } });
    },
  );
});

describe("a long command line takes time with its length", () => {
  const size = THOROUGH ? 40_000 : 8_000;

  it.each(Object.entries(LINES))("%s", { timeout: 120_000 }, (_, make) => {
    expectGrowth((length) => {
      const command = make(length);
      return () => {
        engine.decide({
          tool: "shell",
          args: { command },
          context: { workspace: "/ws", home: "/home/u", cwd: "/ws", dialect: "bash" },
        });
      };
    }, size);
  });

  const named = [
    "words",
    "pipes",
    "parens",
    "dquotes",
    "backticks",
    "dollarparen",
    "longword",
    "noise",
  ];

  it.each(named)("100 kB of %s", { timeout: 60_000 }, (name) => {
    const command = LINES[name]?.(100_000) ?? "";
    expect(command.length).toBeGreaterThan(99_000);
    bounded(() => void judge(engine, { tool: "shell", args: { command } }));
  });

  it.each(Object.entries(LINES))("%s, in PowerShell", { timeout: 120_000 }, (_, make) => {
    expectGrowth((length) => {
      const line = make(length);
      return () => {
        readShell(line, { ...CONTEXT, dialect: "powershell" }, grammars);
      };
    }, size / 4);
  });
});
