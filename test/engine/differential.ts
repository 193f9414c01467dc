import fc from "fast-check";
import { stringify } from "yaml";
import type { Decision, ToolCall } from "../../src/model/call.ts";
import type { PathResolver } from "../../src/model/resolver.ts";
import { samples, type Tried } from "./generate.ts";
import type { Policy } from "./reference-document.ts";
import { referenceDecide } from "./reference.ts";

/** The engine as the comparison needs it: documents as YAML text by file name, of which `main` is the policy. */
export type DecideReal = (
  documents: ReadonlyMap<string, string>,
  main: string,
  call: ToolCall,
  resolver?: PathResolver,
) => Decision;

/** Half of the pairs that are tried: the two halves are files of their own, so that two workers share them. */
export const HALF = Number(process.env["AMBIT_PROPERTY_RUNS"] ?? 2_000) / 2;

/** What a comparison found. `failure`: the smallest policy and call that the two decide differently, to read. */
export interface Compared {
  readonly failure: string | undefined;
}

/** Decides `runs` generated pairs of policy and call by both implementations, until they differ. */
export function compare(decideReal: DecideReal, runs: number, seed: number): Compared {
  const property = fc.property(samples(CALLS_PER_POLICY), ({ policy, calls }) => {
    const documents = yamlOf(policy);
    for (const tried of calls) {
      const expected = referenceDecide(policy, tried, tried.world);
      const actual = decideReal(documents, policy.main, tried.call, tried.world);
      if (actual !== expected) throw new Error(described(documents, tried, expected, actual));
    }
  });
  const result = fc.check(property, { numRuns: Math.ceil(runs / CALLS_PER_POLICY), seed });
  return { failure: result.failed ? String(result.errorInstance) : undefined };
}

const CALLS_PER_POLICY = 20;

/** How often the reference decides what, over `runs` generated pairs. */
export function distribution(runs: number, seed: number): Record<Decision, number> {
  const decisions = { allow: 0, ask: 0, deny: 0 };
  for (const { policy, calls } of fc.sample(samples(CALLS_PER_POLICY), {
    numRuns: Math.ceil(runs / CALLS_PER_POLICY),
    seed,
  })) {
    for (const tried of calls) decisions[referenceDecide(policy, tried, tried.world)]++;
  }
  return decisions;
}

/** The documents of a policy as text. One that is a text already is no valid policy, and stays as it is. */
export function yamlOf(policy: Policy): Map<string, string> {
  const text = (document: unknown): string =>
    typeof document === "string" ? document : stringify(document, { aliasDuplicateObjects: false });
  return new Map([...policy.documents].map(([name, document]) => [name, text(document)]));
}

function described(
  documents: ReadonlyMap<string, string>,
  tried: Tried,
  expected: Decision,
  actual: Decision,
): string {
  const { tool, args } = tried.call;
  const line =
    tool === "shell" && typeof args["command"] === "string"
      ? [`command line: ${args["command"]}`]
      : [];
  const disk = tried.world ? JSON.stringify(tried.world.disk) : "none";
  const texts = [...documents].map(([name, text]) => `--- ${name}\n${text}`);
  return [
    `the reference says ${expected}, the engine ${actual}`,
    ...texts,
    `call: ${JSON.stringify(tried.call)}`,
    ...line,
    `disk: ${disk}`,
  ].join("\n");
}
