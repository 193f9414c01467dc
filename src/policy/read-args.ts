import type { ArgsTest } from "../model/value-test.ts";
import { readNamedTests } from "./read-value-test.ts";
import type { Reading } from "./reading.ts";
import type { Spot } from "./spot.ts";
import { entryOf } from "./yaml/tree.ts";

/** Reads the `args` of a rule: a test for each argument, and `rest: none`. */
export function readArgs(spot: Spot, reading: Reading): ArgsTest {
  return {
    named: readNamedTests(spot, "`args`", reading, isRest),
    closed: closes(spot, reading),
  };
}

/** `rest` with a mapping is the test of an argument of that name. */
function isRest(name: string, value: Spot): boolean {
  return name === "rest" && value.node.kind !== "map";
}

function closes(spot: Spot, { report }: Reading): boolean {
  const rest = entryOf(spot.node, "rest")?.value;
  if (rest === undefined || rest.kind === "map") return false;
  if (rest.kind === "scalar" && rest.value === "none") return true;
  const message =
    "`rest: none` says that there is no other argument; for an argument of this name write `rest: { const: … }`";
  report.error("bad-value", rest.range, message, "none");
  return false;
}
