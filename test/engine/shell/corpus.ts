import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { ShellContext } from "../../../src/model/command.ts";

/** One command line of the corpus; `test/corpus/shell/README.md` explains the fields. */
export interface Entry {
  readonly file: string;
  readonly line: string;
  readonly zap?: boolean;
  readonly run?: boolean;
  readonly dialect?: "powershell";
  readonly unreadable?: string;
  readonly parts?: readonly string[];
  readonly views?: readonly string[];
}

/** Where the corpus is read: a workspace `/ws`, which is also the folder. */
export const CONTEXT: ShellContext = {
  dialect: "bash",
  workspace: "/ws",
  home: "/home/u",
  folder: "/ws",
};

/** The folder that `{BIN}` stands for. */
export const BIN = "/bin-of-test";

/** The whole corpus, `{BIN}` replaced. */
export function corpus(): readonly Entry[] {
  const folder = fileURLToPath(new URL("../../corpus/shell/", import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return files.flatMap((file) => {
    const entries = parse(readFileSync(folder + file, "utf8")) as readonly Omit<Entry, "file">[];
    return entries.map((entry) => ({ ...entry, file, line: entry.line.replaceAll("{BIN}", BIN) }));
  });
}
