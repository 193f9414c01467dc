import { afterEach, describe, expect, it } from "vitest";
import type { Files } from "../../src/workspace/ports.ts";
import { Client } from "./client.ts";
import { Disk } from "./disk.ts";

const FILE = "/shop/ambit.yaml";
const GOOD = "ambit: 1\nrules: []\n";

const RULE = '  - id: r%\n    allow: file.read\n    path: "src/a%/**" # ';
const RULES = Array.from({ length: 2000 }, (_, at) => RULE.replaceAll("%", String(at)));
const ONE_MB = `ambit: 1\nrules:\n${RULES.map((rule) => `${rule.padEnd(500, "x")}\n`).join("")}`;

let client: Client;
afterEach(() => client.stop());

describe("the server stands", () => {
  it.each([
    ["nothing", ""],
    ["broken YAML", "ambit: 1\nrules: [\n  {"],
    ["a megabyte", ONE_MB],
    ["ten megabytes", "x".repeat(10_000_000)],
    ["deep nesting", `ambit: 1\nrules: ${"[".repeat(100_000)}`],
    [
      "aliases by the million",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghij"
        .split("")
        .map(
          (n, i) =>
            `${n}: &${n} [${Array(9)
              .fill(`*${"abcdefghi"[i] ?? "a"}`)
              .join()}]\n`,
        )
        .join("")}`,
    ],
    [
      "binary",
      String.fromCharCode(...Array.from({ length: 4096 }, (_, at) => (at * 7919) % 65536)),
    ],
    ["names of the language", "__proto__: { toString: 1 }\nconstructor: []\nambit: 1\n"],
    ["a regex bomb", 'ambit: 1\nrules:\n  - ask: tool:x\n    args: { a: { pattern: "(a+)+$" } }\n'],
    ["CRLF, tabs and a BOM", "\ufeffambit: 1\r\nrules:\r\n\t- allow: x\r\n"],
  ])("%s, and says so", async (_, text) => {
    client = await Client.start(new Disk({}));
    const start = performance.now();
    await client.open(FILE, text);
    await client.diagnostics(FILE, ({ version }) => version === 1);
    expect(performance.now() - start).toBeLessThan(30_000);
    await client.open("/shop/other.ambit.yaml", GOOD);
    await client.diagnostics("/shop/other.ambit.yaml");
    expect(client.log.filter((line) => line.includes("defect"))).toEqual([]);
  });

  it("nonsense about files and requests", async () => {
    client = await Client.start(new Disk({}), {
      folders: ["/shop"],
      options: { trusted: "yes", pages: 7 },
    });
    for (const uri of [
      "",
      "file:",
      "file:///%zz",
      "http://[",
      "untitled:",
      "file://host/share/x",
    ]) {
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [
          { uri, type: 3 },
          { uri, type: 1 },
        ],
      });
      await client.connection.sendRequest("ambit/simulate", { uri });
    }
    await client.open(FILE, GOOD);
    await client.diagnostics(FILE);
    expect(client.log.filter((line) => line.includes("defect"))).toEqual([]);
  });

  it("a defect of our own: it is told in the log, and work goes on", async () => {
    const disk: Files = new Disk({});
    disk.exists = (path) => {
      if (path.includes("poison")) throw new Error("planted");
      return Promise.resolve(false);
    };
    client = await Client.start(disk);
    await client.open("/shop/poison/ambit.yaml", GOOD);
    await client.open(FILE, GOOD);
    await client.diagnostics(FILE);
    expect(client.log.join("\n")).toMatch(
      /defect of Ambit, in the check of .*poison.*: Error: planted/,
    );
    expect(client.published.map(({ uri }) => uri)).not.toContain("file:///shop/poison/ambit.yaml");
  });
});
