import { describe, expect, it } from "vitest";
import { readRecent, remember } from "../../src/extension/recent-calls.ts";
import { statusText, statusWords } from "../../src/extension/status-text.ts";
import { visibleText } from "../../src/extension/webview/visible-text.ts";
import { MOST_RECENT } from "../../src/protocol/call-form.ts";

describe("the last calls", () => {
  const call = (name: string) => ({ tool: "agent.run", args: { name } });

  it("are the newest first, each once, and not more than twenty", () => {
    const names = Array.from({ length: 30 }, (_, at) => String(at));
    const all = [...names, "15"].reduce(
      (recent, name) => remember(recent, call(name)),
      readRecent(1),
    );
    expect(all).toHaveLength(MOST_RECENT);
    expect(all.slice(0, 2)).toEqual([call("15"), call("29")]);
    expect(readRecent(JSON.parse(JSON.stringify(all)))).toEqual(all);
  });

  it("do not hold what is very long, nor what is no call", () => {
    expect(remember([], call("x".repeat(1e6)))).toEqual([]);
    expect(readRecent([{ tool: 1, args: {} }])).toEqual([]);
  });
});

it("the status bar counts errors and warnings", () => {
  expect(statusText({ errors: 0, warnings: 0 })).toBe("$(shield) Ambit");
  expect(statusText({ errors: 1, warnings: 3 })).toBe("$(shield) Ambit $(error) 1 $(warning) 3");
  expect(statusWords({ errors: 1, warnings: 3 })).toBe(
    "Ambit: 1 error and 3 warnings in this workspace",
  );
});

it("a text of a file shows what hides in it, and no more of it than asked for", () => {
  expect(visibleText("a\n b\u202e$(x)", 100)).toBe("a b\\u{202e}$(x)");
  expect(visibleText("x".repeat(1e6), 10)).toBe("xxxxxxxxx…");
});
