import type { FileUse } from "../../../model/command.ts";
import { withoutEnd } from "../ends.ts";
import { grammarOf, has, sortWords } from "../options.ts";
import type { Scene } from "../scene.ts";
import { join, useOf } from "../scene.ts";
import type { ShellWord } from "../tree.ts";
import type { Effects } from "./shape.ts";

/**
 * The effects of `git`. Only subcommands that look are known, and only in the workspace folder itself: elsewhere a planted `.git/config`
 * says what they run.
 */
export function gitEffects(words: readonly ShellWord[], scene: Scene): Effects {
  const globals = sortWords(words, GLOBALS);
  const [command, ...rest] = globals.operands;
  const inside = moved(globals.options, scene);
  const looking = command?.known === true ? LOOKING.get(command.text) : undefined;
  if (looking === undefined || command === undefined)
    return { files: [], known: false, understood: false };
  const sorted = sortWords(rest, looking);
  const files: FileUse[] = [];
  for (const { kind, value } of sorted.options) {
    const use =
      value !== undefined && (kind === "write" || kind === "read")
        ? useOf(value, kind, inside)
        : undefined;
    if (use !== undefined) files.push(use);
  }
  const compared = has(sorted, "--no-index");
  for (const word of sorted.operands) {
    // A path outside the working tree makes `git diff` compare files, also without `--no-index`.
    const outside = command.text === "diff" && /^[/~]|(?:^|\/)\.\.(?:\/|$)/.test(word.text);
    const use = compared || outside ? useOf(word, "read", inside, "search") : undefined;
    if (use !== undefined) files.push(use);
  }
  const understood =
    globals.clear &&
    sorted.clear &&
    !has(globals, "-c", "--git-dir", "--work-tree", "--exec-path") &&
    listsOnly(command.text, sorted.operands);
  return { files, known: understood && atHome(inside), understood };
}

const GLOBALS = grammarOf(
  "! -C: -c: -p -P --paginate --no-pager --no-optional-locks --literal-pathspecs --git-dir: --work-tree: --no-replace-objects --bare",
);

const SHOWING =
  "-# -p -u -s -z -w -b -c -m -q -v -r -t -R -a -M? -C? -B? -D -S: -G: -U: -O< -l: -i -E -F -P -n: -L: -g --patch --no-patch --stat? --numstat --shortstat --summary --name-only --name-status --raw --oneline " +
  "--graph --decorate? --no-decorate --all --branches? --tags? --remotes? --format: --pretty? --abbrev? --abbrev-commit --no-abbrev-commit --max-count: --skip: --since: --after: --until: --before: --author: " +
  "--committer: --grep: --all-match --invert-grep --regexp-ignore-case --merges --no-merges --first-parent --follow --reverse --date: --color? --no-color --word-diff? --word-diff-regex: " +
  "--color-words? --ignore-space-change --ignore-all-space --ignore-blank-lines --ignore-space-at-eol --unified: --minimal --patience --histogram --diff-algorithm: --diff-filter: " +
  "--find-renames? --find-copies? --no-renames --cached --staged --merge-base --exit-code --quiet --check --full-index --binary --no-ext-diff --no-textconv --no-index --output> --relative? " +
  "--topo-order --date-order --left-right --cherry-pick --cherry-mark --cherry --no-walk? --walk-reflogs --show-signature --no-prefix --src-prefix: --dst-prefix: --text --source --full-history " +
  "--simplify-by-decoration --ancestry-path --boundary --left-only --right-only --compact-summary --dirstat? --inter-hunk-context: --function-context -W --submodule? --no-notes --notes? --no-expand-tabs";

