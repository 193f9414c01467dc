import { describe, expect, it } from "vitest";
import { builtInRules } from "../../../src/formats/gemini-cli/built-in-rules.ts";
import { byPriority, checkPolicy } from "../../../src/formats/gemini-cli/engine.ts";
import { MODES } from "../../../src/formats/gemini-cli/policy-rule.ts";
import { readPolicy } from "../../../src/formats/gemini-cli/read-policy.ts";
import { readTomlText } from "../../../src/formats/toml-text.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import { isObject } from "../../../src/model/json.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import vectors from "./vectors/policies.json" with { type: "json" };

const grammars = await loadGrammars();
const place = { workspace: "/repo/app", cwd: "/repo/app", home: "/home/me" };

/** Recorded by oracles/gemini/record.mjs. */
describe(`policies as ${vectors.source} decides by them`, () => {
  it.each(vectors.groups.map((group) => [group.name, group] as const))("%s", (_name, group) => {
    const { value } = readTomlText(group.text);
    const policy = readPolicy(isObject(value) ? value : {}, 4, "the policy");
    const lost = value === undefined || policy.faults.length > 0;
    expect(lost).toBe(group.errors.some((one) => /toml_parse|schema/.test(one)));
    expect(policy.dropped.length > 0).toBe(group.errors.includes("regex_compilation"));
    const ground = {
      rules: byPriority([...(lost ? [] : policy.rules), ...(group.defaults ? builtInRules() : [])]),
      mode: MODES.find((mode) => mode === group.mode) ?? "default",
      headless: group.headless,
      trusted: true,
      place,
      grammars,
    };
    const decided = group.calls.map(({ name, args, server }) => {
      const call = {
        tool: name,
        args: args as JsonObject,
        ...(server === undefined ? {} : { server }),
      };
      return `${name} ${JSON.stringify(args)}: ${checkPolicy(call, ground).decision}`;
    });
    expect(decided).toEqual(
      group.calls.map(({ name, args, decision }) => `${name} ${JSON.stringify(args)}: ${decision}`),
    );
  });

  it("has at least 300 of them", () => {
    expect(vectors.groups.flatMap(({ calls }) => calls).length).toBeGreaterThan(300);
  });
});
