import { expect, it } from "vitest";
import { assumedOptions, assumedWords } from "../../src/extension/assumed-words.ts";
import { readAssumed } from "../../src/protocol/decide-as.ts";

it("circumstances are said in words and as options, and what is none is as usual", () => {
  const all = readAssumed({ mode: "plan", headless: true, untrusted: true, projectOnly: true });
  expect(assumedWords(all)).toBe("mode plan, nobody to ask, not trusted, workspace files only");
  expect(assumedOptions(all)).toBe(" --mode plan --headless --untrusted");
  expect(assumedWords({})).toBe("");
  expect(assumedOptions({})).toBe(" --user");
  for (const other of [undefined, 1, { mode: 1, headless: "yes" }])
    expect(readAssumed(other)).toEqual({});
  expect(assumedOptions({ mode: "; rm -rf ." })).toBe(" --user");
});
