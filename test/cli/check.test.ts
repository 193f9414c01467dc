import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Folder } from "./ambit.ts";

const SOUND = `ambit: 1
agent: { id: a, owner: b@example.com }
rules:
  - { id: read, allow: file.read, path: src/** }
`;
const WARNED = SOUND.replace(", owner: b@example.com", "");
const BROKEN = `${SOUND}rulez: []\n`;

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

function folderOf(files: Readonly<Record<string, string>>): Folder {
  const folder = new Folder(files);
  open.push(folder);
  return folder;
}

interface Report {
  readonly findings: readonly {
    readonly code: string;
    readonly file: string;
    readonly severity: string;
  }[];
  readonly files: number;
}

describe("ambit check", () => {
  it("repeats no secret", async () => {
    const token = `ghp_${"aB3".repeat(12)}`;
    const rule = `  - { id: t, allow: shell, command: "curl -H ${token} https://a.example" }\n`;
    const folder = folderOf({ "ambit.yaml": `${SOUND}${rule}` });
    for (const format of ["text", "json", "sarif", "github"]) {
      const { stdout } = await folder.run(["check", "--format", format, "--persona", "auditor"]);
      expect(stdout).toContain("secret-in-policy");
      expect({ format, shown: stdout.includes(token) }).toEqual({ format, shown: false });
    }
  });

  it("finds nothing in a folder without a policy, and says so", async () => {
    const ran = await folderOf({ "a.txt": "" }).run(["check"]);
    expect(ran).toEqual({ status: 0, stdout: "no policy found\n", stderr: "" });
  });

  it("checks what is below its paths, each file once", async () => {
    const folder = folderOf({
      "ambit.yaml": SOUND,
      "sub/x.ambit.yaml": BROKEN,
      "sub/y.ambit-scenario.yaml": "ambit-scenario: 1\nsteps: [{}]\n",
      "node_modules/z/ambit.yaml": BROKEN,
      "sub/other.yaml": "a: 1",
    });
    const all = JSON.parse((await folder.run(["check", "--format", "json"])).stdout) as Report;
    expect(all.files).toBe(3);
    expect(new Set(all.findings.map(({ file }) => file))).toEqual(
      new Set(["sub/x.ambit.yaml", "sub/y.ambit-scenario.yaml"]),
    );
    const twice = await folder.run([
      "check",
      "sub",
      "sub/x.ambit.yaml",
      "./sub/",
      "--format",
      "json",
    ]);
    expect((JSON.parse(twice.stdout) as Report).files).toBe(2);
    expect(twice.status).toBe(1);
    const named = await folder.run(["check", "sub/other.yaml", "--format", "json"]);
    expect((JSON.parse(named.stdout) as Report).findings.map(({ code }) => code)).toContain(
      "unknown-key",
    );
  });

  it("judges each policy against its own folder", async () => {
    const extending = `extends: ../../shared.ambit.yaml\n${SOUND}`;
    const files = { "shared.ambit.yaml": SOUND, "a/b/ambit.yaml": extending };
    const nested = folderOf(files);
    const inside = folderOf({ ...files, "a/b/ambit.yaml": "", "a/b/x.ambit.yaml": extending });
    const whole = folderOf({ ...files, "a/b/ambit.yaml": "", ".git/HEAD": "" });
    whole.write("a/x.ambit.yaml", extending.replace("../../", "../"));
    for (const folder of [nested, inside]) {
      const call = ["--call", '{"tool":"file.read","args":{"path":"src/x"}}'];
      const policy = folder === nested ? "a/b/ambit.yaml" : "a/b/x.ambit.yaml";
      const { stdout } = await folder.run(["explain", "--policy", policy, ...call]);
      expect(stdout).toContain("lies outside the workspace");
    }
    const { stdout } = await whole.run([
      "explain",
      "--policy",
      "a/x.ambit.yaml",
      "--call",
      '{"tool":"file.read","args":{"path":"src/x"}}',
    ]);
    expect(stdout).toMatch(/^allow/);
  });

  it.each([
    [SOUND, [], 0],
    [WARNED, [], 0],
    [WARNED, ["--fail-on", "warning"], 1],
    [WARNED, ["--fail-on", "info"], 1],
    [BROKEN, [], 1],
    [BROKEN, ["--fail-on=never"], 0],
  ])("exits as --fail-on says: %#", async (policy, args, status) => {
    const ran = await folderOf({ "ambit.yaml": policy }).run(["check", ...args]);
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status, stderr: "" });
  });

  it("refuses a path that there is not, and one that is no document", async () => {
    const folder = folderOf({ "a.txt": "" });
    expect(await folder.run(["check", "nowhere"])).toEqual({
      status: 3,
      stdout: "",
      stderr: "ambit: there is no `nowhere`\n",
    });
    const { status, stderr } = await folder.run(["check", "a.txt"]);
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr:
        "ambit: `a.txt` is no policy, scenario or test suite, which are `.yaml` files, and no permission file of an agent that Ambit knows\n",
    });
  });

  it("follows a link to a file, and says where one leads nowhere, or in a circle", async () => {
    const folder = folderOf({ "ambit.yaml": SOUND });
    symlinkSync("ambit.yaml", join(folder.path, "linked.ambit.yaml"));
    symlinkSync("nowhere", join(folder.path, "gone.ambit.yaml"));
    symlinkSync("loop.ambit.yaml", join(folder.path, "loop.ambit.yaml"));
    symlinkSync(".", join(folder.path, "again"));
    const { status, stdout, stderr } = await folder.run(["check"]);
    expect(stdout).toBe("nothing found in 2 files\n");
    expect(stderr).toContain("gone.ambit.yaml` cannot be read: there is no such file");
    expect(stderr).toContain("loop.ambit.yaml` cannot be read: its links lead in a circle");
    expect(status).toBe(3);
  });

  it("tells of a file that is too large, and checks the others", async () => {
    const folder = folderOf({
      "a/ambit.yaml": "#".repeat(10 * 1024 * 1024 + 1),
      "b/ambit.yaml": BROKEN,
    });
    const { status, stdout, stderr } = await folder.run(["check"]);
    expect(stderr).toMatch(/a\/ambit\.yaml` cannot be read: it is larger than 10 MB/);
    expect(stdout).toContain("b/ambit.yaml");
    expect(status).toBe(3);
  });

  it("says of many files, which it shares among threads, what it says of a few", async () => {
    const folder = folderOf({
      ".ambit/config.yaml": "ambit-config: 1\nrules: { wildcard-tool: info }\n",
      "c/149/.claude/settings.json": `{ "x": "${"x".repeat(11_000_000)}" }`,
    });
    for (const part of ["a", "b", "c"])
      for (let i = 100; i < 260; i++) {
        if (part === "c" && i === 149) continue;
        const allow = [`Bash(npm run task-${i}:*)`, "Bash(sudo:*)", "WebFetch", `Raed(./${i})`];
        folder.write(
          `${part}/${i}/.claude/settings.json`,
          JSON.stringify({ permissions: { allow } }),
        );
      }
    const asJson = async (path: string): Promise<readonly unknown[]> => {
      const { stdout } = await folder.run(["check", "--format", "json", path]);
      return (JSON.parse(stdout) as { findings: readonly unknown[] }).findings;
    };
    const all = await folder.run(["check", "--format", "json", "."]);
    const { findings, files } = JSON.parse(all.stdout) as { findings: unknown[]; files: number };
    expect(all.status).toBe(3);
    expect(all.stderr).toMatch(/149\/\.claude\/settings\.json` cannot be read/);
    expect(files).toBe(480);
    expect(findings.length).toBeGreaterThan(1_000);
    const parts = [await asJson("a"), await asJson("b"), await asJson("c")];
    expect(findings).toEqual(parts.flat());
  });

  it("finds a bare policy broken in Latin-1", async () => {
    const { status, stdout } = await folderOf({ "ambit.yaml": `${SOUND}# \ufffd\n` }).run([
      "check",
    ]);
    expect(stdout).toContain("[bad-character]");
    expect(status).toBe(1);
  });
});

