import { isIndex, isListOf, isOneOf, isShape, isText } from "./guards.ts";
import type { Guard } from "./guards.ts";
import type {
  RanCall,
  RanChange,
  RanSession,
  ShownEffect,
  ShownName,
  ShownRemark,
  ShownResult,
} from "./run.ts";
import type { PlacedRule } from "./simulate.ts";

/** Guards of what a run looks like; `rule` is that of a rule's place. */
export function runGuards(rule: Guard<PlacedRule>): {
  readonly call: Guard<RanCall>;
  readonly run: Guard<RanSession>;
} {
  const text = isText(100_000);
  const list = <T>(guard: Guard<T>): Guard<readonly T[]> => isListOf(guard, 10_000);
  const name = isShape<ShownName>({ text, path: text }, ["path"]);
  const call = isShape<RanCall>(
    {
      index: isIndex,
      call: text,
      decision: isOneOf(["allow", "ask", "deny"]),
      outcome: isOneOf(["denied", "declined", "not-run", "failed", "done"]),
      why: text,
      result: isShape<ShownResult>({
        lines: list(text),
        more: isIndex,
        isError: isOneOf([true, false]),
      }),
      effects: list(isShape<ShownEffect>({ did: text, names: list(name), more: isIndex })),
      remarks: list(
        isShape<ShownRemark>({
          kind: isOneOf(["denied", "ungranted", "annotation"]),
          words: text,
          rules: list(rule),
        }),
      ),
    },
    ["why", "result"],
  );
  const change = isShape<RanChange>(
    {
      ...{ path: text, text },
      what: isOneOf(["created", "changed", "deleted"]),
      warning: text,
      applied: isOneOf([true, false]),
    },
    ["warning", "applied"],
  );
  const run = isShape<RanSession>({
    ...{ calls: list(call), layers: list(text), notes: list(text) },
    changes: list(change),
  });
  return { call, run };
}
