import { ofProblem } from "../lint/lint.ts";
import type { Finding } from "../lint/finding.ts";
import type { Scenario } from "../policy/scenario.ts";
import type { SessionResult, StepResult } from "../simulation/run.ts";
import { documentsOf } from "./inspection.ts";
import type { Loaded } from "./load.ts";
import { callWords, fromRoot, reasonWords } from "./words.ts";

/**
 * The steps of a scenario that are not decided as they expect, at the expectation, with the rules that decided. A policy that is broken denies
 * every call, and says so itself: of its steps nothing is found.
 */
export function unmetExpectations(
  { file, steps, locate }: Scenario,
  { bounds, root }: Pick<Loaded, "bounds" | "root">,
  result: SessionResult,
): readonly Finding[] {
  if (bounds.main.broken || bounds.failure !== undefined) return [];
  const documents = new Map(documentsOf(bounds).map((one) => [one.file, one]));
  return steps.flatMap(({ expect, at }, index): readonly Finding[] => {
    const step = result.steps[index];
    if (expect === undefined || step === undefined || step.verdict.decision === expect) return [];
    const { decision, rules } = step.verdict;
    const place = { path: [...at, "expect"] };
    const code = "unmet-expectation";
    const message = `\`${callWords(step.call)}\` is decided \`${decision}\`, not \`${expect}\`: ${reasonOf(step, root)}; change the policy, or expect \`${decision}\``;
    const found = ofProblem({ code, severity: "error", message, range: locate(place) }, file);
    const related = rules.flatMap((rule) => {
      const range = documents.get(rule.file)?.locate({ path: rule.at });
      const words = `\`${rule.id}\` decides: \`${rule.effect}\``;
      return range === undefined ? [] : [{ file: rule.file, range, message: words }];
    });
    const edits = [{ kind: "replace", at: place, value: decision }] as const;
    const title = `Expect \`${decision}\`, as it is decided`;
    return [{ ...found, related, fixes: [{ title, safe: false, edits }] }];
  });
}

/** Files of the workspace are named from its folder on. */
function reasonOf(step: StepResult, root: string): string {
  const { rules, problems } = step.verdict;
  if (problems.length > 0 || rules.length === 0)
    return fromRoot(
      reasonWords(step, ({ file }) => file),
      root,
    );
  return `by ${rules.map(({ id }) => `\`${id}\``).join(", ")}`;
}
