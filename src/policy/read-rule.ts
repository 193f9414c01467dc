import { CONSTRAINTS, UNREADABLE_DATE } from "../model/clause.ts";
import type { Clause } from "../model/clause.ts";
import { stricter } from "../model/call.ts";
import type { Decision } from "../model/call.ts";
import type { Example } from "../model/subject.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { checkCatalog } from "./check-catalog.ts";
import { checkFit, checkScoped } from "./check-fit.ts";
import { readDate } from "./date.ts";
import { oneOrMany, readFields, readText } from "./fields.ts";
import { readConstraints } from "./read-constraints.ts";
import { readExamples } from "./read-examples.ts";
import { readExceptions } from "./read-exceptions.ts";
import { readTools } from "./read-tools.ts";
import type { Reading } from "./reading.ts";
import type { Spot } from "./spot.ts";

/** A rule and the examples that stand beside it. */
export interface Rule {
  readonly clause: Clause;
  readonly examples: readonly Example[];
}

const EFFECTS: readonly Decision[] = ["allow", "ask", "deny"];

const KEYS = ["id", ...EFFECTS, ...CONSTRAINTS, "except", "when", "expires", "because", "examples"];

/** Reads the rule at `index`. `ids` are those of the rules before it. Whatever is wrong in it makes it faulty. */
export function readRule(spot: Spot, index: number, ids: Set<string>, reading: Reading): Rule {
  const { report } = reading;
  const before = report.errors;
  const fields = readFields(spot, KEYS, "a rule", report) ?? new Map<string, Spot>();
  const id = readId(fields.get("id"), index, ids, reading);
  const effect = readEffect(fields, spot, reading);
  const tools = readEffectTools(fields, reading);
  const where = readConstraints(fields, reading);
  const because = fields.get("because");
  const expires = readExpires(fields.get("expires"), effect, reading);
  const seen = readWhen(fields.get("when"), effect, reading);
  const reason = because === undefined ? undefined : readText(because, "`because`", report);
  const except = readExceptions(fields.get("except"), tools, reading);
  checkFit(fields, tools, report);
  checkEffect(effect, fields, tools, where, reading);
  checkCatalog(fields, tools, where, reading);
  const clause: Clause = {
    id,
    file: reading.file,
    at: spot.path,
    effect,
    tools,
    where,
    except,
    ...(seen === undefined ? {} : { seen }),
    ...(expires === undefined ? {} : { expires }),
    ...(reason === undefined ? {} : { because: reason }),
    faulty: false,
  };
  const examples = readExamples(fields.get("examples"), clause, reading);
  if (report.errors === before) return { clause, examples };
  const faulty = { ...clause, faulty: true };
  return { clause: faulty, examples: examples.map((example) => ({ ...example, clause: faulty })) };
}

function readId(
  spot: Spot | undefined,
  index: number,
  ids: Set<string>,
  { report }: Reading,
): string {
  const fallback = `rules[${index}]`;
  const id = spot === undefined ? undefined : readText(spot, "an id", report);
  if (spot === undefined || id === undefined) return fallback;
  if (/^rules\[\d+\]$|^\s|\s$|[\n\r]/.test(id)) {
    report.error(
      "bad-name",
      spot.range,
      "an id is one line of text, and not `rules[…]`, which names rules without one",
    );
    return fallback;
  }
  if (ids.has(id))
    report.error(
      "duplicate-id",
      spot.range,
      `another rule has the id \`${id}\`; give this one its own`,
    );
  ids.add(id);
  return id;
}

/** The effect; of several the strictest, and where there is none `deny`: what was meant to restrict must not be lost. */
function readEffect(fields: ReadonlyMap<string, Spot>, rule: Spot, { report }: Reading): Decision {
  const written = EFFECTS.filter((effect) => fields.has(effect));
  const [first, second] = written;
  if (first === undefined) {
    const message =
      "a rule says `allow`, `ask` or `deny`, and the tools; until it does, it denies every call";
    report.error("missing-effect", rule.range, message);
    return "deny";
  }
  if (second !== undefined) {
    const range = fields.get(second)?.keyRange ?? rule.range;
    report.error(
      "two-effects",
      range,
      `a rule has one effect: write a rule for \`${first}\` and one for \`${second}\``,
    );
  }
  return written.reduce(stricter);
}

function readEffectTools(
  fields: ReadonlyMap<string, Spot>,
  reading: Reading,
): readonly ToolPattern[] {
  const read = EFFECTS.flatMap((effect) => {
    const spot = fields.get(effect);
    return spot === undefined ? [] : [readTools(spot, reading)];
  });
  return read.some((tools) => tools.length === 0) ? [] : read.flat();
}

function readExpires(
  spot: Spot | undefined,
  effect: Decision,
  { report }: Reading,
): string | undefined {
  if (spot === undefined) return undefined;
  if (effect === "deny") {
    const message = "a `deny` never expires; remove the date, or the rule when its day has come";
    report.error("expires-on-deny", spot.keyRange ?? spot.range, message);
    return undefined;
  }
  return readDate(spot, "`expires`", report) ?? UNREADABLE_DATE;
}

function readWhen(
  spot: Spot | undefined,
  effect: Decision,
  { report }: Reading,
): readonly string[] | undefined {
  if (spot === undefined) return undefined;
  const seen = readFields(spot, ["seen"], "`when`", report)?.get("seen");
  if (spot.node.kind === "map" && seen === undefined)
    report.error("missing-key", spot.range, "`when` says with `seen` which labels it is about");
  if (effect === "allow") {
    const message =
      "an `allow` cannot depend on the session; write it without `when`, and an `ask` or `deny` with it";
    report.error("when-on-allow", spot.keyRange ?? spot.range, message);
  }
  if (seen === undefined) return undefined;
  return oneOrMany(seen, report).flatMap((item) => readText(item, "a label", report) ?? []);
}

function checkEffect(
  effect: Decision,
  fields: ReadonlyMap<string, Spot>,
  tools: readonly ToolPattern[],
  where: Clause["where"],
  { report }: Reading,
): void {
  const spot = fields.get(effect);
  if (spot === undefined) return;
  const files = fields.get("files");
  if (effect !== "allow") {
    if (files !== undefined)
      report.error(
        "files-not-on-allow",
        files.keyRange ?? files.range,
        `\`files\` stands on an \`allow\` only, and this is \`${effect}\``,
      );
    return;
  }
  const wild = tools.find((tool) => tool.kind === "any" || tool.kind === "files");
  if (wild !== undefined) {
    const message = `\`${wild.source}\` stands in \`deny\` and \`ask\` only; name the tools that are allowed`;
    report.error("wildcard-in-allow", spot.range, message);
  }
  checkScoped(where, fields, tools, spot.range, report);
}
