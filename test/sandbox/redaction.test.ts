import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readyLaunch } from "../../src/host/ready-launch.ts";
import type { Launch } from "../../src/model/launch.ts";
import type { Secret } from "../../src/model/redact.ts";
import { Folder } from "../cli/ambit.ts";
import type { Ran } from "../cli/ambit.ts";
import { root } from "../repo/files.ts";
import { TOKENS } from "../support/tokens.ts";
import { hasSandbox } from "./people.ts";

/** Where each canary is planted. All begin alike, so that one look finds whatever is left of any. */
const PLANTED = {
  variable: "canary-in-a-variable-0001",
  person: "canary-of-the-person-0002",
  header: "canary-in-a-header-0003",
  option: "canary-in-an-option-0004",
  environmentFile: "canary-in-an-envfile-0005",
  dotenv: "canary-in-dotenv-0006",
};
const TOKEN = TOKENS.find(({ what }) => what === "a token of GitHub")?.token ?? "";

const POLICY = `ambit: 1
agent: { id: a, owner: b@example.com }
servers: { echo: {}, far: {} }
rules:
  - { id: tools, allow: ["mcp:echo/*", "mcp:far/*"] }
  - { id: run, allow: shell, command: "**", files: any }
  - { id: no-secrets, deny: [file.read, file.write], path: "**/.env*" }
`;

const NAMES = ["say", "encode", "fail", "write", "start", "ask", "say", "leave"];

describe.skipIf(!hasSandbox)("no output shows a secret", () => {
  let folder: Folder;
  beforeAll(() => {
    const calls = [
      ...NAMES.map((name) => ({ tool: `mcp:echo/${name}`, args: { token: TOKEN } })),
      { tool: "mcp:far/x", args: {} },
      { tool: "shell", args: { command: "cat .env .mcp.json settings.env notes.txt; env" } },
      { tool: "shell", args: { command: `echo ${PLANTED.dotenv} ${TOKEN}` } },
      { tool: "file.read", args: { path: ".env" } },
    ];
    const steps = calls.map((call) => `  - { call: ${JSON.stringify(call)} }\n`).join("");
    folder = new Folder({
      "ambit.yaml": POLICY,
      "s.ambit-scenario.yaml": `ambit-scenario: 1\npolicy: ambit.yaml\nsteps:\n${steps}`,
      "echo.mjs": readFileSync(join(root, "test/sandbox/echo.mjs"), "utf8"),
      ".env": `TOKEN=${PLANTED.dotenv}\n`,
      "settings.env": `export DB_PASSWORD="${PLANTED.environmentFile}"\nMODE=plain-words-stay\n`,
      // What no name gives away is known by its form alone.
      "notes.txt": `${TOKEN}\n`,
      ".vscode/mcp.json": JSON.stringify({
        servers: {
          echo: {
            ...{ type: "stdio", command: "node", envFile: "${workspaceFolder}/settings.env" },
            args: ["echo.mjs", "--api-key", PLANTED.option],
            env: { SERVICE_TOKEN: PLANTED.variable, OTHER_SECRET: "${env:AMBIT_TEST_SECRET}" },
          },
        },
      }),
      ".mcp.json": JSON.stringify({
        mcpServers: {
          far: {
            ...{ type: "http", url: "https://mcp.example/" },
            headers: { Authorization: `Bearer ${PLANTED.header}` },
          },
        },
      }),
    });
  });
  afterAll(() => folder.remove());

  const run = (...words: readonly string[]): Promise<Ran> =>
    folder.runAlone(["simulate", "s.ambit-scenario.yaml", ...words], {
      env: { AMBIT_TEST_SECRET: PLANTED.person },
    });

  function expectClean(text: string): void {
    // Also cut, in capitals, in hexadecimal and in base64 (at three offsets).
    const forms = ["canary-", "63616e6172792d", "Y2FuYXJ5L", "NhbmFyeS", "jYW5hcnkt"];
    const found = forms.flatMap((form) => {
      const at = text.toLowerCase().indexOf(form.toLowerCase());
      return at < 0 ? [] : [text.slice(Math.max(0, at - 80), at + 60)];
    });
    expect(found).toEqual([]);
    expect(text).not.toContain(TOKEN.slice(0, 12));
  }

  it("in what is asked before", async () => {
    const { stderr, stdout } = await run("--run");
    expect(stderr).toContain("SERVICE_TOKEN=[redacted: SERVICE_TOKEN]");
    expectClean(stdout + stderr);
  });

  it.each([
    ["text", "hashed"],
    ["json", "readable"],
  ])("as %s, with arguments in the audit that are %s", async (format, details) => {
    const words = details === "readable" ? ["--audit-arguments"] : [];
    const { stdout, stderr } = await run("--run", "--yes", "--format", format, ...words);
    expect(stdout).toContain("[redacted: SERVICE_TOKEN]");
    if (format === "json") expect(stdout).toContain("plain-words-stay");
    expectClean(stdout);
    expectClean(stderr);
    const audits = join(folder.state(), "ambit/audit");
    const logs = readdirSync(audits).map((name) => readFileSync(join(audits, name), "utf8"));
    expect(logs.at(-1)).toContain('"kind":"end"');
    if (details === "readable") expect(logs.at(-1)).toContain("[redacted: a token of GitHub]");
    expectClean(logs.join("\n"));
  });

  it("where nothing is carried out", async () => {
    for (const format of ["text", "json"])
      expect((await run("--format", format)).stdout).not.toContain(TOKEN);
  });

  it("leaves a log that holds when it is killed", async () => {
    folder.write(
      "long.ambit-scenario.yaml",
      `ambit-scenario: 1\npolicy: ambit.yaml\nsteps:\n  - { call: { tool: shell, args: { command: "true" } } }\n  - { call: { tool: shell, args: { command: "sleep 60" } } }\n`,
    );
    const audits = join(folder.state(), "ambit/audit");
    const logs = (): readonly string[] => (existsSync(audits) ? readdirSync(audits) : []);
    const before = logs().length;
    const running = folder.start(["simulate", "long.ambit-scenario.yaml", "--run", "--yes"]);
    const last = (): string => readFileSync(join(audits, logs().toSorted().at(-1) ?? ""), "utf8");
    for (let tries = 0; tries < 200; tries++) {
      if (logs().length > before && last().includes('"step":2')) break;
      await new Promise((done) => setTimeout(done, 50));
    }
    running.kill("SIGKILL");
    await new Promise((done) => running.once("close", done));
    const { stdout, status } = await folder.run(["audit", "verify"]);
    expect(stdout).toMatch(/^unfinished .* 4 records$/m);
    expect(status).toBe(0);
  });
});

