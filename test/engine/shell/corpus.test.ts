import { describe, expect, test } from "vitest";
import type { Command, ShellPart, View } from "../../../src/model/command.ts";
import { readShell } from "../../../src/engine/shell/read.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import { CONTEXT, corpus } from "./corpus.ts";
import { showReading } from "./notation.ts";

const grammars = await loadGrammars();

const all = corpus();

describe.each([...new Set(all.map(({ file }) => file))])("%s", (file) => {
  const entries = all.filter((entry) => entry.file === file);

  test.each(entries)("$line", (entry) => {
    const reading = readShell(
      entry.line,
      { ...CONTEXT, dialect: entry.dialect ?? "bash" },
      grammars,
    );
    expect(reading.unreadable).toBe(entry.unreadable);
    expect(showReading(reading)).toEqual({ parts: entry.parts ?? [], views: entry.views ?? [] });
  });

  test.each(entries.filter(({ zap }) => zap === true))("a deny of `zap` sees $line", (entry) => {
    const reading = readShell(
      entry.line,
      { ...CONTEXT, dialect: entry.dialect ?? "bash" },
      grammars,
    );
    expect(reading.unreadable !== undefined || reading.parts.some(partRunsZap)).toBe(true);
  });
});

function partRunsZap(part: ShellPart): boolean {
  if (part.kind !== "command") return false;
  return (
    runsZap(part.command) || part.views.some(viewRunsZap) || (part.inner ?? []).some(partRunsZap)
  );
}

function viewRunsZap(view: View): boolean {
  return view.kind === "hidden" || (view.kind === "command" && runsZap(view.command));
}

function runsZap({ words: [program] }: Command): boolean {
  return (
    program !== undefined && (!program.known || /(?:^|[/\\])zap(?:\.exe)?$/i.test(program.text))
  );
}
