import type { OptionGrammar } from "./options.ts";
import { grammarOf } from "./options.ts";

/** How a program runs another one. */
export interface Wrapper {
  readonly grammar: OptionGrammar;
  /** Operands before the command: a file, a host, a mask. */
  readonly skips: number;
  /** What the rest is. */
  readonly then: "words" | "line" | "first-line" | "values" | "nothing" | "hidden";
  /** Options whose value is a line of a program. */
  readonly lines: readonly string[];
  /** Options with which nothing is run. */
  readonly ends: readonly string[];
  /** `NAME=value` may stand before the command. */
  readonly assigns: boolean;
  /** It adds words of its own to the command. */
  readonly feeds: boolean;
  /** The words may also be read as a line: always, or with one of these options. */
  readonly joins: boolean | readonly string[];
  /** The lines are programs that are called later, with words of their own. */
  readonly calls: boolean;
  /** Options whose value is a setting that may name a program (`ssh -o ProxyCommand=…`). */
  readonly settings: readonly string[];
  /** Options whose value is the folder that the command runs in; one without a value goes somewhere else. */
  readonly goes: readonly string[];
  /** The command runs on another machine or below another root. */
  readonly away: boolean;
  /** Without a command it starts a shell. */
  readonly shellAlone: boolean;
}

/** The wrapper of that name. */
export function wrapperOf(program: string): Wrapper | undefined {
  return TABLE.get(program);
}

interface Row extends Partial<Omit<Wrapper, "grammar">> {
  readonly programs: string;
  readonly options: string;
}

