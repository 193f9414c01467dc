import type { Assumed } from "../protocol/decide-as.ts";

/** What is not as usual, in a few words; empty where everything is. */
export function assumedWords({ mode, headless, untrusted, projectOnly }: Assumed): string {
  return [
    ...(mode === undefined ? [] : [`mode ${mode}`]),
    ...(headless ? ["nobody to ask"] : []),
    ...(untrusted ? ["not trusted"] : []),
    ...(projectOnly ? ["workspace files only"] : []),
  ].join(", ");
}

/** The same as options of the command line; in the editor a person's own files count where nothing else is said. */
export function assumedOptions({ mode, headless, untrusted, projectOnly }: Assumed): string {
  return [
    ...(mode === undefined || !/^[\w-]+$/.test(mode) ? [] : [`--mode ${mode}`]),
    ...(headless ? ["--headless"] : []),
    ...(untrusted ? ["--untrusted"] : []),
    ...(projectOnly ? [] : ["--user"]),
  ]
    .map((option) => ` ${option}`)
    .join("");
}
