import { keptByText } from "../../model/kept-by-text.ts";
import { parseRegex } from "../../model/regex.ts";
import { failed } from "../../model/problem.ts";
import type { Outcome } from "../../model/problem.ts";
import type { ArgsPattern } from "./policy-rule.ts";

/** What a rule may say of arguments. */
export interface ArgsFields {
  readonly argsPattern?: string;
  readonly commandPrefix?: readonly string[];
  readonly commandRegex?: string;
}

/** The expressions of a rule over the arguments as text; `undefined`: none. Source: `buildArgsPatterns` in `policy/utils.ts` (0.61.0). */
export function argsSources(fields: ArgsFields): readonly (string | undefined)[] {
  const { argsPattern, commandPrefix, commandRegex } = fields;
  if (commandPrefix !== undefined) return commandPrefix.map(prefixSource);
  if (commandRegex !== undefined && commandRegex !== "") return [`"command":"${commandRegex}`];
  return [argsPattern === "" ? undefined : argsPattern];
}

/** A prefix ends at a blank or a quote: `git` takes `git push`, and not `gitk`. */
export function prefixSource(prefix: string): string {
  const open = JSON.stringify(prefix).slice(0, -1);
  const literal = `"command":${open}`.replace(/[-[\]{}()*+?.,\\^$|#\s"]/g, "\\$&");
  return String.raw`${literal}(?:[\s"]|\\")`;
}

/** An expression that Gemini CLI takes; an error where it drops the rule. Source: `isSafeRegExp` in `policy/utils.ts` (0.61.0). */
export function compilePattern(source: string): Outcome<ArgsPattern> {
  return readKept(source);
}

const readKept = keptByText(readPattern, { most: 1000 });

function readPattern(source: string): Outcome<ArgsPattern> {
  try {
    new RegExp(source);
  } catch {
    return { error: "it is no regular expression" };
  }
  if (source.length > 2048) return { error: "it is longer than 2048 characters" };
  if (nestsQuantifiers(source))
    return { error: "a group that repeats something is itself repeated, or seems to be" };
  const regex = parseRegex(inRe2(source));
  if (failed(regex)) return { value: { kind: "unknown", source } };
  return { value: { kind: "regex", regex: regex.value } };
}

/** What the heuristic of Gemini CLI takes for nested: after a `(` and before the next `)` a quantifier, and on its line a later `)` that is quantified. */
function nestsQuantifiers(source: string): boolean {
  const quantifier = /[*+?{]/;
  let repeated = false;
  const found: boolean[] = [];
  for (let at = source.length - 1; at >= 0; at--) {
    const char = source[at] ?? "";
    if (/[\n\r\u2028\u2029]/.test(char)) repeated = false;
    found[at] = repeated;
    if (char === ")" && quantifier.test(source[at + 1] ?? "")) repeated = true;
  }
  let inside = false;
  for (const [at, later] of found.entries()) {
    const char = source[at] ?? "";
    if (inside && later && quantifier.test(char)) return true;
    if (char === "(") inside = true;
    else if (char === ")") inside = false;
  }
  return false;
}

/** What JavaScript writes otherwise than RE2. */
function inRe2(source: string): string {
  return source
    .replace(
      /\\(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4}))/g,
      (_all, braced?: string, plain?: string) => `\\x{${braced ?? plain ?? ""}}`,
    )
    .replace(/\\0(?!\d)/g, "\\x00")
    .replace(/\\([/"'<>=:;,!@%&~` -])/g, (_all, sign: string) => (sign === "-" ? "\\-" : sign));
}
