import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";

import { Refusal } from "./refusal.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads the arguments of a command. Throws a `Refusal` for an option that it does not know. */
export function readOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Refusal(
      error instanceof Error ? (error.message.split(". ")[0] ?? "") : "wrong usage",
      2,
    );
  }
}

/** One of a few words; throws a `Refusal` for another. */
export function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  choices: readonly [T, ...T[]],
): T {
  if (value === undefined) return choices[0];
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new Refusal(`\`--${name}\` is one of ${choices.join(", ")}, not \`${value}\``, 2);
  return found;
}
