import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskFiles } from "../../src/host/files.ts";
import { onceListed } from "../../src/host/once-listed.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "ambit-listed-"));
  mkdirSync(path.join(folder, "a/b"), { recursive: true });
  writeFileSync(path.join(folder, "a/x.json"), "{}");
  writeFileSync(path.join(folder, "a/Y.json"), "[]");
  symlinkSync(path.join(folder, "a/x.json"), path.join(folder, "link"));
  symlinkSync(path.join(folder, "nothing"), path.join(folder, "dead"));
  symlinkSync(path.join(folder, "a"), path.join(folder, "folder-link"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("files listed once", () => {
  const NAMES = [
    ...["a", "a/b", "a/b/", "a/x.json", "a/Y.json", "a/y.json", "link", "dead", "dead/x"],
    ...["folder-link", "folder-link/x.json", "folder-link/z", "a/x.json/below", "none/none", ""],
  ];

  it.each(NAMES)("are those of the disk: %j", async (name) => {
    const at = `${folder}/${name}`;
    const once = onceListed();
    expect(await once.exists(at)).toBe(await diskFiles.exists(at));
    expect(await once.read(at)).toEqual(await diskFiles.read(at));
    expect(await once.list(at)).toEqual(await diskFiles.list(at));
    expect(await once.real(at)).toBe(await diskFiles.real(at));
    const all = (): boolean => true;
    expect(await once.find(at, all)).toEqual(await diskFiles.find(at, all));
  });

  it("are not seen to come, but to change", async () => {
    const once = onceListed();
    expect(await once.read(`${folder}/a/x.json`)).toEqual({ text: "{}" });
    writeFileSync(path.join(folder, "a/x.json"), "1");
    writeFileSync(path.join(folder, "a/new.json"), "1");
    expect(await once.read(`${folder}/a/x.json`)).toEqual({ text: "1" });
    expect(await once.exists(`${folder}/a/new.json`)).toBe(false);
  });

  it("leave other machines alone", async () => {
    const once = onceListed();
    expect(await once.read("//host/share/x")).toEqual({
      unreadable: "it lies on another machine",
    });
    expect(await once.list("\\\\host\\share")).toEqual([]);
  });

  it("say which folder could not be looked through", async () => {
    const heard: string[] = [];
    await onceListed().find(
      `${folder}/none`,
      () => true,
      (at) => heard.push(at),
    );
    expect(heard).toEqual([`${folder}/none`]);
  });
});
