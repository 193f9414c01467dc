import { coversItem } from "../lint/covers.ts";
import { contradictionIn } from "../lint/contradictions.ts";
import { defineRule } from "../lint/rule.ts";
import type { Report } from "../lint/rule.ts";
import type { Clause } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";

export const neverMatches = defineRule({
  id: "never-matches",
  summary:
    "A rule matches no call: it takes back all that it names, or its arguments contradict each other",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject }) {
    for (const clause of subject.stages.flatMap((stage) => stage.clauses)) {
      if (clause.faulty) continue;
      yield* byExcept(clause);
      yield* byArguments(clause);
    }
  },
});

/** All that the rule lists is left out again. */
function* byExcept(clause: Clause): Iterable<Report> {
  const name = LISTS.find((list) => clause.where[list] !== undefined);
  if (name === undefined) return;
  const items = clause.where[name] ?? [];
  const covers = clause.except.filter(
    ({ tools, where }) => tools === undefined && Object.keys(where).join() === name,
  );
  const all = items.every((item) =>
    covers.some(({ where }) => (where[name] ?? []).some((cover) => coversItem(name, cover, item))),
  );
  if (!all || covers.length === 0) return;
  const message = `\`${shownShort(clause.id, 40)}\` matches no call: its \`except\` takes back all that \`${name}\` names; narrow the \`except\`, or remove the rule`;
  yield { at: { path: [...clause.at, "except"], on: "key" }, message, ...removal(clause) };
}

const LISTS = ["path", "command", "host"] as const;

function* byArguments(clause: Clause): Iterable<Report> {
  for (const { name, test } of clause.where.args?.named ?? []) {
    const why = contradictionIn(test);
    if (why === undefined) continue;
    const message = `\`${shownShort(clause.id, 40)}\` matches no call: no value of \`${shownShort(name, 40)}\` can do, because ${why}`;
    yield { at: { path: [...clause.at, "args"] }, message };
  }
}

/** A rule that matches nothing grants nothing; a `deny` or `ask` may have been meant, and stays. */
function removal({ at, effect }: Clause): Pick<Report, "fixes"> {
  if (effect !== "allow") return {};
  const edits = [{ kind: "remove", at: { path: at } }] as const;
  return { fixes: [{ title: "Remove the rule", safe: true, edits }] };
}
