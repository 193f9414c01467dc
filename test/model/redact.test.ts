import { describe, expect, it } from "vitest";
import { toJson } from "../../src/cli/json.ts";
import { mayHoldToken, redactJson, redactTokens, redactor } from "../../src/model/redact.ts";
import { isSecretName } from "../../src/model/secret-name.ts";
import { shown, shownShort } from "../../src/model/shown.ts";
import { TOKEN_FORMATS } from "../../src/model/token-formats.ts";
import { TOKENS } from "../support/tokens.ts";

describe("what by its form is a token", () => {
  it.each(TOKENS)("$what is taken out of a text", ({ what, token }) => {
    expect(mayHoldToken(token)).toBe(true);
    const mark = redactTokens(`before ${token} after`);
    expect(mark).toContain(`before [redacted: ${what}]`);
    expect(mark).not.toContain(token.replace(/@.*/, ""));
    expect(redactTokens(mark)).toBe(mark);
    expect(shown(`a ${token}`)).not.toContain(token);
    expect(toJson({ [token]: [`\n${token}`] })).not.toContain(token);
  });

  it("has an example of each form", () => {
    expect(new Set(TOKENS.map(({ what }) => what))).toEqual(
      new Set(TOKEN_FORMATS.map(({ what }) => what)),
    );
  });

  it.each([
    "git commit -m 'skip tests'",
    "https://example.com/a?b=c",
    "https://user@example.com/",
    "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "gh_short",
  ])("leaves `%s` alone", (text) => {
    expect(redactTokens(text)).toBe(text);
  });

  it("takes a key out with its body, and keeps what follows", () => {
    const key = `-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----`;
    expect(redactTokens(`${key}\n{ok}`)).toBe("[redacted: a private key]\n{ok}");
    expect(redactTokens(key.slice(0, -26))).toBe("[redacted: a private key]");
  });

  it("keeps the host of an address", () => {
    expect(redactTokens("postgres://me:hunter2hunter2@db.internal/x")).toBe(
      "[redacted: a password in an address]@db.internal/x",
    );
  });

  it("leaves no half of a token where a text is cut", () => {
    const token = TOKENS.find(({ what }) => what === "a token of GitHub")?.token ?? "";
    expect(shownShort(`${"x".repeat(30)} ${token}`, 40)).not.toContain("ghp_");
  });
});

describe("known values", () => {
  const redact = redactor([
    { name: "API_KEY", value: "correct horse" },
    { name: "Authorization", value: "Bearer battery-staple" },
    { name: "SHORT", value: "abc" },
    { name: "LONGER", value: "correct horse and more" },
  ]);

  it.each([
    ["correct horse", "[redacted: API_KEY]"],
    ["Bearer battery-staple", "[redacted: Authorization]"],
    ["x=battery-staple;", "x=[redacted: Authorization];"],
    ["correct%20horse", "[redacted: API_KEY]"],
    ["correct horse and more", "[redacted: LONGER]"],
    ["abc", "abc"],
    ["CORRECT HORSE", "[redacted: API_KEY]"],
    ["correct  horse", "correct  horse"],
    [Buffer.from("correct horse").toString("hex"), "[redacted: API_KEY]"],
  ])("%s → %s", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it("are found in base64, wherever they stand in it", () => {
    for (const before of ["", "a", "ab", "abc", "user:"])
      for (const after of ["", "z", "zz"]) {
        const text = Buffer.from(`${before}correct horse${after}`).toString("base64");
        expect(redact(text)).toContain("[redacted: API_KEY]");
      }
  });

  it("are taken out of names and values of JSON", () => {
    expect(redactJson({ "correct horse": ["correct horse", 1, null, true] }, redact)).toEqual({
      "[redacted: API_KEY]": ["[redacted: API_KEY]", 1, null, true],
    });
  });

  it("may hold anything", () => {
    const odd = "a.*(b|c)[$^]\\ud800\n\u0000 and so on, line by line";
    expect(redactor([{ name: "X", value: odd }])(`<${odd}>`)).toBe("<[redacted: X]>");
    expect(redactor([{ name: "X", value: "\ud800secret\udfff" }])("\ud800secret\udfff")).toBe(
      "[redacted: X]",
    );
  });
});

describe("names that say that there is a secret", () => {
  it.each([
    ...["GITHUB_TOKEN", "githubToken", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD", "OPENAI_API_KEY"],
    ...["Authorization", "Proxy-Authorization", "X-Api-Key", "Cookie", "--token", "db_pass"],
    ...["SENTRY_DSN", "SLACK_WEBHOOK", "client_secret", "SSH_PASSPHRASE", "apikey", "TOKEN_2"],
  ])("%s", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    ...["PATH", "NODE_ENV", "AUTHOR", "TOKEN_LIMIT", "AUTH_MODE", "SECRET_NAME", "PUBLIC_KEY"],
    ...[
      "SORT_KEY_ORDER",
      "KEYBOARD",
      "PASSENGER",
      "AWS_ACCESS_KEY_ID",
      "LANG",
      "",
      "CREDENTIALS_FILE",
    ],
  ])("not %s", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
