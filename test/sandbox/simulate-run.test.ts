import { execFileSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onPath } from "../../scripts/setup/which.mjs";
import { toolDigest } from "../../src/model/tool-catalog.ts";
import { isOpenToAll } from "../../src/sandbox/tool-folders.ts";
import { Folder } from "../cli/ambit.ts";
import type { Ran, RunOptions } from "../cli/ambit.ts";
import { root } from "../repo/files.ts";
import { PEOPLE, hasSandbox } from "./people.ts";
import { isRunning } from "./processes.ts";

const POLICY = `ambit: 1
agent: { id: a, owner: b@example.com }
servers: { liar: {}, files: {}, things: {}, notes: {}, thoughts: {}, far: {}, none: {}, lost: {} }
rules:
  - { id: read, allow: file.read, path: ["*.txt", "src/**"] }
  - { id: edit, allow: file.write, path: ["*.txt", "src/**"] }
  - { id: run, allow: shell, command: "**", files: any }
  - { id: push, ask: shell, command: "git push **" }
  - { id: tools, allow: ["mcp:liar/*", "mcp:files/*", "mcp:things/*", "mcp:notes/*", "mcp:thoughts/*", "mcp:far/*", "mcp:none/*", "mcp:lost/*", "tool:Read", "tool:Odd"] }
  - { id: fetch, allow: web.fetch, host: "*.example.com", method: GET }
  - { id: no-secrets, deny: [file.read, file.write], path: ["**/.env*", "~/.ssh/**"] }
`;

const packages = join(root, "node_modules/@modelcontextprotocol");
const server = (name: string, ...args: readonly string[]) => ({
  command: "node",
  args: [join(packages, `server-${name}`, "dist/index.js"), ...args],
});

interface JsonStep {
  readonly decision: string;
  readonly outcome: string;
  readonly why?: string;
  readonly result?: { readonly text: string; readonly isError: boolean; readonly cut?: number };
  readonly effects?: Readonly<Record<string, readonly string[] | null>>;
  readonly remarks?: readonly { readonly kind: string; readonly message: string }[];
}

interface JsonRun {
  readonly steps: readonly JsonStep[];
  readonly layers: readonly string[];
  readonly servers: readonly { readonly server: string; readonly effects: { network: string[] } }[];
}

/** A call as a scenario writes it. */
const shell = (command: string): string => JSON.stringify({ tool: "shell", args: { command } });
const tool = (name: string, args: object = {}): string => JSON.stringify({ tool: name, args });

