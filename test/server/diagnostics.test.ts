import { afterEach, describe, expect, it } from "vitest";
import { Client } from "./client.ts";
import { Disk } from "./disk.ts";

const HEAD = "ambit: 1\nagent: { id: bot, owner: a@example.com, purpose: tests }\nrules:\n";
const GOOD = `${HEAD}  - id: read\n    allow: file.read\n    path: src/**\n`;
const MISSPELT = GOOD.replace("path:", "paht:");

/** Grants an interpreter; a document that denies it takes the finding away. */
const WIDE = `${HEAD}  - id: run\n    allow: shell\n    command: "node **"\n`;
const BOUNDED = WIDE.replace("rules:", "extends: [./org.ambit.yaml]\nrules:");
const DENY = `ambit: 1\nrules:\n  - id: no-node\n    deny: shell\n    command: node\n`;

let client: Client;
afterEach(() => client.stop());

const codes = (found: readonly { code?: unknown }[]): unknown[] => found.map(({ code }) => code);

describe("an open document", () => {
  it("is checked as it is typed, and cleared when it is mended", async () => {
    client = await Client.start(new Disk({}));
    await client.open("/shop/ambit.yaml", GOOD);
    expect(await client.diagnostics("/shop/ambit.yaml")).toEqual([]);
    await client.edit("/shop/ambit.yaml", "path:", "paht:");
    const found = await client.diagnostics("/shop/ambit.yaml", ({ version }) => version === 2);
    expect(found.find(({ code }) => code === "unknown-key")).toMatchObject({
      source: "ambit",
      severity: 1,
      range: { start: { line: 5, character: 4 }, end: { line: 5, character: 8 } },
    });
    await client.edit("/shop/ambit.yaml", "paht:", "path:");
    expect(await client.diagnostics("/shop/ambit.yaml", ({ version }) => version === 3)).toEqual(
      [],
    );
  });

  it("is mended by its quick fix", async () => {
    client = await Client.start(new Disk({}));
    await client.open("/shop/ambit.yaml", MISSPELT);
    const found = await client.diagnostics("/shop/ambit.yaml");
    const [unknown] = found.filter(({ code }) => code === "unknown-key");
    const range = unknown?.range ?? {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 0 },
    };
    const [fix] = await client.fixes("/shop/ambit.yaml", range);
    expect(fix).toMatchObject({ title: "Change to `path`", kind: "quickfix", isPreferred: true });
    await client.apply("/shop/ambit.yaml", fix?.edit?.changes?.["file:///shop/ambit.yaml"] ?? []);
    expect(client.document("/shop/ambit.yaml").getText()).toBe(GOOD);
    expect(await client.diagnostics("/shop/ambit.yaml", ({ version }) => version === 2)).toEqual(
      [],
    );
  });

  it("counts as it stands in the editor, not as it is on disk", async () => {
    client = await Client.start(new Disk({ "/shop/ambit.yaml": MISSPELT }));
    await client.diagnostics("/shop/ambit.yaml", ({ diagnostics }) => diagnostics.length > 0);
    await client.open("/shop/ambit.yaml", GOOD);
    await client.diagnostics("/shop/ambit.yaml", ({ diagnostics }) => diagnostics.length === 0);
    await client.close("/shop/ambit.yaml");
    await client.diagnostics("/shop/ambit.yaml", ({ diagnostics }) => diagnostics.length > 0);
  });

  it("needs no file: untitled", async () => {
    client = await Client.start(new Disk({}));
    await client.open("untitled:Untitled-1", WIDE);
    expect(codes(await client.diagnostics("untitled:Untitled-1"))).toContain("interpreter-command");
    await client.close("untitled:Untitled-1");
    await client.diagnostics("untitled:Untitled-1", ({ diagnostics }) => diagnostics.length === 0);
  });

  it("shows the call that a grant permits", async () => {
    client = await Client.start(new Disk({}), { options: { pages: "file:///pages/" } });
    await client.open("/shop/ambit.yaml", WIDE);
    const [found] = await client.diagnostics("/shop/ambit.yaml");
    expect(found).toMatchObject({
      code: "interpreter-command",
      codeDescription: { href: "file:///pages/interpreter-command.md" },
    });
    expect(found?.relatedInformation?.[0]?.message).toMatch(/^it permits: shell node -e /);
  });

  it("shows it in the message to a client that shows nothing else", async () => {
    client = await Client.start(new Disk({}), { capabilities: {} });
    await client.open("/shop/ambit.yaml", WIDE);
    const [found] = await client.diagnostics("/shop/ambit.yaml");
    expect(found?.message).toContain("\nit permits: shell node -e ");
    expect(found).not.toHaveProperty("relatedInformation");
  });

  it("is checked to the last of many edits", async () => {
    client = await Client.start(new Disk({}));
    await client.open("/shop/ambit.yaml", GOOD);
    let version = 1;
    for (let i = 0; i < 50; i++) {
      version = await client.edit(
        "/shop/ambit.yaml",
        i % 2 === 0 ? "path:" : "paht:",
        i % 2 === 0 ? "paht:" : "path:",
      );
    }
    const last = await client.diagnostics("/shop/ambit.yaml", (one) => one.version === version);
    expect(last).toEqual([]);
    const versions = client.published.map((one) => one.version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });
});