describe("ambit check with a configuration", () => {
  const config = (rest: string): string => `ambit-config: 1\n${rest}`;

  it("keeps to its levels, persona and waivers", async () => {
    const policy =
      'ambit: 1\nagent: { id: bot }\nrules:\n  - { id: run, allow: shell, command: "python3 **" }\n';
    const folder = folderOf({ "ambit.yaml": policy });
    const found = async (text: string, ...args: string[]): Promise<readonly string[]> => {
      folder.write(".ambit/config.yaml", text);
      const { stdout } = await folder.run(["check", "--format", "json", ...args]);
      const { findings } = JSON.parse(stdout) as Report;
      return findings.map(({ code, severity }) => `${code} ${severity}`).toSorted();
    };
    const bare = await found(config(""));
    expect(bare).toContain("interpreter-command error");
    const off = await found(config("rules: { interpreter-command: off }\n"));
    expect(off).toEqual(bare.filter((one) => !one.startsWith("interpreter-command")));
    const audited = await found(config("persona: auditor\n"));
    expect(audited).toEqual(expect.arrayContaining([...bare]));
    expect(await found(config("persona: auditor\n"), "--persona", "regular")).toEqual(bare);
    const waiver =
      "{ rule: interpreter-command, file: ambit.yaml, because: b, owner: c, expires: 2000-01-01 }";
    expect(await found(config(`waivers:\n  - ${waiver}\n`))).toEqual(
      [...bare, "expired-waiver warning"].toSorted(),
    );
    const hiding = waiver.replace("2000", "9999");
    expect(await found(config(`waivers:\n  - ${hiding}\n`))).toEqual(off);
  });

  it("reports what is wrong with it", async () => {
    const folder = folderOf({ ".ambit/config.yaml": config("rulez: {}\n") });
    const ran = await folder.run(["check"]);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(/^\.ambit\/config\.yaml:2:1 error .*\[unknown-key\]/);
  });
});
