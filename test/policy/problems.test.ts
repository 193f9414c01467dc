import { describe, expect, it } from "vitest";
import { PROBLEM_CODES } from "../../src/policy/problem-codes.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { checkMarkers, readMarkers } from "../support/markers.ts";
import { ARGUMENT_FAULTS } from "./argument-faults.ts";
import { DOCUMENT_FAULTS } from "./document-faults.ts";
import { RULE_FAULTS } from "./rule-faults.ts";

describe("every problem stands at its place", () => {
  for (const [name, text] of [...RULE_FAULTS, ...ARGUMENT_FAULTS]) {
    it(`${name} (in a rule)`, () => {
      const subject = readPolicy(text, { file: "/w/ambit.yaml" });
      checkMarkers(text, subject.problems);
      const faulty = subject.stages.flatMap(({ clauses }) =>
        clauses.map((clause) => clause.faulty),
      );
      expect({ broken: subject.broken, faulty: faulty.includes(true) }).toEqual({
        broken: false,
        faulty: true,
      });
    });
  }
  for (const [name, text] of DOCUMENT_FAULTS) {
    it(`${name} (outside the rules)`, () => {
      const subject = readPolicy(text, { file: "/w/ambit.yaml" });
      checkMarkers(text, subject.problems);
      expect(subject.broken).toBe(true);
    });
  }
});

describe("the registry", () => {
  // What takes another kind of input than a fixture with markers has a test of its own.
  const elsewhere = [
    ...["alias-limit", "bad-character", "document-too-large", "missing-version", "too-deep"],
    ...["too-many-patterns", "too-many-problems", "unknown-argument", "multiple-documents"],
    ...["unknown-rule", "unknown-server", "case-mismatch", "too-many-calls", "two-forms"],
  ];
  const marked = [...RULE_FAULTS, ...ARGUMENT_FAULTS, ...DOCUMENT_FAULTS].flatMap(([, text]) =>
    readMarkers(text).map(({ code }) => code),
  );
  it("has a case for every code, and every code of a case", () => {
    expect([...new Set([...marked, ...elsewhere])].toSorted()).toEqual(
      Object.keys(PROBLEM_CODES).toSorted(),
    );
  });
});
