import { isList, isObject } from "./json.ts";
import type { Json } from "./json.ts";
import { spelledForms } from "./secret-forms.ts";
import { TOKEN_FORMATS } from "./token-formats.ts";

/** A value that no output shows, and the name that it has where it comes from. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Takes secrets out of a text: each is replaced by a mark that says what stood there. */
export type Redact = (text: string) => string;

/** Shorter values are found in any text, and are left alone; in characters. */
const SHORTEST_SECRET = 6;

/** The one way in which secrets are kept out of outputs: known values, also encoded, and what the form of a token gives away. */
export function redactor(secrets: readonly Secret[]): Redact {
  const marks = new Map<string, string>();
  for (const { name, value } of secrets)
    for (const form of spelledForms(value.trim(), SHORTEST_SECRET))
      if (!marks.has(form.toLowerCase())) marks.set(form.toLowerCase(), `[redacted: ${name}]`);
  if (marks.size === 0) return redactTokens;
  // A value that holds another one comes first.
  const forms = [...marks.keys()].toSorted((a, b) => b.length - a.length);
  // Names of hosts lose their capitals on their way.
  const any = new RegExp(forms.map(literal).join("|"), "gi");
  const markOf = (found: string): string => marks.get(found.toLowerCase()) ?? "[redacted]";
  return (text) => redactTokens(text.replace(any, markOf));
}

/** Takes out what by its form is a token, password in an address or private key, whoever it belongs to. */
export function redactTokens(text: string): string {
  if (!mayHoldToken(text)) return text;
  return TOKENS.reduce((left, [mark, pattern]) => left.replace(pattern, mark), text);
}

/** A quick look: where it says no, there is nothing to take out. */
export function mayHoldToken(text: string): boolean {
  return SIGNS.test(text);
}

/** The same in all texts of a JSON value, names included. */
export function redactJson(value: Json, redact: Redact): Json {
  if (typeof value === "string") return redact(value);
  if (isList(value)) return value.map((item) => redactJson(item, redact));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [redact(name), redactJson(inner, redact)]),
  );
}

const TOKENS = TOKEN_FORMATS.map(
  ({ what, pattern }) => [`[redacted: ${what}]`, new RegExp(pattern.source, "g")] as const,
);

/** Something that every token has: most texts have nothing of it, and are not looked at further. A test holds it to the table. */
const SIGNS =
  /(?:gh[pousr]_|github_pat_|gl[a-z]{2,4}-|A[KS]IA|AIza|GOCSPX-|sk-|hf_|xox[a-z]-|[rs]k_|npm_|pypi-|SG\.|do[opr]_v1_|lin_api_|sb(?:p|_secret)_|eyJ)[\w-]{15}|hooks\.slack|PRIVATE KEY|:\/\/[^\s:/@]{1,80}:[^\s/@]{4,200}@/;

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
