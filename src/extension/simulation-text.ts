import type {
  PlacedFile,
  PlacedRule,
  SimulatedSession,
  SimulatedStep,
} from "../protocol/simulate.ts";

/** A stretch of a line of the text that leads somewhere; lines and characters count from 0. */
export interface TextLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly target: PlacedFile | PlacedRule;
}

/** A session as a text, and what in it can be followed. */
export interface SimulationText {
  readonly text: string;
  readonly links: readonly TextLink[];
}

/** Writes a session the way the command line does: every call with its decision, and below it the reason. */
export function simulationText(session: SimulatedSession): SimulationText {
  const { title, scenario, policy, steps } = session;
  const lines: string[] = [title];
  const links: TextLink[] = [];
  const write = (line: string, targets: readonly PlacedFile[]): void => {
    links.push(...linksIn(line, lines.length, targets));
    lines.push(line);
  };
  write(`${scenario.place} decided by ${policy.place}`, [scenario, policy]);
  write("", []);
  for (const [index, step] of steps.entries()) {
    write(callLine(step, index + 1), []);
    write(`           ${step.reason}`, step.rules);
  }
  write("", []);
  write(sumLine(session), []);
  return { text: `${lines.join("\n")}\n`, links };
}

function callLine({ call, decision, expect }: SimulatedStep, number: number): string {
  const missed = expect === undefined || expect === decision ? "" : `  expected ${expect}`;
  return `${String(number).padStart(3)}. ${decision.padEnd(5)} ${call}${missed}`;
}

function sumLine({ steps, counts }: SimulatedSession): string {
  const { allow, ask, deny } = counts;
  const calls = `${steps.length} call${steps.length === 1 ? "" : "s"}`;
  return `${calls}: ${allow} allowed, ${ask} asked, ${deny} denied`;
}

/** The places that a line names, in the order in which it names them. */
function linksIn(line: string, number: number, targets: readonly PlacedFile[]): TextLink[] {
  let from = 0;
  return targets.flatMap((target) => {
    const start = line.indexOf(target.place, from);
    if (start < 0) return [];
    from = start + target.place.length;
    return [{ line: number, start, end: from, target }];
  });
}
