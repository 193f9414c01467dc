import { describe, expect, it } from "vitest";
import { readSettings, underSettings } from "../../src/language/settings.ts";
import type { Finding } from "../../src/lint/finding.ts";

const finding: Finding = {
  code: "missing-owner",
  severity: "warning",
  confidence: "high",
  persona: "pedantic",
  message: "this is so",
  file: "/shop/ambit.yaml",
  range: { start: 0, end: 1 },
  related: [],
  fixes: [],
};

const severityUnder = (settings: unknown, changes: Partial<Finding> = {}): string | undefined =>
  underSettings({ ...finding, ...changes }, readSettings(settings).settings)?.severity;

describe("settings", () => {
  it.each([
    [undefined, undefined],
    [{}, undefined],
    [{ persona: "pedantic" }, "warning"],
    [{ persona: "auditor" }, "warning"],
    [{ rules: { "missing-owner": "error" } }, "error"],
    [{ persona: "auditor", rules: { "missing-owner": "off" } }, undefined],
  ])("%j shows a pedantic warning as %s", (settings, severity) => {
    expect(severityUnder(settings)).toBe(severity);
  });

  it("may name the agents whose policies are looked at", () => {
    const { settings } = readSettings({ persona: "auditor", agents: ["bot"] });
    expect(underSettings(finding, settings, { agent: "bot" })).toEqual(finding);
    expect(underSettings(finding, settings, { agent: "other" })).toBeUndefined();
    expect(underSettings(finding, settings)).toBeUndefined();
    expect(
      underSettings({ ...finding, code: "unknown-key" }, settings, { agent: "other" }),
    ).toBeDefined();
    expect(readSettings({ agents: "bot" }).faults).toEqual([
      "`ambit.agents` is a list of ids of agents",
    ]);
  });

  it.each([
    [{}, "pedantic", true],
    [{ persona: "configured" }, "auditor", true],
    [{ persona: "configured" }, undefined, false],
    [{ persona: "regular" }, "auditor", false],
    [{ persona: "auditor" }, "regular", true],
  ] as const)("%j counts before the configured persona %s", (set, persona, isShown) => {
    const { settings } = readSettings(set);
    const document = persona === undefined ? {} : { persona };
    expect(underSettings(finding, settings, document) !== undefined).toBe(isShown);
  });

  it("do not hide what a document has wrong", () => {
    const rules = { "unknown-key": "off" };
    expect(severityUnder({ rules }, { code: "unknown-key", persona: "regular" })).toBe("warning");
  });

  it.each([
    [{ persona: "nobody" }, /^`ambit\.persona` is one of/],
    [{ rules: [] }, /^`ambit\.rules` is an object/],
    [{ rules: { "no-such-rule": "off" } }, /there is no rule `no-such-rule`/],
    [{ rules: { constructor: "off" } }, /there is no rule `constructor`/],
    [{ rules: { "missing-owner": "loud" } }, /level of `missing-owner` is one of off, /],
  ])("that are wrong do not count, and are named: %j", (settings, fault) => {
    const read = readSettings(settings);
    expect(read.faults).toEqual([expect.stringMatching(fault)]);
    expect(read.settings.levels.size).toBe(0);
    expect(read.settings.persona).toBe("configured");
  });
});
