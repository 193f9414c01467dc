import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyOffer, offersOf } from "../../src/sandbox/apply.ts";
import type { Offer } from "../../src/sandbox/apply.ts";
import { openCopy } from "../../src/sandbox/copy.ts";
import type { World } from "../../src/sandbox/world.ts";

let outer: string;
let workspace: string;
let copy: string;
let world: World;

/** A run whose programs have ended, by what they have left. */
beforeEach(async () => {
  outer = mkdtempSync(path.join(os.tmpdir(), "ambit-apply-"));
  workspace = path.join(outer, "ws");
  mkdirSync(path.join(workspace, "src"), { recursive: true });
  for (const name of ["a.txt", "b.txt", "c.txt", "src/d.txt"])
    writeFileSync(path.join(workspace, name), "one\ntwo\n");
  writeFileSync(path.join(outer, "outside"), "outside\n");
  const runner = {
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    is: "person",
  } as const;
  const ground = await openCopy(workspace, outer, runner);
  if ("error" in ground) throw new Error(ground.error);
  copy = path.join(outer, "copy");
  const none = {
    layers: [],
    programs: [],
    leftOut: [],
    records: "changes",
    reader: "person",
  } as const;
  world = {
    ...{
      ...none,
      ground: ground.value,
      workspace,
      home: "/nonexistent",
      opened: Date.now() + 1_000,
    },
    toolServer: { name: "", argv: [], env: new Map(), visible: [] },
    sees: () => false,
    start: () => Promise.reject(new Error("nothing is started")),
    close: () => Promise.resolve(),
  };
});
afterEach(() => {
  rmSync(outer, { recursive: true, force: true });
});

const left = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(copy, name)), { recursive: true });
  writeFileSync(path.join(copy, name), text);
};

async function offer(name: string): Promise<Offer> {
  const found = (await offersOf(world)).find((one) => one.path === name);
  if (found === undefined || "why" in found) throw new Error(found?.why ?? "not offered");
  return found;
}

async function why(name: string): Promise<string | undefined> {
  const found = (await offersOf(world)).find((one) => one.path === name);
  return found !== undefined && "why" in found ? found.why : undefined;
}

describe("taking over", () => {
  it("offers what was created, changed and deleted, and writes what was agreed to", async () => {
    left("new/deep/e.txt", "new\n");
    left("a.txt", "one\n2\n");
    rmSync(path.join(copy, "b.txt"));
    const offers = await offersOf(world);
    expect(offers.map(({ path: name }) => name)).toEqual(["a.txt", "b.txt", "new/deep/e.txt"]);
    for (const one of offers)
      if (!("why" in one)) expect(await applyOffer(one, workspace)).toEqual({ value: undefined });
    expect(readFileSync(path.join(workspace, "new/deep/e.txt"), "utf8")).toBe("new\n");
    expect(readFileSync(path.join(workspace, "a.txt"), "utf8")).toBe("one\n2\n");
    expect(existsSync(path.join(workspace, "b.txt"))).toBe(false);
    expect(readFileSync(path.join(workspace, "c.txt"), "utf8")).toBe("one\ntwo\n");
  });

  it("keeps the rights of a program, and says that it is one", async () => {
    left("run.sh", "#!/bin/sh\n");
    chmodSync(path.join(copy, "run.sh"), 0o755);
    const one = await offer("run.sh");
    expect(one.warning).toBe("it becomes a program");
    await applyOffer(one, workspace);
    expect(statSync(path.join(workspace, "run.sh")).mode & 0o777).toBe(0o755);
  });

  it.each([
    ".git/hooks/pre-commit",
    ".vscode/tasks.json",
    ".claude/settings.json",
    "CLAUDE.md",
    ".husky/pre-push",
    "ambit.yaml",
  ])("warns of %s", async (name) => {
    left(name, "x\n");
    expect((await offer(name)).warning).toMatch(/what agents may do, or what runs by itself/);
  });

  it("withholds links, special files, set-uid ones, and what is no text", async () => {
    symlinkSync(path.join(outer, "outside"), path.join(copy, "link"));
    execFileSync("mkfifo", [path.join(copy, "pipe")]);
    left("suid", "x");
    chmodSync(path.join(copy, "suid"), 0o4755);
    left("binary", "a\0b");
    left("large", "x".repeat(1_000_001));
    rmSync(path.join(copy, "src"), { recursive: true });
    expect(await why("link")).toMatch(/link/);
    expect(await why("pipe")).toMatch(/special/);
    expect(await why("suid")).toMatch(/set-uid/);
    expect(await why("binary")).toMatch(/no text/);
    expect(await why("large")).toMatch(/1 MB/);
    expect(await why("src/")).toMatch(/by hand/);
  });

  it("withholds what was changed since the run began", async () => {
    left("a.txt", "theirs\n");
    const later = new Date(Date.now() + 60_000);
    utimesSync(path.join(workspace, "a.txt"), later, later);
    expect(await why("a.txt")).toMatch(/changed since/);
  });

  it("follows no link that a person or a program has put in the way", async () => {
    left("src/d.txt", "theirs\n");
    left("src/e.txt", "theirs\n");
    left("a.txt", "theirs\n");
    rmSync(path.join(copy, "b.txt"));
    const [changed, created, plain, gone] = [
      await offer("src/d.txt"),
      await offer("src/e.txt"),
      await offer("a.txt"),
      await offer("b.txt"),
    ];
    rmSync(path.join(workspace, "src"), { recursive: true });
    mkdirSync(path.join(outer, "elsewhere"));
    symlinkSync(path.join(outer, "elsewhere"), path.join(workspace, "src"));
    for (const name of ["a.txt", "b.txt"]) {
      rmSync(path.join(workspace, name));
      symlinkSync(path.join(outer, "outside"), path.join(workspace, name));
    }
    for (const one of [changed, created, plain, gone])
      expect(await applyOffer(one, workspace)).toHaveProperty("error");
    expect(readFileSync(path.join(outer, "outside"), "utf8")).toBe("outside\n");
    expect(existsSync(path.join(outer, "elsewhere/e.txt"))).toBe(false);
    expect(lstatSync(path.join(workspace, "b.txt")).isSymbolicLink()).toBe(true);
  });

  it("writes over nothing that has changed since it was shown", async () => {
    left("a.txt", "theirs\n");
    const one = await offer("a.txt");
    writeFileSync(path.join(workspace, "a.txt"), "mine\n");
    expect(await applyOffer(one, workspace)).toMatchObject({
      error: expect.stringContaining("changed meanwhile"),
    });
    expect(readFileSync(path.join(workspace, "a.txt"), "utf8")).toBe("mine\n");
  });
});
