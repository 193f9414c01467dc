import type { Bounds } from "../engine/engine.ts";
import { agentFileAt } from "../formats/index.ts";
import type { Finding } from "../lint/finding.ts";
import { ofProblem } from "../lint/lint.ts";
import type { LintResult } from "../lint/lint.ts";
import type { Persona } from "../model/level.ts";
import type { Subject } from "../model/subject.ts";
import type { Scenario } from "../policy/scenario.ts";
import type { Suite } from "../policy/suite.ts";
import { folderOf, nameOf } from "./paths.ts";

/** What kind of document a file is: of Ambit's own, or the permission file of an agent. */
export type DocumentKind = "policy" | "scenario" | "test" | "config" | "agent";

/** What kind of document of Ambit's own a file is. */
export type OwnKind = Exclude<DocumentKind, "agent">;

/** Everything found in one document. */
export interface Inspection {
  readonly findings: readonly Finding[];
  /** What waivers hide. */
  readonly waived: readonly Finding[];
  /** Witnesses that the engine did not confirm: each is a defect of its rule. */
  readonly unconfirmed: LintResult["unconfirmed"];
  /** Every file whose change may change the findings, the document's own among them. */
  readonly links: readonly string[];
  /** What each file that a finding speaks of held. */
  readonly texts: ReadonlyMap<string, string>;
  /** The id of the agent that a policy is for, where it has one. */
  readonly agent?: string;
  /** Whose findings its configuration wants to be reported. */
  readonly persona?: Persona;
}

/** The kind of a file, by its name alone; an editor may know better. */
export function kindOf(path: string): DocumentKind | undefined {
  const name = nameOf(path);
  if (name === "ambit.yaml" || name.endsWith(".ambit.yaml")) return "policy";
  if (name === "config.yaml" && nameOf(folderOf(path)) === ".ambit") return "config";
  if (name.endsWith(".ambit-test.yaml")) return "test";
  if (name.endsWith(".ambit-scenario.yaml")) return "scenario";
  return agentFileAt(path) === undefined ? undefined : "agent";
}

/** The id of the agent whose permission file a path is, by its name alone; nothing for Ambit's own documents. */
export function agentOf(path: string): string | undefined {
  return agentFileAt(path)?.format.id;
}

/** All documents of a policy, each once: itself, what it extends, and its bounds with theirs. */
export function documentsOf(bounds: Bounds): readonly Subject[] {
  const all = [bounds.main, ...bounds.extended, ...bounds.ceilings.flatMap(documentsOf)];
  return [...new Map(all.map((subject) => [subject.file, subject])).values()];
}

/** Why a file that is named as a policy is none; nothing where it may be one. */
export function whyNoPolicy(written: string, file: "there" | "missing"): string | undefined {
  if (!/\.ya?ml$/i.test(written) && kindOf(`/${written}`) !== "agent")
    return `\`${written}\` is no policy of Ambit, which are \`.yaml\` files, and no permission file of an agent that Ambit knows`;
  return file === "there"
    ? undefined
    : `\`${written}\` does not exist; name the policy that the calls are decided by`;
}

/** That a document names no policy that can be taken. */
export function withoutPolicy(document: Scenario | Suite, message: string): Finding {
  const { file, policy } = document;
  const range = document.locate({ path: policy?.at ?? [] });
  return ofProblem({ code: "broken-link", severity: "error", message, range }, file);
}
