import type { Clause } from "../../model/clause.ts";
import { isObject, own } from "../../model/json.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { Problem } from "../../model/problem.ts";
import type { FileAt, OwnSubject } from "../format.ts";
import { serversUnder } from "../server-marks.ts";
import { subjectOf } from "../subject-of.ts";
import type { VendorContents } from "../subject-of.ts";
import { readTomlText } from "../toml-text.ts";
import { configClauses, networkClause, ruleClause } from "./clauses.ts";
import { configMarks } from "./config-marks.ts";
import { readConfig } from "./config.ts";
import type { CodexConfig } from "./config.ts";
import type { NetworkRule, PrefixRule } from "./policy.ts";
import { readRules } from "./read-rules.ts";
import type { RulesText } from "./read-rules.ts";
import { clausesOfRequirements, readRequirements } from "./requirements.ts";
import type { Requirements } from "./requirements.ts";
import { ruleMarks } from "./rule-marks.ts";

/** What is known of one file of Codex. */
export type CodexRead =
  | {
      readonly kind: "rules";
      readonly at: FileAt;
      readonly rules: RulesText;
      readonly prefixes: ReadonlyMap<PrefixRule, Clause>;
      readonly networks: readonly { readonly rule: NetworkRule; readonly clause: Clause }[];
    }
  | {
      readonly kind: "config";
      readonly at: FileAt;
      readonly config: CodexConfig;
      readonly broken: boolean;
    }
  | {
      readonly kind: "requirements";
      readonly at: FileAt;
      readonly requirements: Requirements;
      readonly broken: boolean;
    };

/** Reads a `.rules` file. Never throws. */
export function readRulesFile(text: string, at: FileAt): OwnSubject<CodexRead> {
  const rules = readRules(text);
  const prefixes = new Map(rules.rules.map((rule) => [rule, ruleClause(rule, at.file)]));
  const networks = rules.networks.map((rule) => ({ rule, clause: networkClause(rule, at.file) }));
  const clauses = [...prefixes.values(), ...networks.map(({ clause }) => clause)].sort(
    (a, b) => Number(a.at[0]) - Number(b.at[0]),
  );
  const problems = [
    ...rules.faults.map(({ code, message, range, suggestion }): Problem => ({
      code,
      message: `${message}; Codex then loads no rule of any file, also no \`forbidden\` one`,
      severity: "error",
      range,
      ...(suggestion === undefined ? {} : { suggestion }),
    })),
    ...rules.open.map(({ what, range }): Problem => ({
      code: "not-analysed",
      message: `${what} is not analysed: only literal calls are, so what it adds is unknown; write the rules out`,
      severity: "warning",
      range,
    })),
  ];
  const subject = subjectOf({
    format: "codex",
    file: at.file,
    text,
    clauses,
    marks: ruleMarks(rules),
    problems,
    broken: rules.faults.length > 0,
    locate: (path) => rules.rangeOf(path),
  });
  return { subject, own: { kind: "rules", at, rules, prefixes, networks } };
}

/** Reads `config.toml`. Never throws. */
export function readConfigFile(text: string, at: FileAt): OwnSubject<CodexRead> {
  const { value, ...read } = readToml(text);
  const config = readConfig(value, at.file);
  const { broken } = read;
  const marks: readonly Mark[] = broken ? [] : configMarks(value, config, at);
  const subject = subjectOf({
    ...{ format: "codex", file: at.file, text, ...read },
    clauses: configClauses(config, at.file),
    marks,
    servers: serversUnder(own(value, "mcp_servers"), ["mcp_servers"]),
  });
  return { subject, own: { kind: "config", at, config, broken } };
}

/** Reads `requirements.toml`. Never throws. */
export function readRequirementsFile(text: string, at: FileAt): OwnSubject<CodexRead> {
  const { value, ...read } = readToml(text);
  const requirements = readRequirements(value, at.file);
  const subject = subjectOf({
    ...{ format: "codex", file: at.file, text, ...read },
    clauses: clausesOfRequirements(requirements),
    marks: [],
  });
  return { subject, own: { kind: "requirements", at, requirements, broken: read.broken } };
}

/** A TOML file, of which anything that is wrong keeps Codex from starting. */
function readToml(
  text: string,
): { readonly value: JsonObject } & Pick<VendorContents, "problems" | "broken" | "locate"> {
  const toml = readTomlText(text);
  return {
    value: isObject(toml.value) ? toml.value : {},
    broken: toml.value === undefined,
    problems: toml.problems.map((problem): Problem => ({
      ...problem,
      message: `${problem.message}; Codex then does not start`,
    })),
    locate: (path, on) => (on === "key" ? toml.keyRangeOf(path) : toml.rangeOf(path)),
  };
}
