import { CONSTRAINTS } from "../model/clause.ts";
import type { ConstraintName, Constraints } from "../model/clause.ts";
import { readWord } from "./fields.ts";
import { readArgs } from "./read-args.ts";
import { readList } from "./read-list.ts";
import type { Reading } from "./reading.ts";
import type { Spot } from "./spot.ts";

/** Constraints while they are read. */
type Where = { -readonly [K in ConstraintName]?: Constraints[K] };

/** Reads the constraints among the values of a rule or an exception. */
export function readConstraints(fields: ReadonlyMap<string, Spot>, reading: Reading): Constraints {
  const where: Where = {};
  for (const name of CONSTRAINTS) {
    const spot = fields.get(name);
    if (spot !== undefined) readConstraint(name, spot, reading, where);
  }
  return where;
}

function readConstraint(name: ConstraintName, spot: Spot, reading: Reading, where: Where): void {
  switch (name) {
    case "args":
      where.args = readArgs(spot, reading);
      break;
    case "files": {
      const files = readWord(spot, ["any", "granted"], "`files`", reading.report);
      if (files !== undefined) where.files = files;
      break;
    }
    case "path":
      where.path = readList("path", spot, reading);
      break;
    case "command":
      where.command = readList("command", spot, reading);
      break;
    case "cwd":
      where.cwd = readList("cwd", spot, reading);
      break;
    case "env":
      where.env = readList("env", spot, reading);
      break;
    case "host":
      where.host = readList("host", spot, reading);
      break;
    case "method":
      where.method = readList("method", spot, reading);
      break;
  }
}
