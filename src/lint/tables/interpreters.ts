import { PUSH } from "./commands/row.ts";
import type { CommandRow } from "./commands/row.ts";

/** A program that runs code which stands on its own command line. */
interface Interpreter {
  /** Without folder and version: `python` is also `python3` and `python3.12`. */
  readonly names: readonly string[];
  /** Words that make it run code, the most usual first. */
  readonly runs: readonly (readonly string[])[];
  /** Options without a value that change nothing about that, so that a grant of `python3 -u **` is as open as `python3 **`. */
  readonly flags: readonly string[];
  /** What a grant could name instead. */
  readonly pinned: string;
  /** The shell that has such a command; absent: a program, which every shell starts. */
  readonly shell?: string;
}

const JS = `require("fs").rmSync("src", { recursive: true })`;
const PYTHON = `import shutil; shutil.rmtree("src")`;

/**
 * Interpreters, by the manual page of each. Package runners (`npx`, `uvx`), task runners and programs that run others by an
 * argument (`find -exec`) are other families.
 */
const TABLE: readonly Interpreter[] = [
  {
    // POSIX.1-2024, sh: `-c`; bash(1), zsh(1), dash(1), ksh(1), fish(1).
    names: ["bash", "sh", "zsh", "dash", "ksh", "mksh", "ash", "fish"],
    runs: [
      ["-c", PUSH],
      ["-lc", PUSH],
      ["-ic", PUSH],
    ],
    flags: ["-l", "-i", "-e", "-u", "-x", "--login", "--norc", "--noprofile"],
    pinned: "scripts/build.sh",
  },
  {
    // learn.microsoft.com/powershell: about_pwsh, about_PowerShell_exe.
    names: ["pwsh", "powershell"],
    runs: [["-Command", PUSH], ["-c", PUSH], [PUSH]],
    flags: ["-NoProfile", "-NonInteractive", "-NoLogo"],
    pinned: "-File scripts/build.ps1",
  },
  {
    // learn.microsoft.com/powershell: Invoke-Expression, and its alias.
    names: ["Invoke-Expression", "iex"],
    runs: [[PUSH], ["-Command", PUSH]],
    flags: [],
    pinned: "'scripts/build.ps1'",
    shell: "powershell",
  },
  {
    // learn.microsoft.com/windows-server: cmd.
    names: ["cmd"],
    runs: [
      ["/c", PUSH],
      ["/C", PUSH],
      ["/k", PUSH],
    ],
    flags: ["/d", "/s", "/q"],
    pinned: "/c build.cmd",
  },
  {
    // nodejs.org/api/cli.html: `-e`, `-p`; tsx.is/node-enhancement and typestrong.org/ts-node/docs/usage take the same.
    names: ["node", "nodejs", "tsx", "ts-node"],
    runs: [["-e", JS], ["--eval", JS], ["-p", JS], ["-pe", JS], [`--eval=${JS}`]],
    flags: ["--experimental-strip-types", "--enable-source-maps", "--no-warnings"],
    pinned: "scripts/build.js",
  },
  {
    // bun.com/docs/runtime: `-e`, `-p`.
    names: ["bun"],
    runs: [
      ["-e", JS],
      ["--eval", JS],
      ["-p", JS],
    ],
    flags: ["--bun", "--silent"],
    pinned: "run build",
  },
  {
    // docs.deno.com/runtime/reference/cli/eval: all permissions are granted.
    names: ["deno"],
    runs: [
      ["eval", `Deno.removeSync("src", { recursive: true })`],
      ["run", "--allow-all", "https://example.com/script.ts"],
      ["run", "-A", "https://example.com/script.ts"],
    ],
    flags: [],
    pinned: "task build",
  },
  {
    // docs.python.org/3/using/cmdline.html: `-c`, also glued to its code; `py` is the launcher for Windows.
    names: ["python", "pypy", "py", "ipython"],
    runs: [["-c", PYTHON], [`-c${PYTHON}`]],
    flags: ["-u", "-B", "-E", "-I", "-s", "-S", "-O", "-OO", "-q", "-3"],
    pinned: "scripts/report.py",
  },
  {
    // ruby(1): `-e`.
    names: ["ruby", "jruby"],
    runs: [["-e", `require "fileutils"; FileUtils.rm_rf("src")`]],
    flags: ["-w", "-n", "-p"],
    pinned: "scripts/report.rb",
  },
  {
    // perlrun(1): `-e`, `-E`, in clusters and glued to the code.
    names: ["perl"],
    runs: [
      ["-e", `system "${PUSH}"`],
      ["-E", `system "${PUSH}"`],
      ["-ne", `system "${PUSH}"`],
      ["-pe", `system "${PUSH}"`],
      [`-esystem "${PUSH}"`],
    ],
    flags: ["-w", "-n", "-p", "-l", "-i"],
    pinned: "scripts/report.pl",
  },
  {
    // php.net/manual/en/features.commandline.options.php: `-r`.
    names: ["php"],
    runs: [
      ["-r", `system("${PUSH}");`],
      ["--run", `system("${PUSH}");`],
    ],
    flags: ["-n"],
    pinned: "artisan test",
  },
  {
    // lua(1): `-e`.
    names: ["lua", "luajit"],
    runs: [["-e", `os.execute("${PUSH}")`]],
    flags: ["-E", "-W"],
    pinned: "scripts/report.lua",
  },
  {
    // cran.r-project.org/doc/manuals/R-intro.html, appendix B.1; Rscript(1).
    names: ["Rscript", "R"],
    runs: [
      ["-e", `unlink("src", recursive = TRUE)`],
      ["--slave", "-e", `unlink("src", recursive = TRUE)`],
    ],
    flags: ["--vanilla", "--quiet", "--no-save", "--slave", "--no-echo"],
    pinned: "scripts/report.R",
  },
  {
    // docs.julialang.org/en/v1/manual/command-line-interface.
    names: ["julia"],
    runs: [
      ["-e", `rm("src", recursive = true)`],
      ["--eval", `rm("src", recursive = true)`],
      ["-E", `rm("src", recursive = true)`],
    ],
    flags: ["--startup-file=no", "-q"],
    pinned: "--project=. test/runtests.jl",
  },
  {
    // POSIX.1-2024, awk: `system`, and `|` to a command; gawk(1): `-e`.
    names: ["awk", "gawk", "mawk", "nawk"],
    runs: [[`BEGIN { system("${PUSH}") }`]],
    flags: [],
    pinned: "-f scripts/report.awk data.txt",
  },
  {
    // hexdocs.pm/elixir, `elixir --help`: `-e`.
    names: ["elixir", "iex"],
    runs: [["-e", `File.rm_rf!("src")`]],
    flags: [],
    pinned: "scripts/report.exs",
  },
  {
    // groovy-lang.org/groovy-dev-kit.html, groovy(1): `-e`; scala-lang.org: `scala -e`.
    names: ["groovy", "scala"],
    runs: [["-e", `new File("src").deleteDir()`]],
    flags: [],
    pinned: "scripts/report.groovy",
  },
  {
    // osascript(1): `-e`.
    names: ["osascript"],
    runs: [["-e", `do shell script "${PUSH}"`]],
    flags: [],
    pinned: "scripts/notify.scpt",
  },
  {
    // gnu.org/software/guile/manual: `-c`; docs.racket-lang.org/reference/running-sa.html: `-e`.
    names: ["guile", "racket"],
    runs: [
      ["-c", `(system "${PUSH}")`],
      ["-e", `(system "${PUSH}")`],
    ],
    flags: [],
    pinned: "scripts/report.scm",
  },
];

/** The interpreters as rows of the table of commands. */
export const INTERPRETERS: readonly CommandRow[] = TABLE.map((one) => ({
  ...one,
  tails: [],
  files: [],
}));
