import { row } from "./row.ts";
import type { CommandRow } from "./row.ts";

/** Programs that fetch a package by its name and run it, by the documentation of each. */
export const PACKAGE_RUNNERS: readonly CommandRow[] = [
  // docs.npmjs.com/cli/commands/npx; bun.com/docs/pm/bunx.
  row("npx pnpx bunx", {
    runs: ["unknown-package", "-y unknown-package", "--yes unknown-package"],
    tails: [[/^(-p|--package) \S+$/, "unknown-command"]],
    flags: "-y --yes -q --quiet --bun",
    pinned: "npx eslint **",
  }),
  // docs.npmjs.com/cli/commands/npm-exec, npm-init: `npm create x` runs `create-x`.
  row("npm", {
    runs: [
      ...["exec unknown-package", "exec -- unknown-package", "exec --yes -- unknown-package"],
      ...["x unknown-package", "init unknown", "create unknown", "create unknown@latest"],
    ],
    pinned: "npm run {lint,build}",
  }),
  // pnpm.io/cli/dlx, pnpm.io/cli/create; yarnpkg.com/cli/dlx; bun.com/docs/cli/bunx.
  row("pnpm yarn", {
    runs: ["dlx unknown-package", "create unknown"],
    flags: "-s --silent",
    pinned: "pnpm run {lint,build}",
  }),
  row("bun", {
    runs: ["x unknown-package", "create unknown"],
    pinned: "bun run build",
  }),
  // docs.astral.sh/uv/guides/tools, docs.astral.sh/uv/reference/cli: `uv run --with` installs and runs.
  row("uvx", {
    runs: ["unknown-package", "--from unknown-package unknown-command"],
    flags: "-q --quiet",
    pinned: "uvx ruff check **",
  }),
  row("uv", {
    runs: [
      ...["run --with unknown-package unknown-command", "run unknown-command"],
      ...["tool run unknown-package", "x unknown-package"],
    ],
    pinned: "uv run pytest **",
  }),
  // pipx.pypa.io/stable/docs.
  row("pipx", {
    runs: ["run unknown-package", "run --spec unknown-package unknown-command"],
    pinned: "pipx run black --check .",
  }),
  // pkg.go.dev/cmd/go: `go run pkg@version` ignores the module of the folder.
  row("go", {
    runs: ["run example.com/unknown/tool@latest"],
    pinned: "go run ./cmd/report",
  }),
  // nix.dev/manual/nix/latest/command-ref.
  row("nix", {
    runs: ["run github:unknown/flake", "shell nixpkgs#hello -c unknown-command"],
    pinned: "nix build .#app",
  }),
  row("nix-shell", {
    runs: ["-p hello --run unknown-command"],
    pinned: "nix-shell --pure ci.nix",
  }),
  // learn.microsoft.com/dotnet/core/tools/dotnet-tool-exec; guides.rubygems.org/command-reference.
  row("dnx", { runs: ["unknown-package", "unknown-package --yes"], pinned: "dotnet test" }),
  row("dotnet", { runs: ["tool exec unknown-package"], pinned: "dotnet {build,test}" }),
  row("gem", { runs: ["exec unknown-package"], pinned: "gem list" }),
];
