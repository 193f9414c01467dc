import { execFileSync, spawn, spawnSync } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../repo/files.ts";

let folder: string;
let packed: readonly string[];

/** Packs what `npm run build -- --production` left and installs it the way a user does. */
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "ambit-package-"));
  const [pack] = JSON.parse(npm(root, "pack", "--json", "--pack-destination", folder)) as [
    { filename: string; files: { path: string }[] },
  ];
  packed = pack.files.map((file) => file.path);
  npm(folder, "install", "--global", "--prefix", installed(), "--offline", pack.filename);
  mkdirSync(workspace());
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the package", () => {
  it("holds the command line and its grammars", () => {
    expect(packed).toEqual(expect.arrayContaining(["dist/cli.js", "LICENSE", "package.json"]));
    expect(packed.filter((file) => file.endsWith(".wasm"))).toHaveLength(3);
  });

  it("holds these files, and no other kind", () => {
    const kinds = [
      /^(CHANGELOG\.md|LICENSE|README\.md|package\.json)$/,
      /^dist\/cli(-[\w-]+)?\.js$/,
      /^dist\/grammars\/tree-sitter(\.cjs|\.wasm|-bash\.wasm|-powershell\.wasm)$/,
      /^dist\/packages\/refa\.cjs$/,
      /^dist\/third-party-notices\.txt$/,
      /^docs\/(rules|formats)\/[\w-]+\.md$/,
      /^schemas\/ambit-[\w-]+\.schema\.json$/,
    ];
    expect(packed.filter((file) => !kinds.some((kind) => kind.test(file)))).toEqual([]);
  });

  it("holds no source, test, source map or setting of this repository", () => {
    const other = /^(src|test|scripts|examples|oracles|\.)|\.map$|^dist\/server|^node_modules/;
    expect(packed.filter((file) => other.test(file))).toEqual([]);
  });

  it("passes on the terms of the packages that it holds code of", () => {
    const file = "lib/node_modules/ambit/dist/third-party-notices.txt";
    const notices = readFileSync(path.join(installed(), file), "utf8");
    for (const name of ["@vscode/tree-sitter-wasm", "refa", "yaml", "zod"])
      expect(notices).toMatch(new RegExp(`^${name}@[\\d.]+\\n\\n[^]*?(?:MIT|ISC|permission)`, "m"));
    expect(notices).not.toContain("holds no text");
  });

  it("needs no other package", () => {
    expect(readdirSync(path.join(installed(), "lib/node_modules"))).toEqual(["ambit"]);
    expect(readdirSync(path.join(installed(), "lib/node_modules/ambit"))).not.toContain(
      "node_modules",
    );
  });
});

