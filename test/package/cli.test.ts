import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
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

  it("holds no source, test, source map or setting of this repository", () => {
    const other = /^(src|test|scripts|examples|oracles|\.)|\.map$|^dist\/server|^node_modules/;
    expect(packed.filter((file) => other.test(file))).toEqual([]);
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
});

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

function ambit(words: readonly string[]): {
  status: number | null;
  stdout: string;
  stderr: string;
} {
  const program = path.join(installed(), "bin/ambit");
  return spawnSync(program, words, { cwd: workspace(), encoding: "utf8" });
}

/** Runs npm without the settings that an outer `npm run` exports for this repository. */
function npm(cwd: string, ...words: readonly string[]): string {
  const env = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle)/.test(name),
  );
  return execFileSync("npm", words, { cwd, encoding: "utf8", env: Object.fromEntries(env) });
}
