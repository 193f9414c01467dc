import { PUSH, row } from "./row.ts";
import type { CommandRow } from "./row.ts";

/** Programs that run a program which is named among their arguments, by the manual page of each. Interpreters are another family. */
export const BY_ARGUMENT: readonly CommandRow[] = [
  // Programs whose only work is to start another: POSIX.1-2024 (env, nice, nohup, time, xargs), coreutils, util-linux, GNU parallel.
  row(
    "env xargs setsid stdbuf nohup nice time watch parallel entr command exec strace ltrace busybox caffeinate winpty chronic unbuffer torsocks proxychains firejail setarch",
    {
      runs: [
        ...[PUSH, `sh -c '${PUSH}'`, `-n 1 sh -c '${PUSH}'`, `-I % sh -c '${PUSH}'`],
        ...[`60 ${PUSH}`, `-n 10 ${PUSH}`, `sh`, `-0 ${PUSH}`, `A=b ${PUSH}`],
      ],
      tails: [
        [/^\w+=\S+( \w+=\S+)*$/, PUSH],
        [/^(-0|-n ?\S+|-r|-I ?\S+|-P ?\S+|-\d+|\d+m?s?)( (-0|-n ?\S+|-r|-I ?\S+|-P ?\S+))*$/, PUSH],
      ],
      pinned: "npm test",
      severity: "error",
    },
  ),
  // Without a time first, it says what is wrong with it and runs nothing.
  row("timeout", {
    runs: [`60 ${PUSH}`, `60 sh -c '${PUSH}'`, `-k 5 60 ${PUSH}`],
    tails: [[/^(-k ?\S+ |-s ?\S+ )*\d+[smhd]?$/, PUSH]],
    pinned: "npm test",
    severity: "error",
  }),
  row("flock", { runs: [`lock ${PUSH}`, `lock -c '${PUSH}'`], pinned: "npm test" }),
  row("script", { runs: [`-c '${PUSH}' /dev/null`], pinned: "npm test" }),
  row("eval", { runs: [`'${PUSH}'`, PUSH], pinned: "npm test", severity: "error" }),
  // git-scm.com/docs/git: `-c`; git-config: `core.fsmonitor`, `alias`; git-rebase: `--exec`; git-bisect: `run`; git-submodule: `foreach`.
  row("git", {
    runs: [
      `-c 'alias.x=!${PUSH}' x`,
      `-c 'core.fsmonitor=${PUSH}' status`,
      `-c 'core.fsmonitor=${PUSH}' diff`,
      `rebase --exec '${PUSH}' main`,
      `rebase -x '${PUSH}' main`,
      `bisect run ${PUSH}`,
      `submodule foreach '${PUSH}'`,
      `config alias.x '!${PUSH}'`,
      `config core.fsmonitor '${PUSH}'`,
      `config --global core.fsmonitor '${PUSH}'`,
      `difftool --extcmd='${PUSH}' -y`,
      `filter-branch --tree-filter '${PUSH}'`,
    ],
    tails: [
      [/^rebase( |$)/, `--exec '${PUSH}'`],
      [/^config( --(global|local|add))+$/, `core.fsmonitor '${PUSH}'`],
    ],
    pinned: "git {status,log,diff,show} **",
    severity: "error",
  }),
  // find(1): `-exec`, `-execdir`, `-ok`.
  row("find", {
    runs: [`. -exec ${PUSH} ';'`, `. -type f -exec ${PUSH} ';'`, `-exec ${PUSH} ';'`],
    tails: [
      [/^(?!.*-exec)/, `-exec ${PUSH} ';'`],
      [/-(exec|execdir|ok)$/, `${PUSH} ';'`],
    ],
    pinned: "find . -name *",
  }),
  // github.com/sharkdp/fd: `-x`, `-X`; github.com/BurntSushi/ripgrep runs `--pre` for every file, which readers of `rg **` do not mean.
  row("fd fdfind", {
    runs: [`-x ${PUSH}`, `. -x ${PUSH}`, `-t f -x ${PUSH}`],
    pinned: "fd * src",
  }),
  // gnu.org/software/tar/manual: `--checkpoint-action`, `--to-command`, `-I`.
  row("tar gtar bsdtar", {
    runs: [
      `-cf /dev/null /dev/null --checkpoint=1 --checkpoint-action=exec='${PUSH}'`,
      `-xf archive.tar --to-command='${PUSH}'`,
      `xf archive.tar --to-command='${PUSH}'`,
      `-xzf archive.tar.gz --to-command='${PUSH}'`,
    ],
    tails: [[/^-?[a-z]*x[a-z]*f?( |$)/, `--to-command='${PUSH}'`]],
    pinned: "tar -tf *",
  }),
  row("zip", {
    runs: [`/dev/null /dev/null -T -TT '${PUSH} #'`],
    pinned: "zip -r out.zip dist",
  }),
  // gnu.org/software/sed/manual: command `e`; POSIX.1-2024, ed: `!`.
  row("sed gsed", {
    runs: [`'1e ${PUSH}' /dev/null`, `-n '1e ${PUSH}' /dev/null`, `-i '1e ${PUSH}' notes.txt`],
    pinned: "sed -n * src/app.ts",
    severity: "warning",
  }),
  row("ed ex", { runs: ["-s notes.txt"], pinned: "sed -n * notes.txt" }),
  // rsync(1): `-e`; scp(1): `-S`; ssh(1) is another family.
  row("rsync", {
    runs: [`-e '${PUSH}' build.example.com: out`, `-av -e '${PUSH}' build.example.com: out`],
    tails: [[/^-a?v?z?$/, `-e '${PUSH}' build.example.com: out`]],
    pinned: "rsync -a dist/ public/",
  }),
  row("scp sftp", {
    runs: [
      `-S './run.sh' build.example.com: out`,
      `-o 'ProxyCommand=${PUSH}' build.example.com: out`,
    ],
    pinned: "cp dist/app.js public",
  }),
  // less(1): `+!`; vim(1): `-c`; emacs(1): `--eval`; man(1): `-P`; nano(1): `-s`.
  row("less more", {
    runs: [`'+!${PUSH}' /dev/null`, `'+!${PUSH}' package.json`],
    pinned: "cat **",
  }),
  row("man", { runs: [`-P '${PUSH}' ls`, `--pager='${PUSH}' ls`], pinned: "man ls" }),
  row("vim vi nvim view gvim", {
    runs: [`-c '!${PUSH}' -c q`, `-es -c '!${PUSH}' -c q`, `-c ':!${PUSH}'`, `'+!${PUSH}'`],
    flags: "-R -n -e -s",
    pinned: "cat src/**",
  }),
  row("emacs", { runs: [`--batch --eval '(shell-command "${PUSH}")'`], pinned: "cat src/**" }),
  // sourceware.org/gdb: `-ex`; sqlite.org/cli.html: `.shell`; postgresql.org/docs/current/app-psql.html: `\!`.
  row("gdb lldb", {
    runs: [`-batch -ex 'shell ${PUSH}'`, `-ex 'shell ${PUSH}'`],
    pinned: "npm test",
  }),
  row("sqlite", {
    runs: [`:memory: '.shell ${PUSH}'`],
    pinned: "sqlite3 -readonly app.db .schema",
  }),
  // gnu.org/software/make/manual: `--eval`.
  row("make gmake", {
    runs: [`--eval='x:;${PUSH}' x`],
    pinned: "make {build,test}",
    severity: "warning",
  }),
  // Run a program in an environment: by the documentation of each.
  row("pnpm", { runs: [`exec ${PUSH}`, `-r exec ${PUSH}`], pinned: "pnpm exec eslint **" }),
  row("yarn", { runs: [`exec '${PUSH}'`, `exec ${PUSH}`], pinned: "yarn run lint" }),
  row(
    "poetry pipenv pdm hatch rye pixi conda mamba devbox bundle mise rtx asdf direnv nvm op doppler dotenv infisical hermit",
    {
      runs: [
        ...[`run ${PUSH}`, `exec ${PUSH}`, `exec . ${PUSH}`, `run -- ${PUSH}`, `exec -- ${PUSH}`],
        ...[`x -- ${PUSH}`, `-- ${PUSH}`, `run -n base ${PUSH}`],
      ],
      tails: [[/^(run|exec)( -\S+| --)*$/, PUSH]],
      pinned: "poetry run pytest **",
      severity: "error",
    },
  ),
];
