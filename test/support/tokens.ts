/** One text of each form that `TOKEN_FORMATS` knows. None has ever been anybody's; they are put together here, so that scanners do not take them for real. */
export const TOKENS: readonly { readonly what: string; readonly token: string }[] = [
  { what: "a token of GitHub", token: `ghp${"_"}${"a1B2".repeat(9)}` },
  { what: "a token of GitLab", token: `glpat${"-"}${"a1B2".repeat(5)}` },
  { what: "a key of AWS", token: `AKIA${"ABCD".repeat(4)}` },
  { what: "a key of Google", token: `AIza${"a1B2c".repeat(7)}` },
  { what: "a key of Anthropic", token: `sk-ant${"-"}api03-${"a1B2".repeat(22)}` },
  { what: "a key of OpenAI", token: `sk${"-"}proj-${"a1B2".repeat(6)}T3BlbkFJ${"a1B2".repeat(6)}` },
  { what: "a token of Hugging Face", token: `hf${"_"}${"aB".repeat(17)}` },
  { what: "a token of Slack", token: `xoxb${"-"}${"1234567890".repeat(3)}` },
  {
    what: "a webhook of Slack",
    token: `hooks.slack.com/services/${"T12345678"}/${"B12345678"}/${"a1B2".repeat(6)}`,
  },
  { what: "a key of Stripe", token: `sk${"_"}live_${"a1B2".repeat(6)}` },
  { what: "a token of npm", token: `npm${"_"}${"a1B2".repeat(9)}` },
  { what: "a token of PyPI", token: `pypi-AgEIcHlwaS5vcmc${"a1B2".repeat(20)}` },
  { what: "a key of SendGrid", token: `SG${"."}${"a1".repeat(11)}.${"a".repeat(43)}` },
  { what: "a token of DigitalOcean", token: `dop${"_"}v1_${"a1b2".repeat(16)}` },
  { what: "a key of Linear", token: `lin${"_"}api_${"a1B2".repeat(10)}` },
  { what: "a key of Supabase", token: `sb${"_"}secret_${"a1B2".repeat(8)}` },
  {
    what: "a signed token (JWT)",
    token: `eyJ${"a1B2".repeat(5)}.eyJ${"a1B2".repeat(5)}.${"a1B2".repeat(6)}`,
  },
  { what: "a private key", token: `-----BEGIN ${"RSA"} PRIVATE KEY-----` },
  { what: "a password in an address", token: "postgres://me:hunter2hunter2" + "@db.internal" },
];