const ROWS: readonly Row[] = [
  {
    programs: "sudo",
    options:
      "! -A -b -B -E -H -i -k -n -P -S -s -u: -g: -h: -p: -C: -r: -t: -T: -U: -D: -R: -v -l -K -V --chdir: --login --shell --user: --group: --non-interactive --preserve-env? --set-home --stdin --background",
    ends: ["-v", "-K", "-V"],
    assigns: true,
    joins: ["-s", "-i", "--shell", "--login"],
    shellAlone: true,
    goes: ["-D", "-R", "-i", "--login", "--chdir"],
  },
  { programs: "doas", options: "! -n -s -L -u: -C: -a:", joins: ["-s"], shellAlone: true },
  {
    programs: "su runuser",
    options:
      "-c: -l -m -p -P -f -s: -g: -G: -u: -w: --command: --login --preserve-environment --shell: --group: --session-command: --pty --fast",
    lines: ["-c", "--command", "--session-command"],
    then: "nothing",
    goes: ["-", "-l", "--login"],
  },
  {
    programs: "pkexec",
    options: "! --user: --keep-cwd --disable-internal-agent",
    shellAlone: true,
  },
  {
    programs: "env",
    options:
      "! - -i -0 -v -u: -C: -S: --ignore-environment --null --unset: --chdir: --split-string: --debug",
    assigns: true,
    lines: ["-S", "--split-string"],
    goes: ["-C", "--chdir"],
  },
  {
    programs: "xargs",
    options:
      "! -0 -r -t -p -x -o -I: -i? -J: -R: -n: -P: -L: -l? -d: -a: -E: -e? -s: --null --no-run-if-empty --verbose --interactive --open-tty --max-args: --max-procs: --max-lines? --delimiter: --arg-file: --replace? --exit --show-limits --max-chars:",
    feeds: true,
  },
  { programs: "eval", options: "!", then: "line" },
  { programs: "exec", options: "! -c -l -a:" },
  { programs: "builtin", options: "!" },
  { programs: "command", options: "! -p -v -V", ends: ["-v", "-V"] },
  { programs: "repeat", options: "!", skips: 1 },
  { programs: "noglob nocorrect -", options: "!" },
  { programs: "coproc", options: "!" },
  { programs: "trap", options: "! -l -p", then: "first-line", ends: ["-l", "-p"] },
  { programs: "alias", options: "-p -g -s", then: "values" },
  { programs: "hash", options: "-r -l -t -d -p:", then: "nothing", lines: ["-p"], calls: true },
  { programs: "enable", options: "-a -n -p -s", then: "nothing" },
  {
    programs: "mapfile readarray",
    options: "-d: -n: -O: -s: -t -u: -C: -c:",
    lines: ["-C"],
    calls: true,
    then: "nothing",
  },
  {
    programs: "watch",
    options:
      "! -n: -d? -t -b -e -g -c -C -p -x -q: -w --interval: --differences? --no-title --beep --errexit --chgexit --color --precise --exec --no-wrap",
    joins: true,
  },
  { programs: "setsid", options: "! -c -f -w --ctty --fork --wait" },
  {
    programs: "ionice",
    options: "! -c: -n: -t -p: -P: -u: --class: --classdata: --ignore --pid:",
    ends: ["-p", "-P", "-u", "--pid"],
  },
  {
    programs: "chrt",
    options:
      "! -a -b -d -f -i -m -o -r -R -v -p -T: -P: -D: --batch --fifo --idle --other --rr --max",
    skips: 1,
    ends: ["-p", "-m", "--max"],
  },
  {
    programs: "taskset",
    options: "! -a -p -c --all-tasks --pid --cpu-list",
    skips: 1,
    ends: ["-p", "--pid"],
  },
  {
    programs: "flock",
    options:
      "-s -x -e -u -n -w: -E: -o -F -c: --shared --exclusive --unlock --nonblock --wait: --timeout: --close --command: --no-fork --verbose ! ",
    skips: 1,
    lines: ["-c", "--command"],
  },
  {
    programs: "script",
    options:
      "-a -c: -e -f -q -t? -O: -I: -B: -T: -E: -m: -o: --append --command: --return --flush --quiet --log-out:",
    lines: ["-c", "--command"],
    then: "nothing",
  },
  {
    programs: "strace ltrace",
    options:
      "! -c -C -d -D -f -F -ff -h -i -k -n -q -qq -r -t -tt -ttt -T -v -V -w -x -xx -y -yy -Y -z -Z -a: -b: -e: -E: -I: -o: -O: -p: -P: -s: -S: -u: -U: -X:",
    ends: ["-h", "-V"],
  },
  {
    programs: "unshare",
    options:
      "! -i -m -n -p -u -U -C -T -f -r -c -R: -w: -S: -G: --ipc? --mount? --net? --pid? --uts? --user? --cgroup? --time? --fork --map-root-user --map-current-user --mount-proc? --kill-child? --root: --wd:",
    shellAlone: true,
    goes: ["-R", "-w", "--root", "--wd"],
  },
  {
    programs: "chroot",
    options: "! --userspec: --groups: --skip-chdir",
    skips: 1,
    shellAlone: true,
    away: true,
  },
  {
    programs: "nsenter",
    options:
      "! -a -m -u -i -n -p -U -C -T -r -w -W -F -Z -e -t: -S: -G: --all --mount? --uts? --ipc? --net? --pid? --user? --target: --no-fork --preserve-credentials",
    shellAlone: true,
    away: true,
  },
  { programs: "busybox toybox", options: "!" },
  {
    programs: "parallel",
    options:
      "! -0 -k -u -X -m -j: -n: -N: -I: -a: -d: -P: --jobs: --keep-order --will-cite --bar --halt: --null --max-procs: --ungroup --no-notice",
    feeds: true,
    joins: true,
    shellAlone: true,
  },
  {
    programs: "ssh",
    options:
      "! -4 -6 -A -a -C -f -G -g -K -k -M -N -n -q -s -T -t -tt -V -v -vv -vvv -X -x -Y -y -B: -b: -c: -D: -E: -e: -F: -I: -i: -J: -L: -l: -m: -O: -o: -p: -Q: -R: -S: -W: -w:",
    skips: 1,
    then: "line",
    settings: ["-o"],
    away: true,
  },
  {
    programs: "time",
    options: "! -a -p -v -q -f: -o: --append --portability --verbose --quiet --format: --output:",
  },
  { programs: "nice", options: "! -# -n: --adjustment:" },
  { programs: "nohup", options: "!" },
  {
    programs: "timeout gtimeout",
    options: "! -s: -k: -v -f -p --signal: --kill-after: --foreground --preserve-status --verbose",
    skips: 1,
  },
  { programs: "stdbuf", options: "! -i: -o: -e: --input: --output: --error:" },
  {
    programs:
      "caffeinate fakeroot setarch linux64 unbuffer xvfb-run systemd-run firejail proxychains dbus-run-session entr",
    options: "!",
    then: "hidden",
  },
];

const TABLE: ReadonlyMap<string, Wrapper> = new Map(
  ROWS.flatMap(({ programs, options, ...row }) => {
    const wrapper: Wrapper = {
      grammar: grammarOf(options),
      skips: 0,
      then: "words",
      lines: [],
      ends: [],
      assigns: false,
      feeds: false,
      joins: false,
      shellAlone: false,
      calls: false,
      settings: [],
      goes: [],
      away: false,
      ...row,
    };
    return programs.split(" ").map((program): [string, Wrapper] => [program, wrapper]);
  }),
);