/** What is known of each subcommand that only looks. */
const LOOKING = new Map(
  [
    ["log", SHOWING],
    ["show", SHOWING],
    ["diff", SHOWING],
    ["whatchanged", SHOWING],
    [
      "status",
      "-s -b -u? -z -v --short --branch --porcelain? --long --verbose --untracked-files? --ignored? --ignore-submodules? --column? --no-column --ahead-behind --no-ahead-behind --show-stash --renames --no-renames",
    ],
    [
      "branch",
      "-a -r -v -vv -l --all --remotes --verbose --list --show-current --contains? --no-contains? --merged? --no-merged? --points-at: --format: --sort: --column? --no-color --color? --ignore-case",
    ],
    [
      "tag",
      "-l -n? -i --list --sort: --contains? --no-contains? --merged? --no-merged? --points-at: --format: --column? --ignore-case",
    ],
    ["remote", "-v --verbose"],
    [
      "rev-parse",
      "-q --abbrev-ref? --short? --verify --quiet --show-toplevel --git-dir --git-common-dir --absolute-git-dir --is-inside-work-tree --is-inside-git-dir --is-bare-repository --show-prefix --show-cdup " +
        "--symbolic --symbolic-full-name --all --branches? --tags? --remotes? --git-path: --show-current --is-shallow-repository --revs-only --no-revs --flags --no-flags",
    ],
    ["rev-list", `${SHOWING} --count --objects --max-parents: --min-parents:`],
    [
      "blame",
      "-# -b -c -C? -e -f -h -l -L: -M? -n -p -s -t -w --root --porcelain --line-porcelain --incremental --show-email --show-name --show-number --date: --since: --reverse --first-parent --abbrev: --color-lines",
    ],
    ["shortlog", "-n -s -e -c --numbered --summary --email --group: --since: --until: --no-merges"],
    [
      "describe",
      "--all --tags --contains --abbrev: --dirty? --broken? --always --long --first-parent --match: --exclude: --exact-match --candidates:",
    ],
    [
      "ls-files",
      "-c -d -m -o -i -s -u -k -z -t -v -f -x: --cached --deleted --modified --others --ignored --stage --unmerged --killed --exclude: --exclude-standard --error-unmatch --full-name --directory --no-empty-directory --eol --abbrev?",
    ],
    [
      "ls-tree",
      "-d -r -t -l -z --long --name-only --name-status --full-name --full-tree --abbrev? --format:",
    ],
    ["cat-file", "-t -s -e -p --batch-check? --batch?"],
    ["merge-base", "-a --all --octopus --independent --is-ancestor --fork-point"],
    ["name-rev", "--tags --name-only --always --all --refs:"],
    [
      "for-each-ref",
      "--count: --sort: --format: --points-at: --merged? --no-merged? --contains? --no-contains?",
    ],
    ["diff-tree", SHOWING],
    ["diff-index", SHOWING],
    ["show-ref", "-q -d -s --head --heads --tags --dereference --hash? --verify --quiet --abbrev?"],
    ["count-objects", "-v -H --verbose --human-readable"],
    ["check-ignore", "-q -v -n --quiet --verbose --non-matching --no-index"],
  ].map(([name = "", options = ""]) => [name, grammarOf(options)]),
);

/** With operands, `branch`, `tag` and `remote` change something, except where they list. */
function listsOnly(command: string, operands: readonly ShellWord[]): boolean {
  return !["branch", "tag", "remote"].includes(command) || operands.length === 0;
}

function moved(
  options: readonly { readonly name: string; readonly value: ShellWord | undefined }[],
  scene: Scene,
): Scene {
  let { folders } = scene;
  for (const { name, value } of options) {
    if (name !== "-C") continue;
    folders = folders.map((folder) =>
      value?.known === true ? join(folder, value.text) : undefined,
    );
  }
  return { ...scene, folders };
}

function atHome(scene: Scene): boolean {
  const { workspace } = scene.context;
  return (
    workspace !== undefined &&
    scene.folders.every(
      (folder) => folder !== undefined && withoutEnd(folder, "/") === withoutEnd(workspace, "/"),
    )
  );
}
