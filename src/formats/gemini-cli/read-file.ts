import type { Clause } from "../../model/clause.ts";
import { isObject, own } from "../../model/json.ts";
import type { Problem } from "../../model/problem.ts";
import { readJsonText } from "../../policy/json-text.ts";
import type { FileAt, OwnSubject, Scope } from "../format.ts";
import { serversUnder } from "../server-marks.ts";
import { subjectOf } from "../subject-of.ts";
import { readTomlText } from "../toml-text.ts";
import { ruleClause, settingsClauses } from "./clauses.ts";
import { policyMarks, settingsMarks } from "./marks.ts";
import type { PolicyRule } from "./policy-rule.ts";
import { readPolicy } from "./read-policy.ts";
import type { Tier } from "./read-policy.ts";
import { readSettings, settingsRules } from "./settings.ts";
import type { GeminiSettings } from "./settings.ts";

interface Known {
  readonly at: FileAt;
  readonly rules: readonly PolicyRule[];
  /** The clause that each rule comes from. */
  readonly clauses: ReadonlyMap<PolicyRule, Clause>;
}

/** What is known of one file of Gemini CLI. */
export type GeminiFile =
  | (Known & { readonly kind: "policy" })
  | (Known & { readonly kind: "settings"; readonly settings: GeminiSettings });

/** Reads a policy. Never throws. */
export function readPolicyFile(text: string, at: FileAt): OwnSubject<GeminiFile> {
  const toml = readTomlText(text);
  const value = isObject(toml.value) ? toml.value : {};
  const policy = readPolicy(value, TIERS[at.scope], `\`${at.file}\``);
  const lost = toml.value === undefined || policy.faults.length > 0;
  const clauses = lost ? [] : policy.written.map((rule) => ruleClause(rule, at.file));
  const problems = [
    ...toml.problems.map((problem): Problem => ({
      ...problem,
      message: `${problem.message}; Gemini CLI drops the whole file`,
    })),
    ...policy.faults.map(({ at: path, message, meant }): Problem => ({
      code: "refused-policy",
      message: `${message}; Gemini CLI drops every rule of the file`,
      severity: "error",
      range: toml.rangeOf(path),
      ...(meant === undefined ? {} : { suggestion: meant }),
    })),
  ];
  const rules = lost ? [] : policy.rules;
  const subject = subjectOf({
    format: "gemini-cli",
    file: at.file,
    text,
    clauses,
    marks: toml.value === undefined ? [] : policyMarks(value, policy, at.scope),
    problems,
    broken: lost,
    locate: (path, on) => (on === "key" ? toml.keyRangeOf(path) : toml.rangeOf(path)),
  });
  return { subject, own: { kind: "policy", at, rules, clauses: byEntry(rules, clauses) } };
}

/** Reads `settings.json`. Never throws. */
export function readSettingsFile(text: string, at: FileAt): OwnSubject<GeminiFile> {
  const json = readJsonText(text);
  const value = isObject(json.value) ? json.value : {};
  const settings = readSettings(value);
  const rules = settingsRules(settings);
  const clauses = settingsClauses(settings, at.file);
  const subject = subjectOf({
    format: "gemini-cli",
    file: at.file,
    text,
    clauses,
    marks: settingsMarks(value, settings),
    problems: json.problems,
    servers: serversUnder(own(value, "mcpServers"), ["mcpServers"]),
    broken: json.value === undefined,
    locate: (path, on) => (on === "key" ? json.keyRangeOf(path) : json.rangeOf(path)),
  });
  return {
    subject,
    own: { kind: "settings", at, settings, rules, clauses: byEntry(rules, clauses) },
  };
}

function byEntry(
  rules: readonly PolicyRule[],
  clauses: readonly Clause[],
): ReadonlyMap<PolicyRule, Clause> {
  const known = new Map(clauses.map((clause) => [clause.at.join("\0"), clause]));
  return new Map(
    rules.flatMap((rule) => {
      const clause = rule.entry && known.get(rule.entry.join("\0"));
      return clause === undefined ? [] : [[rule, clause] as const];
    }),
  );
}

/** Source: docs/reference/policy-engine.md, "Tiers". */
const TIERS: Readonly<Record<Scope, Tier>> = { project: 3, local: 3, user: 4, managed: 5 };
