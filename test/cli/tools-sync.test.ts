import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toolsAccept } from "../../src/cli/tools-accept.ts";
import { toolsSync } from "../../src/cli/tools-sync.ts";
import type { ToolDefinition } from "../../src/model/tool-catalog.ts";
import { readCatalog } from "../../src/policy/read-catalog.ts";
import { catalogText } from "../../src/workspace/catalog-file.ts";
import { hostile, real } from "../mcp/servers.ts";

let folder: string;
let state: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "ambit-sync-"));
  state = mkdtempSync(path.join(os.tmpdir(), "ambit-state-"));
  vi.stubEnv("XDG_STATE_HOME", state);
  vi.stubEnv("NO_COLOR", "1");
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const one of [folder, state]) rmSync(one, { recursive: true, force: true });
});

describe("ambit tools sync", () => {
  it("records the tools of real servers, and finds them unchanged", async () => {
    const servers = {
      fs: written(real("filesystem", "${workspaceFolder}")),
      memory: written(real("memory")),
      "../odd": written(hostile("fine")),
    };
    configure({ servers }, ".vscode/mcp.json");
    const { out, code } = await sync("--yes");
    const lines = ["fs 14 tools", "memory 9 tools", "../odd 1 tool"];
    expect(out.split("\n")).toEqual([...lines.map((line) => `added     ${line}`), ""]);
    expect(code).toBe(0);
    expect(readdirSync(path.join(folder, ".ambit/tools")).toSorted()).toEqual([
      "%2E%2E%2Fodd.json",
      "fs.json",
      "memory.json",
    ]);
    expect(recorded("fs")).toMatchObject({ "ambit-tools": 1, name: "secure-filesystem-server" });
    expect(recorded("fs").tools[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await sync("--check")).toMatchObject({ code: 0 });
  });

  it("starts nothing without consent, and asks again when the definition changes", async () => {
    const file = path.join(folder, "starts");
    configure({ mcpServers: { one: written(hostile("count", file)) } });
    await expect(sync()).rejects.toThrow(/^nothing was started: `one` was not agreed to yet/);
    expect(existsSync(file)).toBe(false);
    expect((await sync("--yes")).code).toBe(0);
    expect((await sync()).code).toBe(0);
    const changed = { ...written(hostile("count", file)), env: { NODE_OPTIONS: "--inspect" } };
    configure({ mcpServers: { one: changed } });
    await expect(sync()).rejects.toThrow("nothing was started");
    expect(readFileSync(file, "utf8")).toBe("started\nstarted\n");
    const consent = path.join(state, "ambit/consent.json");
    expect(statSync(consent).mode & 0o777).toBe(0o600);
    expect(readFileSync(consent, "utf8")).not.toContain("hostile");
  });

  it("records what changed beside what was accepted, and leaves that as it was", async () => {
    configure({ mcpServers: { one: written(hostile("pages")) } });
    await sync("--yes");
    await accepted("one", (tool, at) => [[{ ...tool, description: "Was." }], [tool]][at] ?? []);
    const before = JSON.stringify(recorded("one"));
    const out = "changed   one 3 tools; what changed waits for `ambit tools accept one`\n";
    const check = await sync("--check");
    expect(check).toMatchObject({ code: 1, out });
    expect(check.err).toMatch(/\n {2}~ \S+\n {6}description\n {6}- Was\.\n {6}\+ .*\n {2}\+ /);
    expect(JSON.stringify(recorded("one"))).toBe(before);
    for (const words of [[], ["--yes"]]) {
      expect(await sync(...words)).toMatchObject({ code: 1, out });
      const { changed, ...rest } = recorded("one");
      expect(JSON.stringify(rest)).toBe(before);
      expect(changed.tools).toHaveLength(2);
    }

    await expect(run(toolsAccept, "one")).rejects.toThrow("nothing was accepted: agree on a");
    await expect(run(toolsAccept, "two")).rejects.toThrow("there is no catalog of `two`");
    await expect(run(toolsAccept, "one/x", "--yes")).rejects.toThrow("does not wait");
    const [first] = changed().tools;
    expect(await run(toolsAccept, `one/${first.name}`, "--yes")).toMatchObject({
      ...{ code: 0, out: "accepted  one 1 tool\n" },
    });
    expect(changed().tools).toHaveLength(1);
    expect(await run(toolsAccept, "one", "--yes", "--format", "json")).toMatchObject({ code: 0 });
    expect(recorded("one")).not.toHaveProperty("changed");
    expect(await sync("--check")).toMatchObject({ code: 0 });
    expect(await run(toolsAccept, "one")).toMatchObject({
      ...{ code: 0, out: "unchanged one nothing waited\n" },
    });
  });

  it("does not take a tool that went and came back in between for a new one", async () => {
    configure({ mcpServers: { one: written(hostile("fine")) } });
    await sync("--yes");
    await accepted("one", (tool) => [tool, { ...tool, name: "away" }]);
    expect((await sync()).code).toBe(1);
    expect(recorded("one")).toMatchObject({ changed: { removed: ["away"], tools: [] } });
    expect(recorded("one").tools).toHaveLength(2);
  });

  it("mends a hash that is wrong where the tool is as the server says", async () => {
    configure({ mcpServers: { one: written(hostile("fine")) } });
    await sync("--yes");
    edit("one", (text) => text.replace(/"sha256": "[0-9a-f]{4}/, '"sha256": "0000'));
    const check = await sync("--check");
    expect(check.code).toBe(1);
    expect(check.err).toContain("`sha256` of `look` is not that of what stands here");
    expect((await sync()).code).toBe(0);
    expect((await sync("--check")).code).toBe(0);
  });

  it("writes over no catalog that it cannot read", async () => {
    configure({ mcpServers: { one: written(hostile("fine")) } });
    await sync("--yes");
    edit("one", (text) => `<<<<<<< mine\n${text}`);
    const { code, out } = await sync("--yes");
    expect({ code, out }).toEqual({ code: 3, out: expect.stringContaining("cannot be used") });
  });

  it("gives its result as JSON", async () => {
    configure({ mcpServers: { one: written(hostile("pages")), two: written(hostile("exits")) } });
    const { out, code } = await sync("--yes", "--format", "json");
    expect(JSON.parse(out)).toEqual({
      servers: [
        { server: "one", file: ".mcp.json", status: "added", written: true, tools: 3, changes: [] },
        {
          ...{ server: "two", file: ".mcp.json", status: "failed", written: false },
          ...{ tools: 0, changes: [], error: expect.stringContaining("ended by itself") },
        },
      ],
    });
    expect(code).toBe(3);
  });

  it("writes hidden characters of a server so that they are seen", async () => {
    configure({ mcpServers: { one: written(hostile("characters")) } });
    await sync("--yes");
    const text = readFileSync(path.join(folder, ".ambit/tools/one.json"), "utf8");
    expect(text).toContain(String.raw`"lo\u202eok"`);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    await accepted("one", (tool) => [{ ...tool, description: "Was." }]);
    const { err } = await sync("--check");
    expect(err).toContain(String.raw`~ lo\u{202e}ok`);
    expect(err).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it("gives the server what its definition asks for, and says what is missing", async () => {
    const file = path.join(folder, "env.json");
    writeFileSync(path.join(folder, ".env"), "FROM_FILE='a b'\nBOTH=file\n");
    const env = { BOTH: "${env:AMBIT_TEST}", OTHER: "${AMBIT_NO:-else}" };
    configure({ mcpServers: { one: { ...written(hostile("env", file)), env, envFile: ".env" } } });
    vi.stubEnv("AMBIT_TEST", "given ${userHome}");
    vi.stubEnv("AMBIT_CANARY", "sing");
    expect((await sync("--yes")).code).toBe(0);
    const got = JSON.parse(readFileSync(file, "utf8"));
    expect(got).toMatchObject({ BOTH: "given ${userHome}", FROM_FILE: "a b", OTHER: "else" });
    expect(JSON.stringify(got)).not.toMatch(/sing|CANARY/);
    const everything = [state, path.join(folder, ".ambit")].map(allText).join("");
    expect(everything).not.toContain("given");

    configure({ mcpServers: { one: { ...written(hostile("fine")), args: ["${input:token}"] } } });
    const lacking = await sync("--yes");
    expect(lacking.code).toBe(3);
    expect(lacking.out).toContain("needs a value for `${input:token}`, and there is nobody to ask");
  });

  it.each(["tools", "one.json"])("does not follow a link planted at %s", async (where) => {
    configure({ mcpServers: { one: written(hostile("fine")) } });
    const target = path.join(state, "target");
    if (where === "tools") {
      mkdirSync(path.join(folder, ".ambit"));
      mkdirSync(target);
      symlinkSync(target, path.join(folder, ".ambit/tools"));
    } else {
      mkdirSync(path.join(folder, ".ambit/tools"), { recursive: true });
      symlinkSync(target, path.join(folder, ".ambit/tools/one.json"));
    }
    const { code, out } = await sync("--yes");
    expect({ code, out }).toEqual({ code: 3, out: expect.stringContaining("is a link") });
    expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
  });

  it("refuses what it does not know", async () => {
    configure({ mcpServers: { one: written(hostile("fine")) } });
    await expect(sync("two", "--yes")).rejects.toThrow("there is no server `two`; there are `one`");
    await expect(sync("--timeout", "soon")).rejects.toThrow("`--timeout` is a number of seconds");
    configure({ mcpServers: { one: { type: "sse", url: "http://127.0.0.1:9" } } });
    const { code, err } = await sync("--yes");
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining(".mcp.json:1: ") });
  });
});

function configure(value: object, file = ".mcp.json"): void {
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(folder, file), `${JSON.stringify(value)} // a comment\n`);
}

function written({ command, args }: { command: string; args: readonly string[] }): object {
  return { command, args };
}

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function sync(...words: readonly string[]): Promise<Said> {
  return run(toolsSync, ...words);
}

async function run(
  command: (args: readonly string[]) => Promise<number>,
  ...words: readonly string[]
): Promise<Said> {
  const said = { out: "", err: "" };
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said.out += text.toString();
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.err += text.toString();
    return true;
  });
  try {
    const code = await command(["--folder", folder, ...words]);
    return { code, ...said };
  } finally {
    vi.restoreAllMocks();
  }
}

function recorded(server: string) {
  return JSON.parse(readFileSync(path.join(folder, `.ambit/tools/${server}.json`), "utf8"));
}

function changed() {
  return recorded("one").changed;
}

/** Writes the catalog anew as if other tools had been accepted. */
async function accepted(
  server: string,
  change: (tool: ToolDefinition, at: number) => readonly ToolDefinition[],
): Promise<void> {
  edit(server, (text) => {
    const { itself } = readCatalog(text);
    const tools = itself.tools.flatMap(change);
    return catalogText(server, { ...itself, tools });
  });
}

function edit(server: string, change: (text: string) => string): void {
  const file = path.join(folder, `.ambit/tools/${server}.json`);
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

function allText(below: string): string {
  return readdirSync(below, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(below, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, "utf8"))
    .join("");
}
