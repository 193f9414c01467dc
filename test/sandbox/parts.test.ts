import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errandFor } from "../../src/sandbox/carrier.ts";
import { changedBetween } from "../../src/sandbox/changed.ts";
import { faultWords, missingWords, platformFault } from "../../src/sandbox/fault-words.ts";
import { seccompFilter } from "../../src/sandbox/seccomp.ts";
import { REFUSED_CALLS } from "../../src/sandbox/syscalls.ts";
import type { Change, Changes } from "../../src/sandbox/throw-away.ts";
import { TraceLog } from "../../src/sandbox/trace-log.ts";

describe("why there is no sandbox", () => {
  it.each([
    [
      "bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)",
      /switched off or used up/,
    ],
    [
      "bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.",
      /does not let this user make namespaces/,
    ],
    ["bwrap: setting up uid map: Permission denied", /Ubuntu 24\.04/],
    ["bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", /Ubuntu 24\.04/],
    ["bwrap: Can't mount proc on /newroot/proc: Operation not permitted", /container/],
    ["bwrap: Unknown option --disable-userns", /too old; version 0\.8/],
    ["something \u001b[31m else", /bubblewrap does not start a program: `something \\u\{1b\}/],
  ])("%s", (said, words) => {
    expect(faultWords(said)).toMatch(words);
  });

  it.each([
    ["darwin", /macOS/],
    ["win32", /WSL 2/],
    ["freebsd", /freebsd/],
  ])("on %s", (platform, words) => {
    expect(platformFault(platform)).toMatch(words);
  });

  it("when something is not installed", () => {
    expect(missingWords("bwrap")).toContain("apt-get install bubblewrap");
    expect(missingWords("nsenter")).toContain("util-linux");
  });
});

describe("the filter of system calls", () => {
  /** What the kernel does with a filter: runs it over the number, the processor and the arguments of a call. */
  function verdict(
    filter: Uint8Array,
    number: number,
    arch: number,
    args: readonly number[] = [],
  ): number {
    const view = new DataView(filter.buffer);
    const data = new Map([
      [0, number],
      [4, arch],
      ...args.map((value, at) => [16 + at * 8, value] as const),
    ]);
    let held = 0;
    for (let at = 0; ; at++) {
      const [code, operand] = [view.getUint16(at * 8, true), view.getUint32(at * 8 + 4, true)];
      const [yes, no] = [filter[at * 8 + 2] ?? 0, filter[at * 8 + 3] ?? 0];
      if (code === 0x06) return operand;
      if (code === 0x20) held = data.get(operand) ?? 0;
      else at += (code === 0x15 ? held === operand : held >= operand) ? yes : no;
    }
  }
  const ALLOW = 0x7fff_0000;
  const REFUSE = 0x0005_0001;

  it.each([
    ["x64", 0xc000_003e, 41, 16],
    ["arm64", 0xc000_00b7, 198, 29],
  ] as const)("for %s", (processor, arch, socket, ioctl) => {
    const filter = seccompFilter(processor);
    if (filter === undefined) throw new Error("there is none");
    for (const [name, numbers] of REFUSED_CALLS)
      expect([name, verdict(filter, numbers[processor], arch)]).toEqual([name, REFUSE]);
    for (const number of [0, 1, 59, 220, 257, 435])
      expect(verdict(filter, number, arch)).toBe(ALLOW);
    for (const family of [1, 2, 10, 16])
      expect(verdict(filter, socket, arch, [family])).toBe(ALLOW);
    for (const family of [17, 40]) expect(verdict(filter, socket, arch, [family])).toBe(REFUSE);
    for (const request of [0x5412, 0x541c])
      expect(verdict(filter, ioctl, arch, [0, request])).toBe(REFUSE);
    expect(verdict(filter, ioctl, arch, [0x5412, 0x5401])).toBe(ALLOW);
    expect(verdict(filter, 0, 0x4000_0003)).toBe(0x8000_0000);
    expect(verdict(filter, 0x4000_0000 + 39, arch)).toBe(processor === "x64" ? REFUSE : ALLOW);
  });

  it("is none for another processor", () => {
    expect(seccompFilter("riscv64")).toBeUndefined();
  });
});

describe("the record of what was done", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "ambit-log-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is read from one look to the next, calls in two parts and escapes included", async () => {
    const file = path.join(folder, "log");
    const log = new TraceLog(file);
    writeFileSync(
      file,
      [
        String.raw`10 openat(AT_FDCWD</w>, "a\303\274.txt", O_RDONLY|O_CLOEXEC) = 3</w/a\303\274.txt>`,
        `10 openat(AT_FDCWD</w>, "new", O_WRONLY|O_CREAT, 0666) = 4</w/new>`,
        `10 openat(AT_FDCWD</w>, "src", O_RDONLY|O_DIRECTORY) = 4</w/src>`,
        `11 openat(AT_FDCWD</w>, "b", O_RDONLY <unfinished ...>`,
        `10 openat(AT_FDCWD</w>, "../home/.ssh/id", O_RDONLY) = -1 ENOENT (No such file or directory)`,
        `11 <... openat resumed>) = 5</w/b>`,
        `12 execve("/usr/bin/cat", ["cat", "a b", "\\33[2J"], 0x7ffd /* 5 vars */) = 0`,
        `12 execve("/nowhere/cat", ["cat"], 0x7ffd /* 5 vars */) = -1 ENOENT (No such file or directory)`,
        `12 connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("203.0.113.9")}, 16) = -1 ENETUNREACH (Network is unreachable)`,
        `12 connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
        String.raw`12 sendto(3<socket:[1]>, "\10\7\1\0\0\1\0\0\0\0\0\0\4evil\7example\0\0\1\0\1", 30, MSG_NOSIGNAL, NULL, 0) = 30`,
        `13 openat(AT_FDCWD</w>, "half`,
      ].join("\n"),
    );
    expect(await log.next()).toEqual({
      read: ["/w/aü.txt", "/w/b"],
      missed: ["/home/.ssh/id"],
      programs: ["cat a b \u001b[2J"],
      network: ["203.0.113.9:443", "evil.example"],
    });
    writeFileSync(file, `.txt", O_RDONLY) = 3</w/half.txt>\n`, { flag: "a" });
    expect(await log.next()).toMatchObject({ read: ["/w/half.txt"], programs: [] });
    expect(await log.next()).toMatchObject({ read: [] });
  });
});

