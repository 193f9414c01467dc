import type { OptionGrammar } from "../options.ts";
import { grammarOf } from "../options.ts";

/** What a program does with its operands. `own`: a function of its own says. */
export type Role =
  | "nothing"
  | "read"
  | "write"
  | "pattern"
  | "filter"
  | "remove"
  | "copy"
  | "move"
  | "link"
  | "mode"
  | "read-write"
  | "compare"
  | "script";

/** A program whose effects on files its arguments tell. */
export interface ProgramEffects {
  readonly role: Role;
  readonly grammar: OptionGrammar;
  /** Any word may stand; none is an option that matters. */
  readonly loose: boolean;
}

/** The effects table, by the plain name of the program. */
export function effectsOf(program: string): ProgramEffects | undefined {
  return TABLE.get(program);
}

const SUMS =
  "-b -c -t -w -z --check --binary --text --tag --quiet --status --strict --warn --zero --ignore-missing";
const GREP =
  "-# -E -F -G -P -e: -f< -i -y -v -w -x -c --color? --colour? -L -l -m: -o -q -s -b -H -h -n -T -Z -A: -B: -C: -a -D: -d: -I -r -R -U -z --extended-regexp " +
  "--fixed-strings --basic-regexp --perl-regexp --regexp: --file< --ignore-case --no-ignore-case --invert-match --word-regexp --line-regexp --count " +
  "--files-without-match --files-with-matches --max-count: --only-matching --quiet --silent --no-messages --byte-offset --with-filename --no-filename " +
  "--line-number --initial-tab --null --after-context: --before-context: --context: --text --include: --exclude: --exclude-dir: --exclude-from< --recursive " +
  "--dereference-recursive --line-buffered --binary-files: --label:";
const RG =
  "-A: -B: -C: -E: -F -H -I -L -M: -N -P -S -T: -U -a -c -d: -e: -f< -g: -h -i -j: -l -m: -n -o -p -q -r: -s -t: -u -uu -uuu -v -w -x -z -0 -. --hidden --files " +
  "--glob: --iglob: --type: --type-not: --no-ignore --no-ignore-vcs --follow --files-with-matches --files-without-match --count --count-matches --line-number " +
  "--no-line-number --no-heading --heading --color: --colors: --context: --after-context: --before-context: --max-count: --max-depth: --max-columns: --regexp: " +
  "--file< --fixed-strings --ignore-case --smart-case --case-sensitive --invert-match --word-regexp --line-regexp --only-matching --multiline " +
  "--multiline-dotall --pcre2 --json --stats --sort: --sortr: --replace: --with-filename --no-filename --trim --vimgrep --null --column --no-messages --quiet " +
  "--text --binary --one-file-system --passthru --pretty --threads: --type-list --encoding: --no-config --max-filesize:";
const COPY =
  "-a -b -d -f -i -H -l -L -n -p -P -r -R -s -S: -T -u -v -x -t> --archive --backup? --force --interactive --link --dereference --no-clobber --no-dereference " +
  "--preserve? --recursive --parents --reflink? --remove-destination --sparse: --symbolic-link --no-target-directory --target-directory> --update? --verbose --one-file-system";