describe("values that become known as a server is made ready", () => {
  it("are those that are asked for, and what the names of others say", async () => {
    const heard: Secret[] = [];
    const launch: Launch = {
      ...{ kind: "stdio", command: "node", args: ["--region", "${input:region}"] },
      env: new Map([
        ["KEY", "${input:hidden}"],
        ["TITLE", "Bearer ${input:apiToken}"],
        ["MODE", "plain"],
      ]),
    };
    const input = (id: string, password: boolean) =>
      [id, { id, description: undefined, password }] as const;
    await readyLaunch(launch, {
      root: "/",
      inputs: new Map([input("region", false), input("hidden", true), input("apiToken", false)]),
      ask: async ({ text }) => Promise.resolve(`answer to ${text.slice(8, -1)}`),
      secret: (one) => heard.push(one),
    });
    expect(heard).toEqual([
      { name: "hidden", value: "answer to hidden" },
      { name: "apiToken", value: "answer to apiToken" },
      { name: "KEY", value: "answer to hidden" },
    ]);
  });
});

describe("findings show no token either", () => {
  const token = `Bearer ${TOKEN}`;
  const policy = `ambit: 1
agent: { id: a, owner: b@example.com }
rules:
  - { id: call, allow: shell, command: "curl -H 'Authorization: ${token}' **" }
  - { id: run, allow: shell, command: ["node **", "npx **"], because: "uses ${token}" }
`;

  it.each(["text", "json", "sarif", "github"])("as %s", async (format) => {
    const folder = new Folder({ "ambit.yaml": policy });
    const { stdout, stderr } = await folder.run(["check", "--format", format]);
    const words = ["explain", "--policy", "ambit.yaml", "--call"];
    const call = JSON.stringify({ tool: "shell", args: { command: `curl ${TOKEN}; node -e 1` } });
    const explained = await folder.run([...words, call]);
    const json = await folder.run([...words, call, "--format", "json"]);
    folder.remove();
    expect(stdout).toContain("secret-in-policy");
    expect(stdout + stderr + explained.stdout + json.stdout).not.toContain(TOKEN);
  });

  it("as junit", async () => {
    const suite = `ambit-test: 1
policy: ambit.yaml
tests:
  - name: "uses ${token}"
    cases:
      - { call: { tool: shell, args: { command: "curl ${TOKEN}" } }, expect: allow }
`;
    const folder = new Folder({ "ambit.yaml": policy, "a.ambit-test.yaml": suite });
    const outputs = await Promise.all(
      ["text", "json", "junit"].map((format) => folder.run(["test", "--format", format])),
    );
    folder.remove();
    for (const { stdout, stderr } of outputs) expect(stdout + stderr).not.toContain(TOKEN);
  });
});
