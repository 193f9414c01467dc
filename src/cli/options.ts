import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";

import { Refusal } from "./refusal.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads the arguments of a command. Throws a `Refusal` for an option that it does not know. */
export function readOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Refusal(usageError(error), 2);
  }
}

/** Node's words for a wrong option (`Unknown option '--x'. To specify …`), in ours. */
function usageError(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const option = /'(-[^'\s]*)/.exec(message)?.[1] ?? "";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `there is no option \`${option}\``;
  if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return `wrong usage: ${message}`;
  if (message.includes("does not take")) return `\`${option}\` takes no value`;
  if (message.includes("ambiguous"))
    return `\`${option}\` is followed by an option; write \`${option}=VALUE\` if that is the value`;
  return `\`${option}\` needs a value`;
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
