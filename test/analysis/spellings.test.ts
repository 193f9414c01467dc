import { describe, expect, it } from "vitest";
import { spellingsOf } from "../../src/analysis/spellings.ts";
import type { Json } from "../../src/model/json.ts";
import type { ToolCall } from "../../src/model/call.ts";
import { decide, placed } from "../support/decide.ts";

/** The texts that `spellingsOf` gives for the argument of a call. */
function texts(tool: string, args: Readonly<Record<string, Json>>, context = {}): string[] {
  const call = placed({ tool, args, context });
  return spellingsOf(call).map((other) => {
    const [value] = Object.values(other.args);
    return typeof value === "string" ? value : "";
  });
}

describe("other spellings", () => {
  it("of a command quote it, wrap it, and hand it to shells", () => {
    const found = texts("shell", { command: "git push origin" });
    expect(found).toEqual(
      expect.arrayContaining([
        "bash -c 'git push origin'",
        "sh -c 'git push origin'",
        "\\git push origin",
        "$'\\147it' push origin",
        "/usr/bin/git push origin",
        "env git push origin",
        "command git push origin",
        "Sudo git push origin",
        "xargs git push origin </dev/null",
        "git 'p'\"ush\" 'o'\"rigin\"",
        "git -C . push origin",
      ]),
    );
    expect(new Set(found).size).toBe(found.length);
    expect(found).not.toContain("git push origin");
  });

  it("of a command line with signs leave its arguments alone", () => {
    const found = texts("shell", { command: "cat 'a b' | sh" });
    expect(found).toContain("sudo cat 'a b' | sh");
    expect(found).toContain("bash -c 'cat '\\''a b'\\'' | sh'");
    expect(found.filter((text) => text.startsWith("xargs"))).toEqual([]);
  });

  it.each(["", " ", "if true; then ls; fi", "cd /tmp", "A=b ls"])(
    "wrap no word that is no program: %j",
    (command) => {
      const found = texts("shell", { command });
      expect(found.filter((text) => /^(?:sudo (?!sh)|xargs|env (?!bash))/.test(text))).toEqual([]);
    },
  );

  it("of a command for PowerShell are its own", () => {
    expect(texts("shell", { command: "git push" }, { dialect: "powershell" })).toEqual(
      expect.arrayContaining(["& 'git' push", "GIT push", "iex 'git push'"]),
    );
  });

  it("of a path go round and fold the case", () => {
    const found = texts("file.read", { path: "src/.env" });
    expect(found).toEqual(
      expect.arrayContaining([
        "./src/.env",
        "src/./.env",
        "src//.env",
        "a/../src/.env",
        "src/.ENV",
        "/ws/src/.env",
        "file:///ws/src/.env",
        "file:///ws/src/.%65nv",
      ]),
    );
    expect(texts("file.read", { path: "~/.ssh/id" })).toContain("~/.ssh/./id");
    expect(texts("file.write", { path: "/home/u/.npmrc" })).toContain("~/.npmrc");
  });

  it("of a URL change what does not count", () => {
    const found = texts("web.fetch", { url: "https://evil.example/x?y" });
    expect(found).toEqual(
      expect.arrayContaining([
        "https://EVIL.EXAMPLE/x?y",
        "https://evil.example./x?y",
        "https://evil.example:443/x?y",
        "https://user@evil.example/x?y",
        "https:evil.example/x?y",
        "https://evil.exampl%65/x?y",
      ]),
    );
    expect(texts("web.fetch", { url: "http://127.0.0.1:8080/" })).toEqual(
      expect.arrayContaining(["http://2130706433:8080/", "http://[::ffff:127.0.0.1]:8080/"]),
    );
  });

  it("of a URL lead to the same host", () => {
    for (const host of ["evil.example", "127.0.0.1", "evil.example.:8443"]) {
      const { hostname, port } = new URL(`https://${host}/x`);
      for (const text of texts("web.fetch", { url: `https://${host}/x` })) {
        const other = new URL(text);
        const name = other.hostname.replace(/\.$/, "").replace("[::ffff:7f00:1]", "127.0.0.1");
        expect([text, name, other.port]).toEqual([text, hostname.replace(/\.$/, ""), port]);
      }
    }
  });

  it.each<ToolCall>([
    { tool: "mcp:a/b", args: { path: "x" } },
    { tool: "shell", args: {} },
    { tool: "shell", args: { command: 3 } },
    { tool: "shell", args: { command: "x".repeat(20_000) } },
    { tool: "web.fetch", args: { url: "mailto:a" } },
    { tool: "file.read", args: { path: "" } },
    { tool: "file.read", args: { path: "https://a" } },
    { tool: "shell", args: { command: "ls" }, context: { dialect: "fish" } },
  ])("are none where nobody knows any: %j", (call) => {
    expect(spellingsOf(call)).toEqual([]);
  });
});

describe("what a rule denies stays denied in every other spelling", () => {
  const POLICY = `ambit: 1
otherwise: ask
rules:
  - { id: all, allow: [file.read, file.write], path: ["/**", "**"] }
  - { id: web, allow: web.fetch, host: "*" }
  - { id: run, allow: shell, command: "**" }
  - { id: secrets, deny: [file.read, file.write], path: "**/.env" }
  - { id: push, deny: shell, command: ["git push", "rm **"] }
  - { id: evil, deny: web.fetch, host: [evil.example, "127.0.0.1"] }
`;
  it.each<ToolCall>([
    { tool: "shell", args: { command: "git push" } },
    { tool: "shell", args: { command: "git push --force origin main" } },
    { tool: "shell", args: { command: "rm -rf src" } },
    { tool: "shell", args: { command: "rm 'a b' && ls" } },
    { tool: "file.read", args: { path: ".env" } },
    { tool: "file.write", args: { path: "src/.env" } },
    { tool: "web.fetch", args: { url: "https://evil.example/" } },
    { tool: "web.fetch", args: { url: "http://127.0.0.1/" } },
  ])("%j", (call) => {
    expect(decide(POLICY, call).decision).toBe("deny");
    const others = spellingsOf(placed(call));
    expect(others.length).toBeGreaterThan(5);
    const allowed = others.filter((other) => decide(POLICY, other).decision === "allow");
    expect(allowed.map(({ args }) => args)).toEqual([]);
  });
});
