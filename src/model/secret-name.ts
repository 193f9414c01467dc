/** Does a name of a variable, header, option or input say that what it holds is a secret? `GITHUB_TOKEN` does, `TOKEN_LIMIT` does not. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (ABOUT.has(last) || words.includes("public")) return false;
  const text = words.join(" ");
  return SECRET.test(text) || ENDS.has(last);
}

/** `apiKey`, `API_KEY`, `x-api-key` and `--api.key` are the same words. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

/** The names that vendors document for their credentials all hold one of these (GITHUB_TOKEN, AWS_SECRET_ACCESS_KEY, PGPASSWORD, OPENAI_API_KEY …). */
const SECRET =
  /tokens?\b|secrets?\b|passw(?:or)?d|passphrase|credentials?\b|api ?keys?\b|(?:private|access|signing|encryption|master) keys?\b|bearer|webhook/;

/** These at the end only: `SORT_KEY_ORDER` and `AUTH_MODE` are something else. */
const ENDS: ReadonlySet<string> = new Set([
  ...["auth", "authorization", "cookie", "dsn", "jwt", "pat", "pass", "pwd", "key"],
]);

/** What is said about a secret, and is none. */
const ABOUT: ReadonlySet<string> = new Set([
  ...[
    "limit",
    "limits",
    "max",
    "min",
    "count",
    "length",
    "size",
    "ttl",
    "expiry",
    "age",
    "timeout",
  ],
  ...["file", "path", "dir", "folder", "url", "uri", "endpoint", "host", "name", "id", "type"],
  ...["mode", "provider", "scope", "scopes", "enabled", "required", "env"],
]);
