/** A credential that its form gives away; chance does not make such a text. Rules look for them, and no output shows one. */
export interface TokenFormat {
  readonly what: string;
  readonly pattern: RegExp;
}

/** The forms that each vendor documents; no measure of randomness, which finds hashes and misses passwords. */
export const TOKEN_FORMATS: readonly TokenFormat[] = [
  // docs.github.com/authentication: token formats.
  {
    what: "a token of GitHub",
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{60,100})\b/,
  },
  // docs.gitlab.com/security/tokens.
  { what: "a token of GitLab", pattern: /\bgl(?:pat|dt|rt|ptt|cbt|soat)-[A-Za-z0-9_-]{20,64}/ },
  // docs.aws.amazon.com/IAM: unique identifiers.
  { what: "a key of AWS", pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  // cloud.google.com/docs/authentication/api-keys; developers.google.com/identity: OAuth client secrets.
  { what: "a key of Google", pattern: /\b(?:AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{28})/ },
  // docs.anthropic.com; platform.openai.com; huggingface.co/docs: access tokens.
  { what: "a key of Anthropic", pattern: /\bsk-ant-[a-z0-9]{3,10}-[A-Za-z0-9_-]{80,120}/ },
  {
    what: "a key of OpenAI",
    pattern: /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{20,80}T3BlbkFJ[A-Za-z0-9_-]{20,80}/,
  },
  { what: "a token of Hugging Face", pattern: /\bhf_[A-Za-z]{34}\b/ },
  // api.slack.com/authentication/token-types; api.slack.com/messaging/webhooks.
  { what: "a token of Slack", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{20,250}/ },
  {
    what: "a webhook of Slack",
    pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{24}/,
  },
  // docs.stripe.com/keys.
  { what: "a key of Stripe", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{24,120}\b/ },
  // docs.npmjs.com/about-access-tokens; pypi.org/help/#apitoken.
  { what: "a token of npm", pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { what: "a token of PyPI", pattern: /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,400}/ },
  // docs.sendgrid.com; www.twilio.com/docs; docs.digitalocean.com; linear.app/developers; developers.notion.com.
  { what: "a key of SendGrid", pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/ },
  { what: "a token of DigitalOcean", pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/ },
  { what: "a key of Linear", pattern: /\blin_api_[A-Za-z0-9]{40}\b/ },
  { what: "a key of Supabase", pattern: /\bsb(?:p|_secret)_[A-Za-z0-9]{31,60}\b/ },
  // RFC 7519: a signed token with its three parts.
  {
    what: "a signed token (JWT)",
    pattern: /\beyJ[A-Za-z0-9_-]{15,2000}\.eyJ[A-Za-z0-9_-]{15,4000}\.[A-Za-z0-9_-]{20,1000}/,
  },
  // RFC 7468: textual encoding of keys.
  {
    what: "a private key",
    // With what follows, as far as it may be of the key, so that all of it can be taken out of a text.
    pattern:
      /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----(?:[\sA-Za-z0-9+/=\\:,.]|-(?!----)){0,20000}(?:-----END (?:[A-Z]{2,10} )?PRIVATE KEY-----)?/,
  },
  // RFC 3986, 3.2.1: a password in an address, with a real host behind it.
  {
    what: "a password in an address",
    pattern:
      /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|https?):\/\/[^\s:/@'"{}$<>*]{1,80}:[^\s/@'"{}$<>*]{4,200}(?=@(?!localhost|127\.|example\.)[^\s/@'"])/,
  },
];
