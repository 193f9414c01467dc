import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { statSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Consent } from "../../src/host/consent.ts";
import { writeFileInside } from "../../src/host/write.ts";

let outer: string;
let folder: string;

beforeEach(() => {
  outer = mkdtempSync(path.join(os.tmpdir(), "ambit-write-"));
  folder = path.join(outer, "ws");
  mkdirSync(folder);
});

afterEach(() => {
  rmSync(outer, { recursive: true, force: true });
});

describe("writing", () => {
  const write = (names: readonly [string, ...string[]], before?: string): Promise<void> =>
    writeFileInside({ folder, names, text: "new", before });

  it("makes folders and files, and leaves nothing else", async () => {
    await write(["a", "b", "c.json"]);
    expect(readFileSync(path.join(folder, "a/b/c.json"), "utf8")).toBe("new");
    expect(readdirSync(path.join(folder, "a/b"))).toEqual(["c.json"]);
  });

  it("goes over nothing but what was read", async () => {
    const file = path.join(folder, "c.json");
    writeFileSync(file, "old");
    await expect(write(["c.json"])).rejects.toThrow("was changed meanwhile");
    await expect(write(["c.json"], "older")).rejects.toThrow("was changed meanwhile");
    await expect(write(["d.json"], "old")).rejects.toThrow("was removed meanwhile");
    expect(readFileSync(file, "utf8")).toBe("old");
    await write(["c.json"], "old");
    expect(readFileSync(file, "utf8")).toBe("new");
  });

  it.each([[".."], ["a/b"], [""], ["."], ["a\\b"], ["a\0"]])(
    "takes no name such as %j",
    async (name) => {
      await expect(write([name, "x"])).rejects.toThrow("is no name of a file");
    },
  );

  it("follows no link, of a folder or a file", async () => {
    const target = path.join(outer, "target");
    mkdirSync(target);
    writeFileSync(path.join(target, "x"), "old");
    symlinkSync(target, path.join(folder, "linked"));
    symlinkSync(path.join(target, "x"), path.join(folder, "x"));
    symlinkSync(path.join(target, "y"), path.join(folder, "y"));
    await expect(write(["linked", "x"], "old")).rejects.toThrow("is a link");
    await expect(write(["x"], "old")).rejects.toThrow("is a link");
    await expect(write(["y"])).rejects.toThrow("is a link");
    expect(readdirSync(target)).toEqual(["x"]);
    expect(readFileSync(path.join(target, "x"), "utf8")).toBe("old");
  });

  it("replaces no folder", async () => {
    mkdirSync(path.join(folder, "x"));
    await expect(write(["x"])).rejects.toThrow("is no plain file");
  });
});

describe("consent", () => {
  it("is remembered for the person alone", async () => {
    const state = path.join(outer, "state");
    const consent = new Consent(state);
    expect(await consent.has("a")).toBe(false);
    await consent.give("a");
    await consent.give("b");
    expect([await consent.has("a"), await consent.has("b"), await consent.has("c")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(statSync(path.join(state, "ambit/consent.json")).mode & 0o777).toBe(0o600);
  });

  it("is none where it cannot be read", async () => {
    mkdirSync(path.join(outer, "ambit"));
    writeFileSync(path.join(outer, "ambit/consent.json"), '{"servers": {"a": true}');
    expect(await new Consent(outer).has("a")).toBe(false);
  });
});