/** Each line: the programs, what they do with operands, their options. */
const ROWS: readonly (readonly [string, Role, string])[] = [
  [
    "cat",
    "read",
    "-A -b -e -E -n -s -t -T -u -v --show-all --number-nonblank --show-ends --number --squeeze-blank --show-tabs --show-nonprinting",
  ],
  ["tac", "read", "-b -r -s: --before --regex --separator:"],
  [
    "head",
    "read",
    "-# -c: -n: -q -v -z --bytes: --lines: --quiet --silent --verbose --zero-terminated",
  ],
  [
    "tail",
    "read",
    "-# -c: -f -F -n: -q -s: -v -z -r --bytes: --follow? --lines: --quiet --silent --verbose --retry --sleep-interval: --pid: --zero-terminated",
  ],
  [
    "nl",
    "read",
    "-b: -d: -f: -h: -i: -l: -n: -p -s: -v: -w: --body-numbering: --number-format: --number-separator: --number-width: --starting-line-number:",
  ],
  ["wc", "read", "-c -m -l -L -w --bytes --chars --lines --max-line-length --words --total:"],
  [
    "sort",
    "read",
    "-b -d -f -g -i -M -h -n -R -r -V -c -C -k: -m -o> -s -S: -t: -u -z --ignore-leading-blanks --dictionary-order --ignore-case --general-numeric-sort " +
      "--ignore-nonprinting --month-sort --human-numeric-sort --numeric-sort --random-sort --reverse --sort: --version-sort --check? --key: --merge --output> " +
      "--stable --field-separator: --unique --zero-terminated --parallel:",
  ],
  [
    "uniq",
    "read-write",
    "-c -d -D -f: -i -s: -u -w: -z --count --repeated --skip-fields: --ignore-case --skip-chars: --unique --check-chars: --zero-terminated",
  ],
  [
    "cut",
    "read",
    "-b: -c: -d: -f: -n -s -z --bytes: --characters: --delimiter: --fields: --complement --only-delimited --output-delimiter: --zero-terminated",
  ],
  ["tr", "nothing", "-c -C -d -s -t --complement --delete --squeeze-repeats --truncate-set1"],
  [
    "column",
    "read",
    "-t -s: -o: -n: -x -c: -N: -R: -J -e --table --separator: --output-separator: --columns: --json --table-columns: --table-right:",
  ],
  ["grep egrep fgrep", "pattern", GREP],
  ["rg", "pattern", RG],
  [
    "jq",
    "filter",
    "-n -r -j -a -s -c -C -M -S -e -R -f --null-input --raw-output --join-output --ascii-output --slurp --compact-output --color-output --monochrome-output " +
      "--sort-keys --exit-status --raw-input --tab --indent: --from-file --unbuffered --seq --stream --args --jsonargs",
  ],
  [
    "diff cmp comm",
    "compare",
    "-# -1 -2 -3 -a -b -B -c -C: -d -e -E -i -I: -l -n -N -p -q -r -s -t -T -u -U: -w -W: -x: -X< -y --brief --context? --unified? --color? --recursive --ignore-case " +
      "--ignore-all-space --ignore-space-change --ignore-blank-lines --side-by-side --width: --suppress-common-lines --new-file --text --minimal --exclude: " +
      "--strip-trailing-cr --stat --silent --quiet --bytes: --verbose --nocheck-order --check-order --total",
  ],
  ["paste", "read", "-d: -s -z --delimiters: --serial --zero-terminated"],
  ["join", "read", "-1: -2: -a: -e: -i -j: -o: -t: -v: --header --check-order --nocheck-order"],
  [
    "fold fmt",
    "read",
    "-# -b -c -s -w: -t -u -p: -g: --bytes --spaces --width: --split-only --uniform-spacing",
  ],
  ["rev", "read", ""],
  [
    "od",
    "read",
    "-A: -j: -N: -t: -v -w? -a -b -c -d -f -i -l -o -s -x --address-radix: --skip-bytes: --read-bytes: --format: --output-duplicates --width?",
  ],
  ["xxd", "read-write", "-a -b -c: -e -g: -i -l: -p -ps -r -s: -u"],
  ["hexdump hd", "read", "-b -c -C -d -o -x -v -n: -s: -e: -f<"],
  ["strings", "read", "-# -a -f -n: -o -t: -e: -w --all --bytes: --radix: --encoding:"],
  ["base64 base32", "read", "-d -D -i -w: -b: --decode --ignore-garbage --wrap:"],
  [
    "md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum",
    "read",
    `${SUMS} -r -s -a: -l: --length: --algorithm:`,
  ],
  ["shasum", "read", `${SUMS} -a: --algorithm:`],
  ["file", "read", "-b -i -I -L -h -k -z --brief --mime --mime-type --mime-encoding --dereference"],
  [
    "ls",
    "nothing",
    "-# -a -A -b -B -c -C -d -D -f -F -g -G -h -H -i -I: -k -l -L -m -n -N -o -O -p -q -Q -r -R -s -S -t -T: -u -U -v -w: -x -X -Z -1 --all --almost-all --author " +
      "--color? --directory --full-time --group-directories-first --human-readable --inode --no-group --numeric-uid-gid --reverse --recursive --size --sort: --time: " +
      "--time-style: --ignore: --hide: --classify? --dereference --format:",
  ],
  ["stat", "nothing", "-L -f -c: -t -x -s --dereference --file-system --format: --printf: --terse"],
  [
    "du df",
    "nothing",
    "-a -b -B: -c -d: -h -H -i -k -l -L -m -P -s -S -t: -T -x --all --apparent-size --block-size: --total --max-depth: --human-readable --si --summarize --inodes --print-type --local --exclude:",
  ],
  [
    "readlink realpath",
    "nothing",
    "-f -e -m -n -q -s -v -z -L -P --canonicalize --canonicalize-existing --canonicalize-missing --no-newline --relative-to: --relative-base: --no-symlinks --strip --zero --quiet",
  ],
  ["basename dirname", "nothing", "-a -s: -z --multiple --suffix: --zero"],
  ["which type", "nothing", "-a -p -t -P -f -s"],
  [
    "whoami id uname hostname arch nproc tty groups logname",
    "nothing",
    "-a -g -G -n -u -r -s -m -o -p -v -i -f -I --all",
  ],
  [
    "date",
    "nothing",
    "-d: -I? -R -u -j -v: --date: --iso-8601? --rfc-3339: --rfc-email --utc --universal",
  ],
  ["seq", "nothing", "-f: -s: -w --format: --separator: --equal-width"],
  ["tee", "write", "-a -i -p --append --ignore-interrupts"],
  [
    "touch",
    "write",
    "-a -c -d: -f -h -m -r< -t: --no-create --date: --no-dereference --reference< --time:",
  ],
  ["mkdir", "write", "-m: -p -v --mode: --parents --verbose"],
  ["rmdir", "write", "-p -v --parents --verbose --ignore-fail-on-non-empty"],
  ["truncate", "write", "-c -o -r< -s: --no-create --io-blocks --reference< --size:"],
  [
    "rm",
    "remove",
    "-f -i -I -r -R -d -v -P -x --force --interactive? --one-file-system --no-preserve-root --preserve-root? --recursive --dir --verbose",
  ],
  ["unlink", "remove", ""],
  ["cp", "copy", COPY],
  [
    "install",
    "copy",
    "-b -c -C -d -D -g: -m: -o: -p -s -S: -t> -T -v --backup? --directory --group: --mode: --owner: --preserve-timestamps --target-directory> --no-target-directory --verbose",
  ],
  [
    "mv",
    "move",
    "-b -f -i -n -S: -t> -T -u -v -h --backup? --force --interactive --no-clobber --suffix: --target-directory> --no-target-directory --update? --verbose",
  ],
  [
    "ln",
    "link",
    "-b -d -f -F -h -i -L -n -P -r -s -S: -t> -T -v --backup? --force --interactive --logical --no-dereference --physical --relative --symbolic --target-directory> --no-target-directory --verbose",
  ],
  [
    "chmod chown chgrp",
    "mode",
    "-c -f -v -R -H -L -P -h --changes --silent --quiet --verbose --recursive --reference< --no-preserve-root --preserve-root --dereference --no-dereference --from:",
  ],
  [
    "sed",
    "script",
    "-n -e: -E -r -f< -i? -I? -l: -s -u -z --quiet --silent --expression: --regexp-extended --file< --in-place? --line-length: --separate --unbuffered --null-data --posix --debug",
  ],
];

/** Programs and builtins whose words are never files or options that matter. */
const LOOSE =
  ": true false pwd echo sleep wait exit test [ printf return break continue shift umask jobs kill " +
  "set shopt unset export declare typeset readonly local read let getopts";

const TABLE: ReadonlyMap<string, ProgramEffects> = new Map([
  ...ROWS.flatMap(([programs, role, options]) => {
    const entry: ProgramEffects = { role, grammar: grammarOf(options), loose: false };
    return programs.split(" ").map((program): [string, ProgramEffects] => [program, entry]);
  }),
  ...LOOSE.split(" ").map((program): [string, ProgramEffects] => [
    program,
    { role: "nothing", grammar: grammarOf(""), loose: true },
  ]),
]);
