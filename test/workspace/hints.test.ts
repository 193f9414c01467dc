import { describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import { catalogFiles } from "../../src/workspace/catalogs.ts";
import { HintSource } from "../../src/workspace/hint-source.ts";
import { Surroundings } from "../../src/workspace/surroundings.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { catalogOf, tool } from "../support/catalog.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();

const FILES = {
  "/shop/.git/HEAD": "",
  "/shop/package.json": '{"scripts": {"build": "x"}}',
  "/shop/src/deep/z.ts": "",
  "/shop/src/a.ts": "",
  "/shop/node_modules/x/index.js": "",
  "/shop/.ambit/tools/mail.json": catalogOf("mail", [tool("send")]),
};

class CountingDisk extends Disk {
  lists = 0;
  override list(folder: string): ReturnType<Disk["list"]> {
    this.lists++;
    return super.list(folder);
  }
}

function portsOf(files: Disk) {
  return { files, grammars, home: "/home/dev", now: () => "2026-11-01T00:00:00Z" };
}

describe("what there is in a workspace", () => {
  it("is named, the upper folders first", async () => {
    const ports = portsOf(new Disk(FILES));
    const around = (root: string) =>
      new Surroundings(root, ports, (folder) => catalogFiles(folder, ports.files));
    const { hints } = await new HintSource(ports.files, around).of(
      "/shop",
      new Map(),
      "/shop/ambit.yaml",
    );
    expect(hints.files).toEqual(
      ["package.json", ".ambit/tools/mail.json", "src/a.ts", "src/deep/z.ts"].toSorted(
        (a, b) => a.split("/").length - b.split("/").length,
      ),
    );
    expect(hints).toMatchObject({ scripts: ["build"], tools: ["mcp:mail/send"] });
  });

  it("is listed once, until files come or go", async () => {
    const disk = new CountingDisk({ ...FILES, "/shop/ambit.yaml": "ambit: 1\nrules: []\n" });
    const workspace = new Workspace(portsOf(disk));
    await workspace.inspect("/shop/ambit.yaml");
    const first = disk.lists;
    await workspace.inspect("/shop/ambit.yaml");
    expect(disk.lists).toBe(first);
    workspace.filesChanged();
    await workspace.inspect("/shop/ambit.yaml");
    expect(disk.lists).toBe(2 * first);
  });
});
