import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toolsSync } from "../../src/cli/tools-sync.ts";
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

  it("shows what changed, and records it only when told to", async () => {
    configure({ mcpServers: { one: written(hostile("fine")) } });
    await sync("--yes");
    edit("one", (text) => text.replace("Looks.", "Looked."));
    const before = JSON.stringify(recorded("one"));
    const check = await sync("--check");
    expect(check).toMatchObject({ code: 1, out: "changed   one 1 tool, not recorded\n" });
    expect(check.err).toContain("`sha256` of `look` is not that of what stands here");
    expect(check.err).toContain("  ~ look\n      description\n      - Looked.\n      + Looks.\n");
    expect((await sync()).code).toBe(1);
    expect(JSON.stringify(recorded("one"))).toBe(before);
    expect(await sync("--yes")).toMatchObject({ code: 0, out: "changed   one 1 tool, recorded\n" });
    expect((await sync("--check")).code).toBe(0);
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
    edit("one", (old) => old.replace("Looks.", "Was."));
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

async function sync(...words: string[]): Promise<{ code: number; out: string; err: string }> {
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
    return { code: await toolsSync(["--folder", folder, ...words]), ...said };
  } finally {
    vi.restoreAllMocks();
  }
}

function recorded(server: string) {
  return JSON.parse(readFileSync(path.join(folder, `.ambit/tools/${server}.json`), "utf8"));
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
