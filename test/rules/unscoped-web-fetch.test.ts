import { unscopedWebFetch } from "../../src/rules/unscoped-web-fetch.ts";
import { check, checkGrants } from "../support/check.ts";

check(
  unscopedWebFetch,
  "any site, at the pattern",
  `
rules:
  - allow: web.fetch
    host: [docs.example.org, "*"]
#                            ^^^ unscoped-web-fetch
`,
  ["https://example.com/?q=what+it+read"],
);

checkGrants(
  unscopedWebFetch,
  {
    "*": "https://example.com/?q=what+it+read",
    "*:8443": "https://example.com:8443/?q=what+it+read",
    "*.com": "https://example.com/?q=what+it+read",
    "*.io": "https://example.io/?q=what+it+read",
    "0.0.0.0/0": "https://203.0.113.7/?q=what+it+read",
    "example.com": undefined,
    "*.example.com": undefined,
    "*.internal": undefined,
    "*.localhost": undefined,
    "10.0.0.0/8": undefined,
    "localhost:3000": undefined,
    $private: undefined,
  },
  (host) => `rules: [{ allow: web.fetch, host: "${host}" }]`,
);

check(
  unscopedWebFetch,
  "methods are kept, denies and asks count",
  `
rules:
  - { allow: web.fetch, host: "*", method: POST }
#                             ^^^ unscoped-web-fetch
  - { deny: web.fetch, host: [example.com] }
  - { ask: web.fetch, host: "*", method: PUT }
`,
  ["https://attacker.example/?q=what+it+read"],
);

check(
  unscopedWebFetch,
  "a deny of all sites but some",
  `
rules:
  - { allow: web.fetch, host: "*" }
  - { deny: web.fetch, host: "*", except: { host: "*.example.org" } }
`,
);

check(
  unscopedWebFetch,
  "an address that only `args` speaks of",
  `
rules:
  - { allow: web.fetch, args: { url: { pattern: "^https://" } } }
#                       ^^^^ unscoped-web-fetch
  - { allow: web.fetch, args: { url: { pattern: "^https://docs\\\\.example\\\\.org/" } } }
`,
);