it("what a scenario expects is held to its policy while that is typed", async () => {
  const policy = "ambit: 1\nagent: { id: a, owner: b }\nrules:\n  - { deny: shell, command: ls }\n";
  const scenario =
    "ambit-scenario: 1\npolicy: ./p.ambit.yaml\nsteps:\n  - { call: { tool: shell, args: { command: ls } }, expect: deny }\n";
  const path = "/shop/s.ambit-scenario.yaml";
  client = await Client.start(new Disk({ "/shop/p.ambit.yaml": policy, [path]: scenario }));
  expect(await client.diagnostics(path)).toEqual([]);
  await client.open("/shop/p.ambit.yaml", policy);
  await client.edit("/shop/p.ambit.yaml", "deny: shell", "ask: shell");
  const [found] = await client.diagnostics(path, (one) => one.diagnostics.length > 0);
  expect(found?.message).toContain("is decided `ask`, not `deny`");
  await client.edit("/shop/p.ambit.yaml", "ask: shell", "deny: shell");
  await client.diagnostics(path, (one) => one.diagnostics.length === 0);
});

describe("a document that is not open", () => {
  it("is checked when it lies in a workspace folder", async () => {
    const files = {
      "/shop/a/x.ambit.yaml": MISSPELT,
      "/shop/s.ambit-scenario.yaml": "ambit-scenario: 1\n",
      "/else/ambit.yaml": MISSPELT,
    };
    client = await Client.start(new Disk(files));
    expect(codes(await client.diagnostics("/shop/a/x.ambit.yaml"))).toContain("unknown-key");
    expect(codes(await client.diagnostics("/shop/s.ambit-scenario.yaml"))).toContain("missing-key");
    expect(client.published.map((one) => one.uri)).not.toContain("file:///else/ambit.yaml");
  });

  it("is checked again when others change it, and takes its findings along when it goes", async () => {
    const disk = new Disk({ "/shop/p/x.ambit.yaml": MISSPELT });
    client = await Client.start(disk);
    await client.diagnostics("/shop/p/x.ambit.yaml", (one) => one.diagnostics.length > 0);
    disk.texts.set("/shop/p/x.ambit.yaml", GOOD);
    await client.changed("/shop/p/x.ambit.yaml");
    await client.diagnostics("/shop/p/x.ambit.yaml", (one) => one.diagnostics.length === 0);
    disk.texts.set("/shop/p/x.ambit.yaml", WIDE);
    await client.changed("/shop/p/x.ambit.yaml");
    await client.diagnostics("/shop/p/x.ambit.yaml", (one) => one.diagnostics.length > 0);
    disk.texts.clear();
    await client.changed("/shop/p", "deleted");
    await client.diagnostics("/shop/p/x.ambit.yaml", (one) => one.diagnostics.length === 0);
  });

  it("leaves with its folder", async () => {
    client = await Client.start(
      new Disk({ "/shop/x.ambit.yaml": MISSPELT, "/two/y.ambit.yaml": MISSPELT }),
    );
    await client.diagnostics("/shop/x.ambit.yaml");
    const folder = (path: string) => ({ uri: `file://${path}`, name: path });
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [folder("/two")], removed: [folder("/shop")] },
    });
    expect(codes(await client.diagnostics("/two/y.ambit.yaml"))).toContain("unknown-key");
    await client.diagnostics("/shop/x.ambit.yaml", (one) => one.diagnostics.length === 0);
  });
});

