import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { readConfig } from "../../src/policy/config.ts";
import { toJson } from "../../src/policy/read-json.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { Report } from "../../src/policy/report.ts";
import { readScenario } from "../../src/policy/scenario.ts";
import { readSuite } from "../../src/policy/suite.ts";
import { parseDocument } from "../../src/policy/yaml/parse-document.ts";
import { ARGUMENT_FAULTS } from "./argument-faults.ts";
import { DOCUMENT_FAULTS } from "./document-faults.ts";
import { RULE_FAULTS } from "./rule-faults.ts";
import { CONFIGS, mutations, POLICIES, RULE_IDS, SCENARIOS, SUITES } from "./documents.ts";
import { PROPERTY_TIMEOUT, propertyRuns } from "../support/runs.ts";

const ajv = new Ajv2020({ allowUnionTypes: true, allErrors: false });
const load = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), "utf8"));
const policySchema = ajv.compile(load("ambit-policy.schema.json") as object);
const scenarioSchema = ajv.compile(load("ambit-scenario.schema.json") as object);
const testSchema = ajv.compile(load("ambit-test.schema.json") as object);
const configSchema = ajv.compile(load("ambit-config.schema.json") as object);

/** Problems that a schema can see; `bad-date` only in part, so it stands for neither. */
const SHAPE = new Set([
  ...[
    "bad-name",
    "bad-value",
    "empty-list",
    "expires-on-deny",
    "files-not-on-allow",
    "missing-effect",
  ],
  ...[
    "missing-key",
    "missing-version",
    "two-effects",
    "two-forms",
    "unknown-key",
    "unsupported-version",
  ],
  ...["when-on-allow", "wrong-type"],
]);
const YAML = /^(?:yaml-|duplicate-key|merge-key|non-string-key|unknown-alias|multiple-documents)/;

const jsonOf = (text: string): Json => {
  const { root } = parseDocument(text);
  return root === undefined ? null : toJson(root, root.range, new Report());
};

/** Do reader and schema agree about the shape of a document? */
function check(
  text: string,
  json: Json,
  codes: readonly string[],
  schema: (value: unknown) => boolean,
): void {
  if (codes.includes("bad-date") || codes.includes("too-many-problems")) return;
  const shape = codes.filter((code) => SHAPE.has(code));
  expect({ text, accepted: schema(json), shape }).toEqual({
    text,
    accepted: shape.length === 0,
    shape,
  });
}

const policyCodes = (text: string): string[] =>
  readPolicy(text, { file: "/w/ambit.yaml" }).problems.map(({ code }) => code);

describe("schema and reader agree", () => {
  const faults = [...RULE_FAULTS, ...ARGUMENT_FAULTS, ...DOCUMENT_FAULTS].filter(
    ([, text]) => !policyCodes(text).some((code) => YAML.test(code)),
  );
  it.each(faults)("%s", (_, text) => {
    // A version of another spelling is the same number to JSON.
    if (!text.includes("ambit: 1.0")) check(text, jsonOf(text), policyCodes(text), policySchema);
  });

  it.each(POLICIES.map((policy) => [JSON.stringify(policy).slice(0, 60), policy] as const))(
    "valid: %s",
    (_, policy) => {
      const text = JSON.stringify(policy);
      expect(policyCodes(text)).toEqual([]);
      check(text, policy, [], policySchema);
    },
  );

  it(
    "on policies that were changed somewhere",
    () => {
      fc.assert(
        fc.property(mutations(POLICIES), (policy) => {
          const text = JSON.stringify(policy);
          check(text, policy, policyCodes(text), policySchema);
        }),
        { numRuns: propertyRuns(1000) },
      );
    },
    PROPERTY_TIMEOUT,
  );

  it(
    "on scenarios that were changed somewhere",
    () => {
      fc.assert(
        fc.property(mutations(SCENARIOS), (scenario) => {
          const text = JSON.stringify(scenario);
          const codes = readScenario(text, "/w/s.yaml").problems.map(({ code }) => code);
          check(text, scenario, codes, scenarioSchema);
        }),
        { numRuns: propertyRuns(500) },
      );
    },
    PROPERTY_TIMEOUT,
  );

  it(
    "on configurations that were changed somewhere",
    () => {
      fc.assert(
        fc.property(mutations(CONFIGS), (config) => {
          const text = JSON.stringify(config);
          const codes = readConfig(text, "/w/c.yaml", RULE_IDS).problems.map(({ code }) => code);
          check(text, config, codes, configSchema);
        }),
        { numRuns: propertyRuns(500) },
      );
    },
    PROPERTY_TIMEOUT,
  );

  it(
    "on test suites that were changed somewhere",
    () => {
      fc.assert(
        fc.property(mutations(SUITES), (suite) => {
          const text = JSON.stringify(suite);
          const codes = readSuite(text, "/w/s.yaml").problems.map(({ code }) => code);
          check(text, suite, codes, testSchema);
        }),
        { numRuns: propertyRuns(1000) },
      );
    },
    PROPERTY_TIMEOUT,
  );
});

describe("a schema explains itself", () => {
  it.each([["policy"], ["scenario"], ["test"], ["config"]])("every key of %s has words", (name) => {
    const bare: string[] = [];
    const visit = (value: Json, path: string): void => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return;
      for (const [key, inner] of Object.entries(value as Record<string, Json>)) {
        if (key === "examples") continue;
        if (key !== "properties") {
          visit(inner, `${path}/${key}`);
          continue;
        }
        for (const [property, schema] of Object.entries(
          inner as Record<string, Record<string, Json>>,
        )) {
          if (typeof (schema["description"] ?? schema["$ref"]) !== "string")
            bare.push(`${path}/${property}`);
          visit(schema, `${path}/${property}`);
        }
      }
    };
    visit(load(`ambit-${name}.schema.json`), "");
    expect(bare).toEqual([]);
  });
});
