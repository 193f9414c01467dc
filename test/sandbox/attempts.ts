import type { LayerName } from "../../src/sandbox/profile.ts";

/** Something that a program in the sandbox tries. It has succeeded when the script exits with 0 and, where it leaves something, that is there. */
export interface Attempt {
  readonly name: string;
  /** What stops it first. */
  readonly layer: LayerName;
  /** For bash. The words of `driver.ts` are set: OUT, HOME_ON_HOST, VICTIM, TCP, UDP, SHM, MARK, WS. */
  readonly script: string;
  /** A file of the machine that it makes or changes. */
  readonly leaves?: "out" | "tmp" | "shm" | "workspace" | "hard";
}

/** A system call in Perl that succeeds. */
const call = (...words: readonly (string | number)[]): string =>
  `perl -e 'exit(syscall(${words.join(", ")}) >= 0 ? 0 : 1)'`;

const connect = (family: string, address: string): string =>
  `timeout 2 perl -MSocket -e 'socket(my $s, ${family}, SOCK_STREAM, 0) or exit 1; exit(connect($s, ${address}) ? 0 : 1)'`;

/** All that is tried, by what it is after. */
export const ATTEMPTS: readonly Attempt[] = [
  // Files of the machine.
  { name: "read a file outside", layer: "files", script: 'grep -q secret "$OUT/secret"' },
  {
    name: "write a file outside",
    layer: "files",
    script: 'echo x > "$OUT/written"',
    leaves: "out",
  },
  {
    name: "make the folder, then write outside",
    layer: "files",
    script: 'mkdir -p "$OUT" && echo x > "$OUT/written"',
    leaves: "out",
  },
  {
    name: "read through a symbolic link of the workspace",
    layer: "files",
    script: "grep -q secret link-to-secret",
  },
  {
    name: "write through a symbolic link of the workspace",
    layer: "files",
    script: "echo x > link-to-folder/written",
    leaves: "out",
  },
  {
    name: "make a link that leads out, and read through it",
    layer: "files",
    script: 'ln -s "$OUT" l && grep -q secret l/secret',
  },
  {
    name: "read by .. from the workspace",
    layer: "files",
    script: 'grep -q secret "../out/secret"',
  },
  {
    name: "read through the root of the first process",
    layer: "files",
    script: 'grep -q secret "/proc/1/root$OUT/secret"',
  },
  {
    name: "read through the folder of another process",
    layer: "files",
    script:
      'for p in /proc/[0-9]*; do grep -qs secret "$p/cwd/../out/secret" && exit 0; done; exit 1',
  },
  {
    name: "read through open files of the one that started it",
    layer: "files",
    script:
      'for f in /proc/*/fd/*; do case "$(readlink "$f")" in "$OUT"*|*ambit-run*) exit 0;; esac; done; exit 1',
  },
  {
    name: "find the folder of the run",
    layer: "scratch",
    script: 'ls -d /tmp/ambit-run-* "$TEMPORARY"/ambit-run-*',
  },
  {
    name: "write to a file with two names, one of them outside",
    layer: "workspace",
    script: "echo x >> hard-link",
    leaves: "hard",
  },
  {
    name: "write to the workspace itself",
    layer: "workspace",
    script: "echo x > written",
    leaves: "workspace",
  },
  { name: "read the passwords of the machine", layer: "files", script: "cat /etc/shadow" },
  { name: "learn the users of the machine", layer: "files", script: "getent passwd root daemon" },
  { name: "learn who else has a home", layer: "files", script: "ls /home/* /root | grep -q ." },
  { name: "read a key in the home", layer: "scratch", script: 'grep -q secret "$HOME/.ssh/id"' },
  {
    name: "read the configuration of the machine",
    layer: "files",
    script: "cat /etc/fstab /etc/hostname /etc/machine-id",
  },
  {
    name: "write to the programs of the machine",
    layer: "files",
    script: "echo x > /usr/bin/ambit-test",
  },
  { name: "write to the configuration", layer: "files", script: "echo x > /etc/ld.so.preload" },
  { name: "write to the root", layer: "sealed", script: "echo x > /written" },
  {
    name: "write to the tools that run it",
    layer: "scratch",
    script: "echo x >> /run/ambit/tools.mjs",
  },
  {
    name: "write to the private folder of another user's files",
    layer: "files",
    script: "echo x > /var/lib/written || echo x > /opt/written || echo x > /srv/written",
  },
  // The kernel's own.
  {
    name: "set a value of the kernel",
    layer: "kernel",
    script: "echo x > /proc/sys/kernel/core_pattern",
  },
  { name: "press a system key", layer: "kernel", script: "echo h > /proc/sysrq-trigger" },
  {
    name: "write to /sys",
    layer: "files",
    script: "ls /sys/kernel && echo x > /sys/kernel/uevent_helper",
  },
  {
    name: "see the disks",
    layer: "kernel",
    script: "ls /dev/sd* /dev/vd* /dev/nvme* /dev/mem /dev/kmsg 2>/dev/null | grep -q .",
  },
  { name: "make a device", layer: "capabilities", script: "mknod b b 254 0 && head -c1 b" },
  {
    name: "leave something in the memory that all share",
    layer: "kernel",
    script: 'echo x > "/dev/shm/$MARK"',
    leaves: "shm",
  },
  {
    name: "leave something in /tmp",
    layer: "scratch",
    script: 'echo x > "/tmp/$MARK"',
    leaves: "tmp",
  },
  { name: "write to /dev", layer: "kernel", script: "echo x > /dev/written" },
  // Rights.
  { name: "make /usr writable", layer: "calls", script: "mount -o remount,rw,bind /usr" },
  { name: "mount something", layer: "calls", script: "mount -t tmpfs none /tmp" },
  { name: "take a mount away", layer: "calls", script: 'umount -l "$WS"' },
  { name: "mount in the new way", layer: "calls", script: call(430, '"tmpfs"', 0) },
  {
    name: "change the root",
    layer: "capabilities",
    script: `perl -e 'exit(chroot("/usr") ? 0 : 1)'`,
  },
  {
    name: "become root",
    layer: "capabilities",
    script: `perl -e '$) = 0; $> = 0; $< = 0; exit($> == 0 && open(F, ">", "/etc/x") ? 0 : 1)'`,
  },
  { name: "give a file away", layer: "capabilities", script: "touch f && chown 1:1 f" },
  { name: "name the machine", layer: "capabilities", script: "hostname other" },
  {
    name: "run a program with the rights of root",
    layer: "capabilities",
    script:
      'for p in su mount passwd chsh newgrp sudo; do p="$(command -v $p)" && cp "$p" s && chmod 4755 s && [ "$(stat -c %u s)" = 0 ] && exit 0; done; exit 1',
  },
  { name: "set the clock", layer: "capabilities", script: "date -s 2001-01-01" },
  { name: "raise its own limits", layer: "limits", script: "prlimit --nproc=4000:4000 true" },
  {
    name: "have the machine spare it when memory is short",
    layer: "capabilities",
    script: "echo -900 > /proc/self/oom_score_adj",
  },
  // New surroundings.
  { name: "make new users", layer: "users", script: call(56, 0x1000_0000 + 17, 0, 0, 0, 0) },
  { name: "leave the namespace", layer: "calls", script: "unshare -U true" },
  { name: "leave the network", layer: "calls", script: "unshare -n true" },
  { name: "make mounts of its own", layer: "calls", script: "unshare -m true" },
  {
    name: "enter the namespace of the first process",
    layer: "calls",
    script: "nsenter -t 1 -m true",
  },
  // Other processes.
  { name: "look into a process", layer: "calls", script: call(101, 0, 0, 0, 0) },
  {
    name: "read the memory of a process",
    layer: "calls",
    script: `perl -e '$b = "x" x 16; $v = pack("PQ", $b, 1); exit(syscall(310, $$ + 0, $v, 1, $v, 1, 0) >= 0 ? 0 : 1)'`,
  },
  {
    name: "work around what watches system calls",
    layer: "calls",
    script: `perl -e '$p = "\\0" x 120; exit(syscall(425, 1, $p) >= 0 ? 0 : 1)'`,
  },
  {
    name: "load a program into the kernel",
    layer: "calls",
    script: `perl -e '$a = pack("LLLLL", 1, 4, 4, 1, 0) . "\\0" x 100; syscall(321, 0, $a, 20); exit($! == 1 ? 1 : 0)'`,
  },
  { name: "use keys of the kernel", layer: "calls", script: call(250, 0, -3, 1) },
  {
    name: "open a file without a path",
    layer: "calls",
    script: `perl -e '$h = pack("LL", 128, 0) . "\\0" x 128; $m = pack("L", 0); syscall(303, -100, "/usr", $h, $m, 0) >= 0 ? exit 0 : exit 1'`,
  },
  {
    name: "count what the processor does",
    layer: "calls",
    script: `perl -e '$a = pack("LLQ", 1, 112, 0) . "\\0" x 100; syscall(298, $a, 0, -1, -1, 0); exit($!{EPERM} ? 1 : 0)'`,
  },
  {
    name: "call by the numbers of another processor",
    layer: "calls",
    script: call(0x4000_0000 + 39),
  },
  { name: "end a process of the machine", layer: "processes", script: 'kill -9 "$VICTIM"' },
  { name: "see a process of the machine", layer: "processes", script: 'test -d "/proc/$VICTIM"' },
  {
    name: "read the environment of the one that started it",
    layer: "environment",
    script: "grep -qz AMBIT_CANARY /proc/*/environ",
  },
  {
    name: "find a secret in its own environment",
    layer: "environment",
    script: 'test -n "$AMBIT_CANARY"',
  },
  // Talking to the machine.
  {
    name: "reach an agent's socket by its path",
    layer: "files",
    script: connect("AF_UNIX", 'pack_sockaddr_un("$ENV{OUT}/agent.sock")'),
  },
  {
    name: "reach a socket without a path",
    layer: "network",
    script: connect("AF_UNIX", 'pack("Sa108", 1, "\\0$ENV{MARK}")'),
  },
  {
    name: "reach the sockets of the system",
    layer: "scratch",
    script:
      "ls /run/docker.sock /run/dbus/system_bus_socket /var/run/docker.sock /tmp/.X11-unix 2>/dev/null | grep -q .",
  },
  {
    name: "reach a service of the machine",
    layer: "network",
    script: connect("AF_INET", 'pack_sockaddr_in($ENV{TCP}, inet_aton("127.0.0.1"))'),
  },
  {
    name: "reach it by IPv6",
    layer: "network",
    script: connect("AF_INET6", 'pack_sockaddr_in6($ENV{TCP}, Socket::inet_pton(AF_INET6, "::1"))'),
  },
  {
    name: "reach it by any address",
    layer: "network",
    script: connect("AF_INET", 'pack_sockaddr_in($ENV{TCP}, inet_aton("0.0.0.0"))'),
  },
  {
    name: "reach the metadata of a cloud",
    layer: "network",
    script: connect("AF_INET", 'pack_sockaddr_in(80, inet_aton("169.254.169.254"))'),
  },
  {
    name: "reach a private address",
    layer: "network",
    script: connect("AF_INET", 'pack_sockaddr_in(443, inet_aton("10.0.0.1"))'),
  },
  {
    name: "reach the internet",
    layer: "network",
    script: connect("AF_INET", 'pack_sockaddr_in(443, inet_aton("1.1.1.1"))'),
  },
  {
    name: "send a datagram",
    layer: "network",
    script: `perl -MSocket -e 'socket(my $s, AF_INET, SOCK_DGRAM, 0); exit(send($s, "x", 0, pack_sockaddr_in(53, inet_aton("1.1.1.1"))) ? 0 : 1)'`,
  },
  { name: "ask for a name", layer: "network", script: "timeout 3 getent ahosts example.org" },
  {
    name: "ask for a name that means itself",
    layer: "network",
    script: "timeout 3 getent ahosts localtest.me",
  },
  {
    name: "send raw packets",
    layer: "capabilities",
    script: `perl -MSocket -e 'exit(socket(my $s, AF_INET, SOCK_RAW, 1) ? 0 : 1)'`,
  },
  {
    name: "listen to all packets",
    layer: "calls",
    script: `perl -e 'exit(socket(my $s, 17, 2, 0) ? 0 : 1)'`,
  },
  {
    name: "talk to the host of a virtual machine",
    layer: "calls",
    script: `perl -e 'exit(socket(my $s, 40, 1, 0) ? 0 : 1)'`,
  },
  {
    name: "see the network of the machine",
    layer: "network",
    script: 'test "$(grep -c : /proc/net/dev)" -gt 1',
  },
  {
    name: "see shared memory of the machine",
    layer: "ipc",
    script: call(29, "$ENV{SHM} + 0", 0, 0),
  },
  {
    name: "learn the name of the machine",
    layer: "host-name",
    script: 'test "$(uname -n)" = "$NODENAME"',
  },
  {
    name: "type into the terminal",
    layer: "calls",
    script: `perl -e '$c = "x"; ioctl(STDIN, 0x5412, $c); exit($!{EPERM} ? 1 : 0)'`,
  },
  { name: "open the terminal", layer: "terminal", script: ": < /dev/tty" },
  // Using up what there is. The limits of these tests are small.
  {
    name: "start very many processes",
    layer: "limits",
    script: `perl -e 'for (1 .. 100) { my $p = fork; exit 1 unless defined $p; if (!$p) { sleep 3; exit } } exit 0'`,
  },
  { name: "take all memory", layer: "limits", script: `perl -e '$x = "a" x 400e6; exit 0'` },
  { name: "fill the disk with one file", layer: "limits", script: "head -c 30M /dev/zero > big" },
  {
    name: "fill /tmp",
    layer: "scratch",
    script: 'for i in 1 2 3 4 5; do head -c 10M /dev/zero > "/tmp/$i" || exit 1; done',
  },
  {
    name: "fill the home",
    layer: "scratch",
    script: 'for i in 1 2 3 4 5; do head -c 10M /dev/zero > "$HOME/$i" || exit 1; done',
  },
  {
    name: "fill shared memory",
    layer: "kernel",
    script: 'for i in 1 2 3 4 5; do head -c 10M /dev/zero > "/dev/shm/$i" || exit 1; done',
  },
  {
    name: "open very many files",
    layer: "limits",
    script: `perl -e 'for (1 .. 2000) { open($f{$_}, "<", "/dev/null") or exit 1 } exit 0'`,
  },
  { name: "leave a core behind", layer: "limits", script: "ulimit -c unlimited" },
];
