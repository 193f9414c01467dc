import { pinFault } from "../engine/held.ts";
import { matchTool, serverNames } from "../engine/tools.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Related, Report, RuleContext } from "../lint/rule.ts";
import type { RecordedChange } from "../model/accepted-tools.ts";
import type { Clause } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";
import { changeWords } from "../model/tool-change-words.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";

export const changedTool = defineRule({
  id: "changed-tool",
  summary: "A grant names a tool that is not as a person accepted it",
  severity: "error",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check(context) {
    yield* brokenPins(context);
    for (const clause of grantsOf(context)) {
      // `{a,b}` gives several patterns of one source.
      for (const source of new Set(clause.tools.map((pattern) => pattern.source))) {
        const patterns = clause.tools.filter((pattern) => pattern.source === source);
        const at = placeOf(context.subject, clause, clause.effect, source);
        for (const report of reportsFor(patterns, context)) yield { ...report, at };
      }
    }
  },
});

/** An `ask` grants, too: what a person is asked about is no longer what was accepted. */
function grantsOf({ subject }: RuleContext): readonly Clause[] {
  return subject.stages
    .flatMap((stage) => stage.clauses)
    .filter(({ effect, faulty }) => effect !== "deny" && !faulty);
}

function* brokenPins({ subject, accepted }: RuleContext): Iterable<Report> {
  for (const { name, catalog, at } of subject.servers ?? []) {
    const why = catalog === undefined ? undefined : pinFault(name, catalog, accepted);
    if (why === undefined) continue;
    const message = `${why}; until they are equal no grant of its tools counts: look at what changed, then pin it, or restore the catalog`;
    yield { at: { path: [...at, "catalog"] }, message };
  }
}

function* reportsFor(
  patterns: readonly ToolPattern[],
  { subject, accepted }: RuleContext,
): Iterable<Omit<Report, "at">> {
  const servers = serverNames(subject.servers);
  const names = (toolOf: (pattern: ToolPattern) => string): boolean =>
    patterns.some((pattern) => matchTool(pattern, toolOf(pattern), servers));
  for (const [server, { changes, fault, file }] of accepted) {
    const name = `\`${shownShort(server, 60)}\``;
    // Whatever its tools are called, a pattern that names one of them matches its own name.
    if (fault !== undefined && names((pattern) => ownTool(pattern, server))) {
      const message = `the catalog of ${name} cannot be used, so nobody knows what was accepted, and this grants nothing of it: ${fault}`;
      const related = [{ file, range: { start: 0, end: 0 }, message: `the catalog: ${fault}` }];
      yield { message, related };
    }
    const named = [...changes.values()].filter(({ tool }) => names(() => `mcp:${server}/${tool}`));
    if (named.length > 0) yield changeReport(name, named, file);
  }
}

function ownTool(pattern: ToolPattern, server: string): string {
  if (pattern.kind === "exact")
    return pattern.tool.startsWith(`mcp:${server}/`) ? pattern.tool : "";
  return pattern.kind === "mcp" ? `mcp:${server}/${pattern.tool.join("x")}` : "";
}

function changeReport(
  server: string,
  changes: readonly RecordedChange[],
  file: string,
): Omit<Report, "at"> {
  const names = changes.slice(0, MOST).map(({ tool }) => `\`${shownShort(tool, 60)}\``);
  const more = changes.length - names.length;
  const list = `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const [only] = changes;
  const what =
    changes.length === 1 && only !== undefined ? ONE[only.kind] : "are not as they were accepted";
  const it = changes.length === 1 ? "it is" : "they are";
  const message = `${list} of the server ${server} ${what}, and this grants nothing of that until ${it} accepted: look at what differs, then accept or remove the grant`;
  const related = changes.slice(0, MOST).flatMap((change): readonly Related[] =>
    changeWords(change).map((words) => ({
      file,
      range: change.range,
      message: `\`${shownShort(change.tool, 60)}\`: ${words}`,
    })),
  );
  // What came or went was never granted, and is not dangerous by itself.
  const isHarmless = changes.every(({ kind }) => kind === "added" || kind === "removed");
  return { message, related, severity: isHarmless ? "warning" : "error" };
}

/** As many tools are told one by one. */
const MOST = 5;

const ONE: Readonly<Record<RecordedChange["kind"], string>> = {
  added: "is new",
  removed: "is there no more",
  changed: "is not as it was accepted",
  edited: "was edited in its catalog",
};