describe("the installed command", () => {
  it("says what it can do", () => {
    const { status, stdout } = ambit(["--help"]);
    expect(stdout).toContain("ambit check");
    expect(status).toBe(0);
  });

  it("refuses what it does not know", () => {
    expect(ambit(["no-such-command"]).status).toBe(2);
  });

  it("finds nothing in an empty folder", () => {
    const { status, stderr } = ambit(["check"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("decides a shell command, which takes the grammars", () => {
    writeFileSync(path.join(workspace(), "ambit.yaml"), POLICY);
    const call = { tool: "shell", args: { command: "(git status) && { git status; }" } };
    const words = ["explain", "--policy", "ambit.yaml", "--format", "json", "--call"];
    const { status, stdout, stderr } = ambit([...words, JSON.stringify(call)]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ decision: "allow" });
  });

  it("decides a line of PowerShell, and ends at once", { timeout: 60_000 }, () => {
    const context = { dialect: "powershell" };
    const call = { tool: "shell", args: { command: "git status; git push" }, context };
    const words = ["explain", "--policy", "ambit.yaml", "--format", "json", "--call"];
    const before = performance.now();
    const { status, stdout } = ambit([...words, JSON.stringify(call)]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      decision: "deny",
      parts: [{ decision: "allow" }, { decision: "deny" }],
    });
    // V8 would compile the grammar a second time for ten seconds.
    expect(performance.now() - before).toBeLessThan(8_000);
  });

  it("checks and simulates", () => {
    writeFileSync(path.join(workspace(), "ambit.yaml"), POLICY);
    writeFileSync(path.join(workspace(), "a.ambit-scenario.yaml"), SCENARIO);
    expect(ambit(["check"])).toMatchObject({
      status: 0,
      stdout: "nothing found in 2 files\n",
      stderr: "",
    });
    const { status, stdout, stderr } = ambit(["simulate", "a.ambit-scenario.yaml"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("2 calls: 1 allowed, 0 asked, 1 denied");
  });

  it("serves an editor", async () => {
    const editor = new Editor(spawn(program(), ["lsp", "--stdio"], { cwd: workspace() }));
    const rootUri = pathToFileURL(workspace()).href;
    const folders = [{ uri: rootUri, name: "workspace" }];
    const initialize = {
      processId: process.pid,
      rootUri,
      workspaceFolders: folders,
      capabilities: {},
    };
    const answer = await editor.ask("initialize", initialize);
    expect(answer).toHaveProperty("capabilities.textDocumentSync");
    editor.tell("initialized", {});
    const text = POLICY.replace("allow", "alow");
    const uri = pathToFileURL(path.join(workspace(), "ambit.yaml")).href;
    editor.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "ambit-policy", version: 1, text },
    });
    // What lies in the folder is told as well, in any order.
    await editor.hear("textDocument/publishDiagnostics", (params) => {
      const told = params as { uri: string; diagnostics: readonly { code: string }[] };
      return told.uri === uri && told.diagnostics.some(({ code }) => code === "unknown-key");
    });
    await editor.ask("shutdown", undefined);
    editor.tell("exit", undefined);
    expect(await editor.ended).toBe(0);
  });
});

interface Notification {
  readonly method: string;
  readonly params: unknown;
}

/** An editor as far as a round trip needs one. */
class Editor {
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<string, (value: unknown) => void>();
  readonly #heard: Notification[] = [];
  readonly #listening: { readonly wanted: (one: Notification) => boolean; hear(): void }[] = [];
  #last = 0;
  #input = Buffer.alloc(0);

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.ended = new Promise((resolve) => child.once("exit", resolve));
    child.stdout.on("data", (data: Buffer) => {
      this.#input = Buffer.concat([this.#input, data]);
      for (let message = this.#next(); message !== undefined; message = this.#next())
        this.#take(message);
    });
  }

  tell(method: string, params: unknown): void {
    this.#write({ jsonrpc: "2.0", method, params });
  }

  ask(method: string, params: unknown): Promise<unknown> {
    this.#last++;
    this.#write({ jsonrpc: "2.0", id: this.#last, method, params });
    return this.#wait(String(this.#last));
  }

  /** Waits for a notification for which `wanted` holds, unless it came already. */
  hear(method: string, wanted: (params: unknown) => boolean): Promise<void> {
    const isIt = (one: Notification): boolean => one.method === method && wanted(one.params);
    if (this.#heard.some(isIt)) return Promise.resolve();
    return new Promise((resolve) => this.#listening.push({ wanted: isIt, hear: resolve }));
  }

  #wait(key: string): Promise<unknown> {
    return new Promise((resolve) => this.#waiting.set(key, resolve));
  }

  #write(message: object): void {
    const text = JSON.stringify(message);
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #next(): unknown {
    const head = this.#input.indexOf("\r\n\r\n");
    const length = Number(
      /Content-Length: (\d+)/i.exec(this.#input.toString("latin1", 0, head))?.[1],
    );
    if (head < 0 || this.#input.length < head + 4 + length) return undefined;
    const text = this.#input.toString("utf8", head + 4, head + 4 + length);
    this.#input = this.#input.subarray(head + 4 + length);
    return JSON.parse(text);
  }

  #take(message: unknown): void {
    const { id, method, params, result } = message as Record<string, unknown>;
    // What the server asks of an editor is answered with nothing.
    if (method !== undefined && id !== undefined) this.#write({ jsonrpc: "2.0", id, result: null });
    else if (typeof method === "string") {
      const one = { method, params };
      this.#heard.push(one);
      for (const { wanted, hear } of this.#listening) if (wanted(one)) hear();
    } else this.#waiting.get(String(id))?.(result);
  }
}

const SCENARIO = `ambit-scenario: 1
policy: ./ambit.yaml
steps:
  - { call: { tool: shell, args: { command: git status } }, expect: allow }
  - { call: { tool: shell, args: { command: git status && git push } }, expect: deny }
`;

const POLICY = `ambit: 1
agent: { id: packed, owner: packed@example.com }
rules:
  - id: status
    allow: shell
    command: git status
`;

function installed(): string {
  return path.join(folder, "installed");
}

function workspace(): string {
  return path.join(folder, "workspace");
}

function program(): string {
  return path.join(installed(), "bin/ambit");
}

function ambit(words: readonly string[]): {
  status: number | null;
  stdout: string;
  stderr: string;
} {
  return spawnSync(program(), words, { cwd: workspace(), encoding: "utf8" });
}

/** Runs npm without the settings that an outer `npm run` exports for this repository. */
function npm(cwd: string, ...words: readonly string[]): string {
  const env = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle)/.test(name),
  );
  return execFileSync("npm", words, { cwd, encoding: "utf8", env: Object.fromEntries(env) });
}
