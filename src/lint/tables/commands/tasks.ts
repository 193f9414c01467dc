import { row } from "./row.ts";
import type { CommandRow } from "./row.ts";

/** Runners of any task that a file of the workspace defines, and those files; by the documentation of each. */
export const TASKS: readonly CommandRow[] = [
  // docs.npmjs.com/cli/using-npm/scripts; pnpm.io/cli/run; yarnpkg.com/cli/run; bun.com/docs/cli/run.
  row("npm pnpm yarn bun", {
    runs: [
      "run new-script",
      "run-script new-script",
      "new-script",
      "-r run new-script",
      "--silent run new-script",
    ],
    tails: [[/^(-C|-F|-w|--dir|--filter|--prefix|--workspace|workspace) \S+ run$/, "new-script"]],
    flags: "-r -s --silent --if-present",
    pinned: "npm run {lint,build}",
    files: ["package.json"],
  }),
  row("nx turbo lerna", {
    runs: ["run new-script", "run app:new-script", "exec new-script"],
    pinned: "nx run app:build",
    files: ["package.json", "project.json"],
  }),
  // gnu.org/software/make/manual; just.systems/man; taskfile.dev; ruby.github.io/rake; mage.
  row("make gmake", {
    runs: ["new-target"],
    tails: [[/^-C \S+$/, "new-target"]],
    flags: "-s -k -B",
    pinned: "make {build,test}",
    files: ["Makefile", "makefile", "GNUmakefile"],
  }),
  row("just", {
    runs: ["new-recipe"],
    pinned: "just test",
    files: ["justfile", "Justfile", ".justfile"],
  }),
  row("task", {
    runs: ["new-task"],
    pinned: "task test",
    files: ["Taskfile.yml", "Taskfile.yaml"],
  }),
  row("rake thor", { runs: ["new_task"], pinned: "rake test", files: ["Rakefile", "Thorfile"] }),
  row("mise", {
    runs: ["run new-task"],
    pinned: "mise run test",
    files: ["mise.toml", ".mise.toml"],
  }),
  row("deno", {
    runs: ["task new-task"],
    pinned: "deno task build",
    files: ["deno.json", "deno.jsonc"],
  }),
  row("composer", {
    runs: ["run new-script", "run-script new-script", "new-script"],
    pinned: "composer run test",
    files: ["composer.json"],
  }),
  // docs.gradle.org; maven.apache.org; ant.apache.org; scala-sbt.org; the wrapper scripts run the same files.
  row("gradle gradlew", {
    runs: ["newTask"],
    pinned: "./gradlew test",
    files: ["build.gradle", "build.gradle.kts"],
  }),
  row("mvn mvnw", { runs: ["new:goal"], pinned: "mvn test", files: ["pom.xml"] }),
  row("ant", { runs: ["new-target"], pinned: "ant test", files: ["build.xml"] }),
  // docs.pyinvoke.org; nox.thea.codes; tox.wiki; poethepoet.natn.io.
  row("invoke inv", { runs: ["new-task"], pinned: "invoke test", files: ["tasks.py"] }),
  row("nox", { runs: ["-s new_session"], pinned: "nox -s lint", files: ["noxfile.py"] }),
  row("tox", { runs: ["-e new"], pinned: "tox -e py312", files: ["tox.ini", "pyproject.toml"] }),
  row("poe", { runs: ["new-task"], pinned: "poe test", files: ["pyproject.toml"] }),
  row("cargo", {
    runs: ["make new-task", "xtask new-task"],
    pinned: "cargo test",
    files: ["Makefile.toml", "xtask/src/main.rs"],
  }),
];