describe("what changed from one look to the next", () => {
  const look = (entries: Readonly<Record<string, Change>>): Changes => ({
    entries: new Map(Object.entries(entries)),
    bytes: 0,
  });
  const created: Change = { state: "created", stamp: "1" };
  const changed: Change = { state: "changed", stamp: "1" };
  const deleted: Change = { state: "deleted", stamp: "" };

  it.each([
    ["something new", look({}), look({ a: created }), "created"],
    [
      "something new that goes on",
      look({ a: created }),
      look({ a: { ...created, stamp: "2" } }),
      "changed",
    ],
    ["something new that goes", look({ a: created }), look({}), "deleted"],
    ["something old", look({}), look({ a: changed }), "changed"],
    ["something old that goes", look({ a: changed }), look({ a: deleted }), "deleted"],
    ["something that comes back", look({ a: deleted }), look({ a: changed }), "created"],
    ["nothing", look({ a: changed }), look({ a: changed }), "none"],
  ])("%s", (_, before, after, what) => {
    const none = { created: [], changed: [], deleted: [] };
    const expected = what === "none" ? none : { ...none, [what]: ["a"] };
    expect(changedBetween(before, after)).toEqual(expected);
  });
});

describe("who carries out a call", () => {
  const context = { workspace: "/w", cwd: "/w/sub", dialect: "bash" };
  const call = (args: Readonly<Record<string, string>>) => ({ tool: "x", args, context });

  it.each([
    ["shell", { command: "ls" }, { tool: "shell", args: { command: "ls", cwd: "/w/sub" } }],
    [
      "shell",
      { command: "ls", cwd: "a" },
      { tool: "shell", args: { command: "ls", cwd: "/w/sub/a" } },
    ],
    ["file.read", { path: "a" }, { tool: "file.read", args: { path: "a", cwd: "/w/sub" } }],
    [
      "tool:Write",
      { file_path: "/w/a", content: "x" },
      { tool: "file.write", args: { path: "/w/a", content: "x", cwd: "/w/sub" } },
    ],
    ["mcp:a/b/c", { __proto__x: "1" }, { server: "a", tool: "b/c", args: { __proto__x: "1" } }],
    ["Bash", { command: "ls" }, { tool: "shell", args: { command: "ls", cwd: "/w/sub" } }],
    ["mcp__a__b__c", {}, { server: "a", tool: "b__c" }],
    ["mcp:a/resources.read", { uri: "x" }, { nobody: expect.stringContaining("only tools") }],
    ["agent.run", { name: "x" }, { nobody: expect.stringContaining("no agent") }],
  ])("%s %j", (tool, args, errand) => {
    expect(errandFor(tool, call(args as Readonly<Record<string, string>>))).toMatchObject(errand);
  });

  it("nobody, where command lines are PowerShell's", () => {
    const dialect = { ...context, dialect: "powershell" };
    expect(errandFor("shell", { ...call({ command: "ls" }), context: dialect })).toHaveProperty(
      "nobody",
    );
  });
});
