/**
 * Short options and their long forms, for programs that people deny by option. A `deny` of the one also sees the other. Letters by which a
 * program means different things in its subcommands are listed by subcommand.
 * Sources: the programs' manual pages (GNU coreutils 9.1, git 2.39, docker 28, npm 10, curl 7.88, GNU tar 1.34, GNU sed 4.8, GNU find 4.9).
 */
const OPTION_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  rm: { r: "recursive", R: "recursive", f: "force", i: "interactive", d: "dir", v: "verbose" },
  cp: {
    r: "recursive",
    R: "recursive",
    f: "force",
    a: "archive",
    l: "link",
    s: "symbolic-link",
    t: "target-directory",
  },
  mv: { f: "force", t: "target-directory" },
  ln: { f: "force", s: "symbolic" },
  chmod: { R: "recursive" },
  chown: { R: "recursive" },
  chgrp: { R: "recursive" },
  mkdir: { p: "parents", m: "mode" },
  rmdir: { p: "parents" },
  sed: { i: "in-place", n: "quiet", e: "expression", f: "file" },
  sort: { o: "output" },
  grep: { r: "recursive", R: "dereference-recursive", f: "file" },
  tar: {
    c: "create",
    x: "extract",
    t: "list",
    f: "file",
    r: "append",
    u: "update",
    P: "absolute-names",
  },
  curl: {
    o: "output",
    O: "remote-name",
    T: "upload-file",
    X: "request",
    d: "data",
    F: "form",
    k: "insecure",
    K: "config",
    L: "location",
    H: "header",
  },
  wget: { O: "output-document", P: "directory-prefix", r: "recursive", i: "input-file" },
  "git push": { f: "force", d: "delete", u: "set-upstream" },
  "git commit": { a: "all", m: "message", n: "no-verify", F: "file" },
  "git checkout": { f: "force", b: "branch" },
  "git switch": { f: "force", c: "create", C: "force-create" },
  "git branch": { d: "delete", D: "delete", f: "force", m: "move", M: "move" },
  "git tag": { d: "delete", f: "force", s: "sign" },
  "git clean": { f: "force", d: "directories" },
  "git reset": { q: "quiet" },
  "git rm": { f: "force", r: "recursive" },
  "git add": { A: "all", f: "force" },
  "git stash": { u: "include-untracked" },
  "docker run": { v: "volume", i: "interactive", t: "tty", u: "user", p: "publish", e: "env" },
  "docker rm": { f: "force", v: "volumes" },
  "docker rmi": { f: "force" },
  "docker system prune": { a: "all", f: "force" },
  kubectl: { f: "filename", n: "namespace" },
  npm: { g: "global", f: "force", D: "save-dev", y: "yes" },
  pip: { r: "requirement", e: "editable", U: "upgrade" },
  ssh: { o: "option" },
};

/** The long form (without `--`) of a short option of a program with its first operands, where there is one. */
export function longNameOf(
  program: string,
  operands: readonly string[],
  letter: string,
): string | undefined {
  for (let depth = Math.min(operands.length, 2); depth >= 0; depth--) {
    const table = OPTION_NAMES[[program, ...operands.slice(0, depth)].join(" ")];
    const name = table && Object.hasOwn(table, letter) ? table[letter] : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}
