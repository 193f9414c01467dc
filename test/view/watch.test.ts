import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TriedCall } from "../../src/protocol/call-form.ts";
import { MOST_WATCHED } from "../../src/protocol/watch.ts";
import { isSame, readTypedCall, typedCall } from "../../src/extension/typed-call.ts";
import { flipsOf, readWatched, withCall } from "../../src/extension/watch-list.ts";

const shell = (command: string): TriedCall => ({ tool: "shell", args: { command } });

describe("a call that is typed", () => {
  it.each([
    ["npm test", shell("npm test")],
    ["shell npm test", shell("npm test")],
    ["  file.read src/a.ts ", { tool: "file.read", args: { path: "src/a.ts" } }],
    [
      "web.fetch https://example.com/a b",
      { tool: "web.fetch", args: { url: "https://example.com/a b" } },
    ],
    ['mcp:github/merge {"pr": 1}', { tool: "mcp:github/merge", args: { pr: 1 } }],
    ["mcp:github/list", { tool: "mcp:github/list", args: {} }],
    ["shell {a,b}", shell("{a,b}")],
    [
      'shell {"command": "ls", "cwd": "src"}',
      { tool: "shell", args: { command: "ls", cwd: "src" } },
    ],
    ['{"tool": "shell", "args": {"command": "ls\\nls"}}', shell("ls\nls")],
    ['{"tool": "shell"}', { tool: "shell", args: {} }],
  ])("%s", (text, call) => {
    expect(readTypedCall(text)).toEqual(call);
  });

  it.each(["", "  ", "mcp:github/merge 17"])("is none: `%s`", (text) => {
    expect(readTypedCall(text)).toBeUndefined();
  });

  it("is read back as it was written, on one line", () => {
    const tools = fc.constantFrom(
      "shell",
      "file.read",
      "web.fetch",
      "mcp:a/b",
      "tool:Grep",
      "other",
    );
    const args = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.string().map((command) => ({ command })),
      fc.json().map((path) => ({ path })),
    );
    fc.assert(
      fc.property(tools, args, (tool, values) => {
        const call = { tool, args: JSON.parse(JSON.stringify(values)) as TriedCall["args"] };
        const text = typedCall(call);
        expect(text).not.toMatch(/[\r\n]/);
        expect(isSame(readTypedCall(text), call)).toBe(true);
      }),
    );
  });
});

describe("the calls that are watched", () => {
  it("hold no call twice, and keep their order when one is changed", () => {
    const calls = [shell("a"), shell("b"), shell("c")];
    expect(withCall(calls, shell("b"))).toEqual(calls);
    expect(withCall(calls, shell("x"), shell("b"))).toEqual([shell("a"), shell("x"), shell("c")]);
    expect(withCall(calls, shell("c"), shell("a"))).toEqual([shell("c"), shell("b")]);
  });

  it("are not too many, and none is too long", () => {
    const many = Array.from({ length: MOST_WATCHED }, (_, index) => shell(String(index)));
    expect(withCall(many, shell("x"))).toEqual({ problem: "100 calls are watched already" });
    expect(withCall([], shell("x".repeat(20_001)))).toHaveProperty("problem");
  });

  it("are read from the workspace's memory, and what is none is nothing", () => {
    expect(readWatched([shell("a")])).toEqual([shell("a")]);
    for (const other of [undefined, null, {}, [{ tool: 1, args: {} }], [{ tool: "shell" }]])
      expect(readWatched(other)).toEqual([]);
  });

  it("flip where they are decided otherwise than before, and not where nothing was known", () => {
    const before = new Map([[JSON.stringify(shell("a")), "allow"] as const]);
    const after = [{ decision: "deny" }, { decision: "deny" }] as const;
    const flips = flipsOf([shell("a"), shell("b")], before, after);
    expect([...flips]).toEqual([[JSON.stringify(shell("a")), "allow"]]);
    expect(flipsOf([shell("a")], before, [{ decision: "allow" }]).size).toBe(0);
  });
});