describe("a document that another extends", () => {
  it("counts as it is typed", async () => {
    client = await Client.start(
      new Disk({ "/shop/ambit.yaml": BOUNDED, "/shop/org.ambit.yaml": GOOD }),
    );
    const wide = await client.diagnostics("/shop/ambit.yaml", (one) => one.diagnostics.length > 0);
    expect(codes(wide)).toEqual(["interpreter-command"]);
    await client.open("/shop/org.ambit.yaml", DENY);
    await client.diagnostics(
      "/shop/ambit.yaml",
      (one) => !codes(one.diagnostics).includes("interpreter-command"),
    );
    await client.edit("/shop/org.ambit.yaml", "deny: shell", "deny: web.search");
    await client.edit("/shop/org.ambit.yaml", "    command: node\n", "");
    await client.diagnostics("/shop/ambit.yaml", (one) =>
      codes(one.diagnostics).includes("interpreter-command"),
    );
  });

  it("counts when it comes, anywhere below the folder, to an agent that may start any other", async () => {
    const starter = `${HEAD}  - { id: start, allow: agent.run }\n`;
    const disk = new Disk({ "/shop/ambit.yaml": starter });
    client = await Client.start(disk);
    const found = await client.diagnostics("/shop/ambit.yaml");
    expect(codes(found)).not.toContain("starts-wider-agent");
    const wider = GOOD.replace("id: bot", "id: helper");
    disk.texts.set("/shop/agents/helper.ambit.yaml", wider);
    await client.changed("/shop/agents/helper.ambit.yaml", "created");
    await client.diagnostics("/shop/ambit.yaml", ({ diagnostics }) =>
      codes(diagnostics).includes("starts-wider-agent"),
    );
  });

  it("counts when it appears on disk", async () => {
    const disk = new Disk({ "/shop/ambit.yaml": BOUNDED, "/shop/org.ambit.yaml": GOOD });
    client = await Client.start(disk);
    await client.diagnostics("/shop/ambit.yaml", (one) => one.diagnostics.length > 0);
    disk.texts.set("/shop/org.ambit.yaml", DENY);
    await client.changed("/shop/org.ambit.yaml");
    await client.diagnostics("/shop/ambit.yaml", (one) => one.diagnostics.length === 0);
  });
});

it("a file that git begins to keep, or no longer keeps, is checked when the index of git changes", async () => {
  const local = "/shop/.claude/settings.local.json";
  const name = ".claude/settings.local.json";
  const index = (names: readonly string[]): string =>
    `DIRC${names.map((one) => `\0${String.fromCharCode(one.length)}${one}\0`).join("")}`;
  const disk = new Disk({
    "/shop/.git/index": index([]),
    [local]: '{ "permissions": { "allow": ["Bash(npm test)"] } }\n',
  });
  client = await Client.start(disk);
  await client.open(local, disk.texts.get(local) ?? "");
  expect(codes(await client.diagnostics(local))).toEqual([]);
  disk.texts.set("/shop/.git/index", index([name]));
  await client.changed("/shop/.git/index");
  const found = await client.diagnostics(local, ({ diagnostics }) => diagnostics.length > 0);
  expect(codes(found)).toEqual(["local-settings-committed"]);
  disk.texts.set("/shop/.git/index", index([]));
  await client.changed("/shop/.git/index");
  await client.diagnostics(local, ({ diagnostics }) => diagnostics.length === 0);
});
