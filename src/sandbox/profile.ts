import { limiter } from "./limits.ts";
import type { RunLimits } from "./limits.ts";

/** What keeps a program in, each by its name. */
export type LayerName =
  | "end"
  | "users"
  | "processes"
  | "ipc"
  | "host-name"
  | "network"
  | "capabilities"
  | "terminal"
  | "environment"
  | "files"
  | "kernel"
  | "scratch"
  | "workspace"
  | "sealed"
  | "calls"
  | "limits";

/** One layer: what it does, for people, and the words for bubblewrap that do it. */
export interface Layer {
  readonly name: LayerName;
  readonly words: string;
  readonly args: readonly string[];
  /** What stands before the program instead. */
  readonly before?: readonly string[];
}

/** A folder or file of the machine, and where it is seen inside. */
export interface Seen {
  readonly from: string;
  readonly at: string;
}

/** Where and as whom a sandbox runs. All paths are absolute. */
export interface Site {
  /** What the program writes to, and its path inside: that of the workspace itself. */
  readonly workspace: Seen;
  readonly home: string;
  readonly uid: number;
  readonly gid: number;
  /** Of the machine, read-only. */
  readonly visible: readonly Seen[];
  /** Our own few files of `/etc`. */
  readonly etc: readonly Seen[];
  readonly path: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  /** Symbolic links of the machine's root, such as `/bin`, with what they say. */
  readonly links: ReadonlyMap<string, string>;
  /** The descriptor under which bubblewrap finds the filter of system calls. */
  readonly filter: number | undefined;
  readonly limits: RunLimits;
  /** How the granted hosts are reached; absent: there is no network. */
  readonly wayOut?: {
    readonly words: string;
    readonly before: readonly string[];
    readonly env: ReadonlyMap<string, string>;
  };
}

/** Of the machine's own configuration only what programs need to start. */
const ETC = [
  ...["ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "nsswitch.conf", "alternatives"],
  ...["ssl/certs", "ssl/openssl.cnf", "pki/tls/certs", "ca-certificates/extracted"],
];

/**
 * The layers, in the order in which bubblewrap takes them: what is mounted later stands on what was mounted before, and `--clearenv` wipes
 * what was set before it. Nothing of the machine is seen but what is named here.
 */
export function profileOf(site: Site): readonly Layer[] {
  const { workspace, home, limits } = site;
  const size = String(limits.scratch);
  const temporary = (path: string): readonly string[] => ["--size", size, "--tmpfs", path];
  const calls: readonly Layer[] =
    site.filter === undefined
      ? []
      : [layer("calls", "system calls filtered", ["--seccomp", String(site.filter)])];
  return [
    layer("end", "ends with Ambit", ["--die-with-parent"]),
    layer("users", "own users, no further ones", [
      ...["--unshare-user", "--disable-userns"],
      ...["--uid", String(site.uid), "--gid", String(site.gid)],
    ]),
    layer("processes", "own processes", ["--unshare-pid", "--unshare-cgroup-try"]),
    layer("ipc", "own shared memory", ["--unshare-ipc"]),
    layer("host-name", "own host name", ["--unshare-uts", "--hostname", "sandbox"]),
    {
      ...layer("network", site.wayOut?.words ?? "no network", ["--unshare-net"]),
      before: site.wayOut?.before ?? [],
    },
    layer("capabilities", "no capabilities", ["--cap-drop", "ALL"]),
    layer("terminal", "no terminal", ["--new-session"]),
    layer("environment", "empty environment", ["--clearenv"]),
    layer("files", "of the machine only programs, read-only", [
      ...["--ro-bind", "/usr", "/usr"],
      ...[...site.links].flatMap(([at, target]) => ["--symlink", target, at]),
      ...ETC.flatMap((name) => ["--ro-bind-try", `/etc/${name}`, `/etc/${name}`]),
      ...readOnly(site.etc),
    ]),
    layer("kernel", "own /proc and /dev", [
      ...["--proc", "/proc", "--dev", "/dev", ...temporary("/dev/shm"), "--remount-ro", "/dev"],
    ]),
    layer("scratch", "private home and /tmp", [
      ...[...temporary("/tmp"), ...temporary("/run"), ...temporary("/var/tmp"), ...temporary(home)],
      ...readOnly(site.visible),
    ]),
    layer("workspace", "throw-away workspace", [
      ...["--bind", workspace.from, workspace.at, "--chdir", workspace.at],
      ...settings(site),
    ]),
    layer("sealed", "nothing else to write to", ["--remount-ro", "/"]),
    ...calls,
    { ...layer("limits", "limits", []), before: limiter(limits) },
  ];
}

/** The words for bubblewrap. */
export function bubblewrapArgs(layers: readonly Layer[]): readonly string[] {
  return layers.flatMap(({ args }) => args);
}

/** The words before the program: what the last layer says holds what all others start, too. */
export function wordsBefore(layers: readonly Layer[]): readonly string[] {
  return layers.toReversed().flatMap(({ before = [] }) => before);
}

function layer(name: LayerName, words: string, args: readonly string[]): Layer {
  return { name, words, args };
}

function readOnly(seen: readonly Seen[]): readonly string[] {
  return seen.flatMap(({ from, at }) => ["--ro-bind", from, at]);
}

function settings({ path, home, env, wayOut }: Site): readonly string[] {
  const all = new Map([
    ["PATH", path.join(":")],
    ["HOME", home],
    ["TMPDIR", "/tmp"],
    ["LANG", "C.UTF-8"],
    ["TERM", "dumb"],
    ...(wayOut?.env ?? []),
    ...env,
  ]);
  return [...all].flatMap(([name, value]) => ["--setenv", name, value]);
}
