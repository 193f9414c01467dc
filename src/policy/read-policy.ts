import type { Clause } from "../model/clause.ts";
import type { Example, Subject } from "../model/subject.ts";
import type { ToolCatalog } from "../model/tool-catalog.ts";
import { Budget } from "./budget.ts";
import { readFields, readItems, readWord } from "./fields.ts";
import { readFacts } from "./read-facts.ts";
import { readAgent, readLinks, readServers, readVersion } from "./read-head.ts";
import { groundOf, keptRule } from "./kept-rules.ts";
import { readRule } from "./read-rule.ts";
import type { Rule } from "./read-rule.ts";
import { readSets } from "./read-sets.ts";
import type { Reading } from "./reading.ts";
import { Report } from "./report.ts";
import { Sets } from "./sets.ts";
import { rootSpot } from "./spot.ts";
import type { Spot } from "./spot.ts";
import { readWaivers } from "./waivers.ts";
import { locator } from "./yaml/locate.ts";
import { parseDocument } from "./yaml/parse-document.ts";
import type { YamlDocument } from "./yaml/parse-document.ts";

/** Where a policy comes from, and what is known of the tools that it names. */
export interface PolicyOptions {
  /** Absolute path. */
  readonly file: string;
  readonly tools?: ToolCatalog;
}

const KEYS = [
  "ambit",
  "agent",
  "extends",
  "ceiling",
  "otherwise",
  "servers",
  "sets",
  "tools",
  "rules",
];

/**
 * Reads a policy of Ambit's own language, version 1. Never throws. An error in a rule makes the rule faulty; one outside the rules, and
 * any error of the YAML itself, makes the document broken. What can be understood is in the subject all the same, for an editor.
 */
export function readPolicy(text: string, options: PolicyOptions): Subject {
  return policyOf(parseDocument(text), options);
}

/** The policy in a document that is parsed already. */
export function policyOf(document: YamlDocument, { file, tools }: PolicyOptions): Subject {
  const report = new Report(document.problems);
  const root = document.root === undefined ? undefined : rootSpot(document.root);
  const fields = (root && readFields(root, KEYS, "a policy", report)) ?? new Map<string, Spot>();
  readVersion("ambit", fields, report);
  const otherwise = fields.get("otherwise");
  const servers = readServers(fields.get("servers"), report);
  const base: Reading = {
    file,
    report,
    budget: new Budget(report),
    sets: undefined,
    catalog: tools,
    servers: servers && new Set(servers.map(({ name }) => name)),
  };
  const sets = new Sets(readSets(fields.get("sets"), base), report);
  const reading: Reading = { ...base, sets };
  const head = {
    principal: readAgent(fields.get("agent"), report),
    extends: readLinks(fields.get("extends"), report),
    ceilings: readLinks(fields.get("ceiling"), report),
    facts: readFacts(fields.get("tools"), reading),
    otherwise: otherwise && readWord(otherwise, ["deny", "ask"], "`otherwise`", report),
  };
  const items = readRuleItems(fields.get("rules"), reading);
  const broken = report.errors > 0;
  const rules = readRules(items, reading, document.marks);
  return {
    file,
    text: document.text,
    format: "ambit",
    principal: head.principal,
    stages: [
      {
        clauses: rules.map((rule): Clause => rule.clause),
        combine: "strictest",
        otherwise: head.otherwise ?? "deny",
      },
    ],
    servers,
    facts: head.facts,
    sets: sets.named(),
    examples: rules.flatMap((rule): readonly Example[] => rule.examples),
    extends: head.extends,
    ceilings: head.ceilings,
    problems: report.problems(),
    waivers: readWaivers(document.text, document.root),
    broken,
    locate: locator(document.root),
  };
}

function readRuleItems(spot: Spot | undefined, { report }: Reading): readonly Spot[] {
  return (spot && readItems(spot, "`rules`", report)) ?? [];
}

function readRules(
  items: readonly Spot[],
  reading: Reading,
  marks: readonly object[] | undefined,
): readonly Rule[] {
  const ids = new Set<string>();
  const ground = groundOf(reading);
  return items.map((item, index) =>
    keptRule({ mark: marks?.[index], index, ground }, ids, reading, () =>
      readRule(item, index, ids, reading),
    ),
  );
}
