import type { Decision } from "../../model/call.ts";
import type { Clause, Constraints } from "../../model/clause.ts";
import { parseCommandPattern } from "../../model/command-pattern.ts";
import { parseHostPattern } from "../../model/host-pattern.ts";
import { parsePathPattern } from "../../model/path-pattern.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { failed } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import { parseToolPattern } from "../../model/tool-pattern.ts";
import type { ToolPattern } from "../../model/tool-pattern.ts";
import type { EntryTest } from "./entry.ts";

/** Where an entry stands, and what it is. */
export interface EntryAt {
  readonly file: string;
  readonly at: SymbolicPath;
  readonly source: string;
  readonly effect: Decision;
  readonly test: EntryTest;
}

/** An entry as a clause: its tools and patterns in Ambit's words, at least as wide as what it grants. */
export function clauseOf({ file, at, source, effect, test }: EntryAt): Clause {
  const tools = toolsOf(test);
  const where = whereOf(test, source);
  const id = shownShort(source, 100);
  return { id, file, at, effect, tools, where, except: [], faulty: false };
}

function toolsOf(test: EntryTest): readonly ToolPattern[] {
  const name = (): string => {
    switch (test.kind) {
      case "command":
      case "prefix":
        return "shell";
      case "path":
        return test.act === "read" ? "file.read" : "file.write";
      case "host":
        return "web.fetch";
      case "tool":
        return `mcp:${test.server}/${test.tool.replaceAll("?", "*")}`;
    }
  };
  const read = parseToolPattern(name());
  return failed(read) ? [{ kind: "any", source: name() }] : read.value;
}

function whereOf(test: EntryTest, source: string): Constraints {
  switch (test.kind) {
    case "command":
      return { command: [commandOf([test.base], true, source)], files: "any" };
    case "prefix":
      return { command: [commandOf(test.text.split(/\s+/), false, source)], files: "any" };
    case "path": {
      const text = test.glob.replaceAll("?", "*").replaceAll(/\*\*+(?!\/|$)/g, "*");
      const read = parsePathPattern(text.replaceAll(/(?<=[^/*])\*\*/g, "*"));
      if (failed(read)) return {};
      return { path: [{ source, choices: read.value.choices }] };
    }
    case "host": {
      const read = parseHostPattern(test.pattern);
      return failed(read) ? {} : { host: [{ ...read.value, source }] };
    }
    case "tool":
      return {};
  }
}

/** The words and anything behind them; a star in a word stays one where `globs` says so. */
function commandOf(words: readonly string[], globs: boolean, source: string) {
  const escaped = words.map((word) =>
    word.replace(globs ? /[^\w./=@%+,*?:-]/gu : /[^\w./=@%+,:-]/gu, (char) => `\\${char}`),
  );
  const text = escaped.join(" ").replaceAll("?", "*").replaceAll(/\*\*+/g, "*");
  const read = parseCommandPattern(`${text} **`);
  return { source, choices: failed(read) ? [{ words: [], rest: true }] : read.value.choices };
}