describe.skipIf(!hasSandbox)("ambit simulate --run", () => {
  let folder: Folder;
  let temporary: string;
  beforeAll(() => {
    folder = new Folder({
      "ambit.yaml": POLICY,
      "a.txt": "text\n",
      ".env": "TOKEN=canary\n",
      "src/liar.mjs": readFileSync(join(root, "test/sandbox/liar.mjs"), "utf8"),
      ".mcp.json": JSON.stringify({
        mcpServers: {
          liar: { command: "node", args: ["src/liar.mjs"] },
          files: server("filesystem", "."),
          things: server("everything"),
          notes: server("memory"),
          thoughts: server("sequential-thinking"),
          far: { type: "http", url: "https://mcp.example/" },
          none: { command: "no-such-program" },
        },
      }),
    });
    temporary = join(folder.path, "../", `${folder.path.split("/").at(-1) ?? ""}-tmp`);
    mkdirSync(temporary, { mode: 0o755 });
  });
  afterAll(() => {
    expect(readdirSync(temporary)).toEqual([]);
    execFileSync("rm", ["-rf", temporary]);
    folder.remove();
  });

  function scenario(calls: readonly string[]): void {
    const steps = calls.map((call) => `  - { call: ${call} }\n`).join("");
    folder.write(
      "s.ambit-scenario.yaml",
      `ambit-scenario: 1\npolicy: ambit.yaml\nsteps:\n${steps}`,
    );
  }

  const own = () => ({ TMPDIR: temporary, AMBIT_CANARY: "canary" });
  const command = ["simulate", "s.ambit-scenario.yaml", "--run"];

  /** As a process of its own. */
  async function ambit(
    calls: readonly string[],
    words: readonly string[],
    options: RunOptions = {},
  ): Promise<Ran> {
    scenario(calls);
    const env = { ...own(), ...options.env };
    return folder.runAlone([...command, ...words], { ...options, env });
  }

  async function run(calls: readonly string[], ...words: readonly string[]): Promise<JsonRun> {
    scenario(calls);
    const all = [...command, "--yes", "--format", "json", ...words];
    const { stdout, stderr } = await folder.run(all, { env: own() });
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout) as JsonRun;
  }

  it("starts nothing without consent, and shows what it would", async () => {
    const { status, stdout, stderr } = await ambit(
      [shell("touch b.txt"), tool("mcp:liar/look")],
      [],
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("nothing was run: agree on a terminal, or with `--yes`");
    expect(stderr).toContain("allow shell touch b.txt");
    expect(stderr).toContain("liar (.mcp.json) is started with: node src/liar.mjs");
  });

  it.each([["--answer", "yes"], ["--yes"], ["--timeout", "3"]])(
    "%s is for --run",
    async (...words) => {
      const { status, stderr } = await folder.run(["simulate", "s.ambit-scenario.yaml", ...words]);
      expect(status).toBe(2);
      expect(stderr).toContain("with `--run`");
    },
  );

  it("carries out what is allowed, asks, and keeps from the tools what is denied", async () => {
    const calls = [
      shell("echo one > b.txt"),
      tool("file.read", { path: "b.txt" }),
      tool("file.write", { path: "src/c.ts", content: "c" }),
      tool("tool:Read", { file_path: join(folder.path, "b.txt") }),
      shell("git push origin x; touch pushed.txt"),
      tool("file.read", { path: ".env" }),
      shell("cat .env; touch denied.txt"),
      shell("ls"),
    ];
    const { steps } = await run(calls);
    expect(steps.map(({ decision, outcome }) => `${decision} ${outcome}`)).toEqual([
      ...["allow done", "allow done", "allow done", "allow done"],
      ...["ask declined", "deny denied", "deny denied", "allow done"],
    ]);
    expect(steps[1]?.result?.text).toBe("one\n");
    expect(steps[3]?.result?.text).toBe("one\n");
    expect(steps[7]?.result?.text).not.toMatch(/pushed|denied/);
    const yes = await run(calls, "--answer", "yes");
    expect(yes.steps[4]).toMatchObject({ decision: "ask", outcome: "done" });
    expect(yes.steps[7]?.result?.text).toContain("pushed.txt");
    expect(yes.steps[7]?.result?.text).not.toContain("denied.txt");
    expect(existsSync(join(folder.path, "b.txt"))).toBe(false);
  });

  it.skipIf(onPath("strace") === undefined)(
    "says what each call did, and holds it against the policy",
    async () => {
      const script = `require("fs").readFileSync(".env"); try { require("fs").readFileSync(require("os").homedir() + "/.ssh/id") } catch {}`;
      folder.write("src/check.js", script);
      const { steps } = await run([
        shell("node src/check.js; mkdir -p out; echo x > out/r; echo more >> a.txt"),
        shell(
          "rm a.txt; rm -rf src; mkdir src; curl -s http://exfil.example/ http://198.51.100.7/",
        ),
        shell("true"),
      ]);
      expect(steps[0]?.effects).toMatchObject({
        ...{ created: ["out/", "out/r"], changed: ["a.txt"], deleted: [] },
        read: expect.arrayContaining([".env", "src/check.js"]),
        programs: expect.arrayContaining(["node src/check.js", "mkdir -p out"]),
      });
      const messages = steps[0]?.remarks?.map(({ kind, message }) => `${kind}: ${message}`) ?? [];
      expect(messages[0]).toBe("denied: also read `.env`, which `no-secrets` denies");
      expect(messages[1]).toMatch(
        /^denied: also tried to read `\/.*\.ssh\/id`, which `no-secrets` denies$/,
      );
      expect(messages[2]).toBe("ungranted: wrote what no rule grants to write: `out/r`");
      expect(steps[1]?.effects).toMatchObject({
        deleted: expect.arrayContaining(["a.txt", "src/check.js", "src/liar.mjs"]),
        network: expect.arrayContaining(["exfil.example", "198.51.100.7:80"]),
      });
      expect(steps[2]?.effects).toMatchObject({
        created: [],
        changed: [],
        deleted: [],
        network: [],
      });
      expect(readFileSync(join(folder.path, "a.txt"), "utf8")).toBe("text\n");
      const bad = await ambit([shell("node src/check.js")], ["--yes"]);
      expect(bad.status).toBe(1);
      expect(bad.stdout).toContain("! also read `.env`, which `no-secrets` denies");
      expect((await ambit([shell("true")], ["--yes"])).status).toBe(0);
    },
  );

  it.skipIf(onPath("strace") === undefined)(
    "tells of each call what all of its programs did, though they ran at once",
    async () => {
      for (const name of ["1", "2", "3"]) folder.write(`src/${name}.txt`, name);
      const calls = Array.from({ length: 12 }, (_, at) =>
        shell(`(cat src/${(at % 3) + 1}.txt | sort | tail -n 1); cat none-${at}`),
      );
      const { steps } = await run(calls);
      for (const [at, { effects }] of steps.entries()) {
        expect(effects).toMatchObject({
          read: [`src/${(at % 3) + 1}.txt`],
          programs: expect.arrayContaining([
            ...[`cat src/${(at % 3) + 1}.txt`, "sort", "tail -n 1", `cat none-${at}`],
          ]),
        });
        expect(effects?.["programs"]).toHaveLength(4);
      }
    },
  );

  it.skipIf(onPath("strace") === undefined)(
    "holds what servers do against what they say",
    async () => {
      const names = ["look", "tidy", "phone"];
      const { steps, servers } = await run(names.map((name) => tool(`mcp:liar/${name}`)));
      expect(
        steps.map(({ remarks }) =>
          remarks?.filter(({ kind }) => kind === "annotation").map(({ message }) => message),
        ),
      ).toEqual([
        ["says read-only, wrote 3 files"],
        ["says read-only, wrote 1 file", "says not destructive, changed or deleted 1 file"],
        ["says closed world, tried to reach `169.254.169.254:80`"],
      ]);
      expect(servers).toMatchObject([
        { server: "liar", effects: { network: ["203.0.113.9:443"] } },
      ]);
    },
  );

  it("withstands servers that hang, leave and shout", async () => {
    const calls = ["hang", "look", "leave", "look", "shout"].map((name) =>
      tool(`mcp:liar/${name}`),
    );
    const { steps } = await run(calls, "--timeout", "1");
    expect(steps.map(({ outcome, why = "" }) => [outcome, why])).toEqual([
      ["failed", "does not answer within 1 s"],
      ["done", ""],
      ["failed", expect.stringMatching(/^ended by itself with exit code 7/)],
      ["done", ""],
      ["done", ""],
    ]);
    const { stdout } = await ambit(
      [tool("mcp:liar/shout"), shell(String.raw`printf '\e[2J\a\e]0;x\a'`)],
      ["--yes"],
    );
    expect(stdout).not.toMatch(/[^\P{C}\n]/u);
    expect(stdout).toContain("992 more lines");
  });

  it("says why a call is not carried out", async () => {
    const { steps } = await run([
      tool("mcp:far/x"),
      tool("mcp:none/x"),
      tool("mcp:lost/x"),
      tool("mcp:liar/nothing"),
      tool("web.fetch", { url: "https://www.example.com/" }),
      tool("tool:Odd"),
      shell("no-such-program --x"),
    ]);
    expect(steps.map(({ outcome, why }) => `${outcome}: ${why ?? ""}`)).toEqual([
      "not-run: the server `far` is remote: it is not in the sandbox, and not called",
      expect.stringMatching(
        /^not-run: the server `none` ended by itself.*`no-such-program` is not installed on this machine either$/,
      ),
      "not-run: no server `lost` is configured in the workspace",
      "not-run: the server has no tool `nothing`",
      "not-run: `fetch` grants only a part of the host (`method`)",
      "not-run: nobody has said what `tool:Odd` does, so there is nothing to carry out",
      "done: `no-such-program` is not installed on this machine either",
    ]);
  });

  it("does not call a tool that is not as it was accepted", async () => {
    const tools = ["look", "tidy"].map((name) => {
      const definition = { name, description: "As it once was.", inputSchema: {} };
      return { ...definition, sha256: toolDigest(definition) };
    });
    const catalog = { "ambit-tools": 1, server: "liar", name: "liar", version: "1", tools };
    folder.write(".ambit/tools/liar.json", JSON.stringify(catalog));
    const { steps } = await run([
      tool("mcp:liar/look"),
      tool("mcp:liar/look"),
      tool("mcp:liar/tidy"),
    ]);
    execFileSync("rm", ["-rf", join(folder.path, ".ambit")]);
    expect(steps.map(({ outcome, why }) => `${outcome}: ${why ?? ""}`)).toEqual(
      ["look", "look", "tidy"].map((name) =>
        expect.stringContaining(`not-run: \`${name}\` is not as it was accepted`),
      ),
    );
  });

  it("ends a call that takes too long, what it has started, and output without end", async () => {
    const mark = `ambit-run-test-${process.pid}`;
    const { steps } = await run(
      [
        shell(`(exec -a ${mark} sleep 7654) & echo started`),
        shell("sleep 60"),
        shell("yes | head -c 30000000"),
        shell("echo a > a.txt; cat a.txt"),
      ],
      ...["--timeout", "2"],
    );
    expect(steps.map(({ outcome }) => outcome)).toEqual(["done", "failed", "done", "done"]);
    expect(steps[2]?.result?.cut).toBeGreaterThan(900_000);
    expect(steps[3]?.result?.text).toBe("a");
    expect(isRunning(mark)).toBe(false);
  });

  it("hands no secret of its own environment on", async () => {
    const { stdout } = await ambit(
      [shell("env; cat /proc/*/environ; set")],
      ["--yes", "--format", "json"],
    );
    expect(stdout).not.toContain("canary");
  });

  it("refuses a workspace that holds the home, and says that deciding still works", async () => {
    const ran = await ambit([shell("true")], ["--yes"], { env: { HOME: folder.path } });
    expect({ status: ran.status, stdout: ran.stdout }).toEqual({ status: 3, stdout: "" });
    expect(ran.stderr).toMatch(
      /no sandbox here: the workspace `.*` holds your home.*Without `--run`/,
    );
  });

  it("removes what killed runs have left, and follows nothing that was planted", async () => {
    folder.write("kept/file", "kept");
    const plant = (name: string): string => join(temporary, `ambit-run-${name}`);
    mkdirSync(join(plant("dead"), "work/work"), { recursive: true, mode: 0o000 });
    execFileSync("chmod", ["-R", "700", plant("dead")]);
    writeFileSync(join(plant("dead"), "owner"), "999999 1");
    symlinkSync(join(folder.path, "kept"), join(plant("dead"), "link"));
    symlinkSync(join(folder.path, "kept"), plant("link"));
    mkdirSync(plant("alive"));
    const started = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ")[19] ?? "";
    writeFileSync(join(plant("alive"), "owner"), `${process.pid} ${started}`);
    expect((await ambit([shell("true")], ["--yes"])).status).toBe(0);
    expect(existsSync(plant("dead"))).toBe(false);
    expect(lstatSync(plant("link")).isSymbolicLink()).toBe(true);
    expect(existsSync(plant("alive"))).toBe(true);
    expect(readFileSync(join(folder.path, "kept/file"), "utf8")).toBe("kept");
    execFileSync("rm", ["-rf", plant("link"), plant("alive")]);
  });

  it("runs the reference servers", async () => {
    if (process.getuid?.() === 0 && !(await isOpenToAll(packages))) {
      console.warn("skipped: root alone may read this checkout, and nothing runs as root");
      return;
    }
    const { steps } = await run([
      tool("mcp:files/read_text_file", { path: "a.txt" }),
      tool("mcp:things/echo", { message: "hello" }),
      tool("mcp:notes/read_graph"),
      tool("mcp:thoughts/sequentialthinking", {
        ...{ thought: "one", nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 },
      }),
    ]);
    expect(steps.map(({ outcome, result, why }) => [outcome, result?.isError, why])).toEqual(
      steps.map(() => ["done", false, undefined]),
    );
    expect(steps[0]?.result?.text).toBe("text\n");
  });

  it("runs on an overlay for a user, and on a copy for root", async () => {
    for (const { who, uid } of PEOPLE) {
      const own = [folder.path, temporary, join(folder.path, "a.txt"), join(folder.path, "src")];
      for (const path of own) chownSync(path, uid, uid);
      const { stdout, stderr } = await ambit(
        [shell("id -u; echo x >> a.txt")],
        ["--yes", "--format", "json"],
        { ...(uid === process.getuid?.() ? {} : { uid }), env: { HOME: "/nonexistent/home" } },
      );
      if (stdout === "") throw new Error(stderr);
      const { layers, steps } = JSON.parse(stdout) as JsonRun;
      expect(layers.join()).toContain(who === "root" ? "not root" : "overlay");
      expect(steps[0]?.result?.text).toBe(who === "root" ? "65530" : String(uid));
      expect(steps[0]?.effects).toMatchObject({ created: [], changed: ["a.txt"], deleted: [] });
    }
  });
});
