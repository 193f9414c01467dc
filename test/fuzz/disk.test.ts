import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { diskFiles } from "../../src/host/files.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";

const folder = mkdtempSync(join(tmpdir(), "ambit-disk-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function broken(bytes: Uint8Array): Promise<boolean> {
  const path = join(folder, "ambit.yaml");
  writeFileSync(path, bytes);
  const file = await diskFiles.read(path);
  if (!("text" in file)) return true;
  return readPolicy(file.text, { file: path }).broken;
}

describe("the disk reader", () => {
  const ascii = (text: string): Buffer => Buffer.from(text, "latin1");

  it.each([
    ["UTF-8", Buffer.from("ambit: 1\nagent: { id: ü }\n"), false],
    ["a byte order mark", Buffer.from("\ufeffambit: 1\n"), false],
    ["Latin-1", ascii("ambit: 1\nagent: { id: \xfc }\n"), true],
    ["a surrogate in UTF-8", ascii("ambit: 1\nagent: { id: \xed\xa0\x80 }\n"), true],
    ["an overlong form", ascii("ambit: 1\nagent: { id: \xc0\xaf }\n"), true],
    ["a cut character", ascii("ambit: 1\nagent: { id: a }\n# \xe2\x82"), true],
    ["UTF-16", Buffer.from("\ufeffambit: 1\n", "utf16le"), true],
    ["a program", ascii("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0>\0"), true],
    ["zeros", Buffer.alloc(4096), true],
    ["10 MB", Buffer.alloc(10 * 1024 * 1024, 35), true],
    ["more than 10 MB", Buffer.alloc(10 * 1024 * 1024 + 1, 35), true],
  ])("reads %s", async (_, bytes, expected) => {
    expect(await broken(bytes)).toBe(expected);
  });

  it("names what is no file, and does not wait for it", async () => {
    mkdirSync(join(folder, "sub"));
    symlinkSync(join(folder, "circle"), join(folder, "circle"));
    symlinkSync("nowhere", join(folder, "dangling"));
    expect(await diskFiles.read(join(folder, "sub"))).toEqual({
      unreadable: "it is no plain file",
    });
    expect(await diskFiles.read("/dev/zero")).toEqual({ unreadable: "it is no plain file" });
    expect(await diskFiles.read(join(folder, "circle"))).toEqual({
      unreadable: "its links lead in a circle",
    });
    expect(await diskFiles.read(join(folder, "dangling"))).toEqual({ missing: true });
    expect(await diskFiles.read("//server/share/ambit.yaml")).toEqual({
      unreadable: "it lies on another machine",
    });
    expect(await diskFiles.read(`${folder}/${"a".repeat(5000)}`)).toEqual({
      unreadable: "its name is too long",
    });
    expect(await diskFiles.read(`${folder}/a\0b`)).toHaveProperty("unreadable");
  });
});
