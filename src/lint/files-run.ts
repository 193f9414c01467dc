import type { CommandChoice } from "../model/command-pattern.ts";
import { rowsOf } from "./tables/commands/families.ts";
import { bareName } from "./shell-grants.ts";

/** The files of the workspace that a command runs, as far as its words name them. */
export function filesRunBy({ words }: CommandChoice): readonly string[] {
  const [program = "", ...rest] = words.map(
    ({ glob, home }) => (home ? "~/" : "") + glob.join("example"),
  );
  if (program === "" || program.startsWith("/") || program.startsWith("~")) return [];
  const rows = rowsOf(program);
  const files = isInWorkspace(program) ? [program.replace(/^\.\//, "")] : [];
  if (
    isScript(
      rest,
      rows.some(({ family }) => family === "interpreter-command"),
    )
  )
    files.push(...rest.filter((word) => !word.startsWith("-")).slice(0, 1));
  for (const { family, files: tasks } of rows)
    if (family === "task-runner" && namesTask(bareName(program), rest)) files.push(...tasks);
  return files.map((file) => file.replace(/^\.\//, ""));
}

function isInWorkspace(program: string): boolean {
  return program.includes("/") && !program.startsWith("../");
}

/** The first word that is no option is the file; behind `-c`, `-e` and `-m` stands something else. */
function isScript(rest: readonly string[], interprets: boolean): boolean {
  if (!interprets) return false;
  const [first = ""] = rest.filter((word) => !QUIET.test(word));
  return SCRIPT.test(first);
}

/** Options of interpreters without a value that change nothing about it. */
const QUIET = /^(-[uBEIsSOqxelnw]|--no-warnings|--enable-source-maps|-NoProfile|-File)$/;
const SCRIPT = /^(?![-/~])[^\s:]*\.(sh|bash|zsh|py|js|mjs|cjs|ts|mts|rb|pl|php|lua|R|jl|ps1|exs)$/;

/** Does the command run a task, rather than install or show something? */
function namesTask(program: string, [first, second]: readonly string[]): boolean {
  if (!PACKAGES.has(program)) return first !== undefined && !first.startsWith("-");
  if (first === "run" || first === "run-script") return second !== undefined;
  return first !== undefined && LIFE.has(first);
}

/** docs.npmjs.com/cli/using-npm/scripts: what runs scripts without `run`. */
const PACKAGES = new Set(["npm", "pnpm", "yarn", "bun"]);
const LIFE = new Set(["test", "t", "start", "stop", "restart"]);
