import fc from "fast-check";
import { describe, expect } from "vitest";
import { readCall } from "../../src/cli/call.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { parseCommandPattern } from "../../src/model/command-pattern.ts";
import { parseHostPattern } from "../../src/model/host-pattern.ts";
import { parsePathPattern } from "../../src/model/path-pattern.ts";
import { failed } from "../../src/model/problem.ts";
import type { Outcome } from "../../src/model/problem.ts";
import { parseToolPattern } from "../../src/model/tool-pattern.ts";
import { fuzz } from "./budget.ts";
import { mutated, noise, SNIPPETS } from "./inputs.ts";
import { CALLS, engineOf, judge, POLICY, read } from "./subject.ts";

const engine = engineOf(read(POLICY));

const names = fc.oneof(
  fc.constantFrom("path", "command", "cwd", "url", "method", "to", "title", "source", ...SNIPPETS),
  noise,
);
const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    noise,
    fc.constantFrom<Json>(null, true, 0, -1, 1e308),
    fc.array(tie("value"), { maxLength: 4 }),
    fc
      .array(fc.tuple(names, tie("value")), { maxLength: 4 })
      .map((entries): JsonObject => Object.fromEntries(entries)),
  ),
})).value;

describe("whatever a call is", () => {
  const texts = CALLS.map((call) =>
    JSON.stringify({
      ...call,
      cwd: "src",
      session: { id: "a", seen: ["b"] },
      context: { home: "/h" },
    }),
  );

  fuzz("its JSON is read, or refused in words", fc.oneof(mutated(texts), noise), (text) => {
    const call = readCall(text);
    if (failed(call)) expect(call.error).not.toBe("");
    else judge(engine, call.value.call);
  });

  fuzz(
    "it is decided and explained",
    fc.record({
      tool: fc.oneof(fc.constantFrom(...CALLS.map(({ tool }) => tool)), names),
      args: fc.array(fc.tuple(names, values), { maxLength: 5 }),
    }),
    ({ tool, args }) => {
      judge(engine, { tool, args: Object.fromEntries(args) });
    },
  );

  fuzz(
    "a pattern is read or refused, and held against it",
    fc.record({
      pattern: mutated([
        "src/**/{a,b}*.ts",
        "git {log,diff} *.x **",
        "*.a.example:80",
        "mcp:*/get_*",
      ]),
      value: fc.oneof(noise, mutated(["src/x/a.ts", "git log a.x", "https://b.a.example:80/"])),
    }),
    ({ pattern, value }) => {
      for (const parse of [
        parsePathPattern,
        parseCommandPattern,
        parseHostPattern,
        parseToolPattern,
      ]) {
        const parsed: Outcome<unknown> = parse(pattern);
        if (failed(parsed)) expect(parsed.error).not.toBe("");
      }
      const text = JSON.stringify(pattern);
      const rules = [
        ...["allow", "deny"].map((effect) => `  - { ${effect}: file.read, path: ${text} }`),
        ...["allow", "deny"].map((effect) => `  - { ${effect}: shell, command: ${text} }`),
        ...["allow", "deny"].map((effect) => `  - { ${effect}: web.fetch, host: ${text} }`),
        `  - { allow: "tool:x", args: { v: { pattern: ${text} } } }`,
        `  - { deny: ${text} }`,
      ];
      const own = engineOf(read(`ambit: 1\nrules:\n${rules.join("\n")}\n`));
      judge(own, { tool: "file.read", args: { path: value } });
      judge(own, { tool: "shell", args: { command: value } });
      judge(own, { tool: "web.fetch", args: { url: value } });
      judge(own, { tool: "tool:x", args: { v: value } });
    },
  );
});
