/** The processors whose system calls are known here, as Node names them. */
export type Processor = "x64" | "arm64";

/** The number of a system call on each processor. */
type Numbers = Readonly<Record<Processor, number>>;

/**
 * System calls that no tool of an agent needs, and that are ways out of a sandbox or into the kernel: looking into other processes, io_uring
 * (which nothing that watches system calls sees), new mounts and namespaces, keys, modules, and handles to files that go by no path.
 * Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of Linux 6.18.
 */
export const REFUSED_CALLS: ReadonlyMap<string, Numbers> = new Map([
  ["ptrace", { x64: 101, arm64: 117 }],
  ["process_vm_readv", { x64: 310, arm64: 270 }],
  ["process_vm_writev", { x64: 311, arm64: 271 }],
  ["pidfd_getfd", { x64: 438, arm64: 438 }],
  ["io_uring_setup", { x64: 425, arm64: 425 }],
  ["io_uring_enter", { x64: 426, arm64: 426 }],
  ["io_uring_register", { x64: 427, arm64: 427 }],
  ["bpf", { x64: 321, arm64: 280 }],
  ["perf_event_open", { x64: 298, arm64: 241 }],
  ["userfaultfd", { x64: 323, arm64: 282 }],
  ["keyctl", { x64: 250, arm64: 219 }],
  ["add_key", { x64: 248, arm64: 217 }],
  ["request_key", { x64: 249, arm64: 218 }],
  ["mount", { x64: 165, arm64: 40 }],
  ["umount2", { x64: 166, arm64: 39 }],
  ["pivot_root", { x64: 155, arm64: 41 }],
  ["move_mount", { x64: 429, arm64: 429 }],
  ["open_tree", { x64: 428, arm64: 428 }],
  ["fsopen", { x64: 430, arm64: 430 }],
  ["fsconfig", { x64: 431, arm64: 431 }],
  ["fsmount", { x64: 432, arm64: 432 }],
  ["mount_setattr", { x64: 442, arm64: 442 }],
  ["unshare", { x64: 272, arm64: 97 }],
  ["setns", { x64: 308, arm64: 268 }],
  ["kexec_load", { x64: 246, arm64: 104 }],
  ["kexec_file_load", { x64: 320, arm64: 294 }],
  ["init_module", { x64: 175, arm64: 105 }],
  ["finit_module", { x64: 313, arm64: 273 }],
  ["delete_module", { x64: 176, arm64: 106 }],
  ["reboot", { x64: 169, arm64: 142 }],
  ["swapon", { x64: 167, arm64: 224 }],
  ["acct", { x64: 163, arm64: 89 }],
  ["open_by_handle_at", { x64: 304, arm64: 265 }],
  ["name_to_handle_at", { x64: 303, arm64: 264 }],
  ["quotactl", { x64: 179, arm64: 60 }],
  ["syslog", { x64: 103, arm64: 116 }],
  ["vmsplice", { x64: 278, arm64: 75 }],
  ["fanotify_init", { x64: 300, arm64: 262 }],
]);

/** Calls that are refused for some values of an argument. */
export const SOCKET: Numbers = { x64: 41, arm64: 198 };
export const IOCTL: Numbers = { x64: 16, arm64: 29 };

/** Sockets that go past the network namespace or its addresses: raw packets, the host of a virtual machine. */
export const REFUSED_FAMILIES: readonly number[] = [17, 40];

/** TIOCSTI types into a terminal, TIOCLINUX pastes into one. */
export const REFUSED_REQUESTS: readonly number[] = [0x5412, 0x541c];

/** How the kernel names a processor to a filter: AUDIT_ARCH_X86_64, AUDIT_ARCH_AARCH64. */
export const AUDIT_ARCH: Numbers = { x64: 0xc000_003e, arm64: 0xc000_00b7 };
