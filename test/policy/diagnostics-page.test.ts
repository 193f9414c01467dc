import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { WAIVER_CODES } from "../../src/lint/waive.ts";
import { PROBLEM_CODES } from "../../src/policy/problem-codes.ts";

it("docs/diagnostics.md lists every code with its explanation", () => {
  const page = readFileSync(new URL("../../docs/diagnostics.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `([\w-]+)` \| (.+) \|$/gm)].map(([, code, text]) => [
    code,
    text,
  ]);
  expect(rows).toEqual([...Object.entries(PROBLEM_CODES), ...Object.entries(WAIVER_CODES)]);
});
