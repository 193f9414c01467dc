import { findText } from "../lint/find-text.ts";
import { defineRule } from "../lint/rule.ts";
import { mayHoldToken } from "../model/redact.ts";
import { TOKEN_FORMATS } from "../model/token-formats.ts";

export const secretInPolicy = defineRule({
  id: "secret-in-policy",
  summary: "A rule holds a password, token or key",
  severity: "error",
  confidence: "high",
  persona: "regular",
  secret: true,
  *check({ subject }) {
    if (!mayHoldToken(subject.text)) return;
    for (const { what, pattern } of TOKEN_FORMATS) {
      const path = findText(subject, pattern);
      if (path === undefined) continue;
      // The message says where it stands, and never what it is.
      yield {
        at: { path },
        message: `here stands ${what}, and everyone who can read the policy has it, also from its history; withdraw it, and write \`*\` in its place`,
      };
    }
  },
});
