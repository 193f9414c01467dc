import { row } from "./row.ts";
import type { CommandRow } from "./row.ts";

const PACKAGE = "unknown-package";

/** Programs that install what is named, by the documentation of each. What a lock file pins (`npm ci`) is none of it. */
export const INSTALLS: readonly CommandRow[] = [
  // docs.npmjs.com/cli/commands/npm-install; pnpm.io/cli/add; yarnpkg.com/cli/add; bun.com/docs/cli/add.
  row("npm pnpm yarn bun", {
    runs: [
      `install ${PACKAGE}`,
      `i ${PACKAGE}`,
      `add ${PACKAGE}`,
      `install -g ${PACKAGE}`,
      `global add ${PACKAGE}`,
    ],
    tails: [
      [/^(install|i|add)( -\S+)*$/, PACKAGE],
      [/^(-w|-C|--dir|--filter|--prefix) \S+ (install|i|add)$/, PACKAGE],
    ],
    flags: "-w -r -s --silent",
    pinned: "npm ci",
  }),
  row("npm", {
    runs: [`update ${PACKAGE}`, `link ${PACKAGE}`],
    pinned: "npm ci",
    severity: "info",
  }),
  // pip.pypa.io/en/stable/cli/pip_install: a source distribution runs its build.
  row("pip", {
    runs: [`install ${PACKAGE}`, `install -U ${PACKAGE}`],
    tails: [[/^install( (?!-r|-c|-e|--requirement|--constraint|--editable)-\S+)*$/, PACKAGE]],
    pinned: "pip install -r requirements.txt",
  }),
  row("python py", {
    runs: [`-m pip install ${PACKAGE}`],
    tails: [[/^-m pip install( -U| --user| --upgrade)*$/, PACKAGE]],
    pinned: "python -m pip install -r requirements.txt",
  }),
  // docs.astral.sh/uv/reference/cli; python-poetry.org/docs/cli; pdm-project.org; docs.conda.io.
  row("uv", {
    runs: [`add ${PACKAGE}`, `pip install ${PACKAGE}`, `tool install ${PACKAGE}`],
    tails: [[/^(add|pip install)( --dev)?$/, PACKAGE]],
    pinned: "uv sync",
  }),
  row("poetry pdm hatch rye pixi", {
    runs: [`add ${PACKAGE}`],
    tails: [[/^add( -\S+)*$/, PACKAGE]],
    pinned: "poetry install",
  }),
  row("pipx pipenv conda mamba micromamba", {
    runs: [`install ${PACKAGE}`, `install -y ${PACKAGE}`],
    tails: [[/^install( -y| --yes)*$/, PACKAGE]],
    pinned: "pipenv sync",
  }),
  row("easy_install", { runs: [PACKAGE], pinned: "pip install -r requirements.txt" }),
  // doc.rust-lang.org/cargo/commands; pkg.go.dev/cmd/go; guides.rubygems.org; bundler.io; getcomposer.org/doc/03-cli.md.
  row("cargo", {
    runs: [`install ${PACKAGE}`, `add ${PACKAGE}`, `install --git https://example.com/x`],
    tails: [[/^(install|add)( -\S+)*$/, PACKAGE]],
    pinned: "cargo build --locked",
  }),
  row("go", {
    runs: ["install example.com/unknown/tool@latest", "get example.com/unknown/module"],
    tails: [[/^get( -u)?$/, "example.com/unknown/module"]],
    pinned: "go mod download",
  }),
  row("gem bundle", { runs: [`install ${PACKAGE}`, `add ${PACKAGE}`], pinned: "bundle install" }),
  row("composer", {
    runs: [`require unknown/package`, `global require unknown/package`],
    pinned: "composer install",
  }),
  row("dotnet", {
    runs: [`add package Unknown.Package`, `tool install Unknown.Tool`],
    tails: [[/^add \S+ package$/, "Unknown.Package"]],
    pinned: "dotnet restore",
  }),
  row("deno", {
    runs: [`add npm:${PACKAGE}`, `install npm:${PACKAGE}`],
    pinned: "deno install --frozen",
  }),
  // docs.brew.sh/Manpage; apt-get(8); dnf(8); pacman(8); apk(8); zypper(8); docs.chocolatey.org; learn.microsoft.com/windows/package-manager.
  row("brew port", {
    runs: [`install ${PACKAGE}`, `install --cask ${PACKAGE}`, "tap unknown/tap"],
    pinned: "brew list",
  }),
  row("apt apt-get aptitude dnf yum zypper", {
    runs: [`install ${PACKAGE}`, `install -y ${PACKAGE}`, `-y install ${PACKAGE}`],
    tails: [[/^install( -y| --no-install-recommends)*$/, PACKAGE]],
    pinned: "apt list **",
  }),
  row("apk", { runs: [`add ${PACKAGE}`, `add --no-cache ${PACKAGE}`], pinned: "apk list **" }),
  row("pacman yay paru", {
    runs: [`-S ${PACKAGE}`, `-S --noconfirm ${PACKAGE}`, "-Syu"],
    pinned: "pacman -Q **",
  }),
  row("snap flatpak choco winget scoop", {
    runs: [`install ${PACKAGE}`, `install -y ${PACKAGE}`, `install --classic ${PACKAGE}`],
    pinned: "winget list",
  }),
  row("nix-env", { runs: [`-i ${PACKAGE}`, `-iA nixpkgs.hello`], pinned: "nix-env -q" }),
  // Extensions run with the rights of the program that loads them.
  row("code cursor codium", {
    runs: ["--install-extension unknown.extension"],
    pinned: "code --list-extensions",
  }),
  row("gh", { runs: ["extension install unknown/gh-extension"], pinned: "gh extension list" }),
  row("helm krew", {
    runs: ["install web example/web", `install ${PACKAGE}`, "plugin install https://example.com/x"],
    pinned: "helm list",
  }),
  row("claude codex gemini", {
    runs: ["mcp add unknown npx unknown-package", "plugin install unknown"],
    pinned: "claude mcp list",
  }),
];
