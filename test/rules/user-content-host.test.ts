import { userContentHost } from "../../src/rules/user-content-host.ts";
import { check } from "../support/check.ts";

check(
  userContentHost,
  "hosts of everybody",
  `
rules:
  - allow: web.fetch
    host:
      - api.example.com
      - "*.vercel.app"
#       ^^^^^^^^^^^^^^ user-content-host
      - webhook.site
#       ^^^^^^^^^^^^ user-content-host
      - "*.amazonaws.com"
#       ^^^^^^^^^^^^^^^^^ user-content-host
      - gist.github.com
#       ^^^^^^^^^^^^^^^ user-content-host
`,
  [
    "https://attacker.vercel.app/?q=what+it+read",
    "https://webhook.site/?q=what+it+read",
    "https://attacker.s3.amazonaws.com/?q=what+it+read",
    "https://gist.github.com/?q=what+it+read",
  ],
);

check(
  userContentHost,
  "sites of one account, and what a deny covers",
  `
rules:
  - { allow: web.fetch, host: [shop.vercel.app, github.com, "*.github.com", acme.s3.amazonaws.com] }
  - { allow: web.fetch, host: pastebin.com }
  - { deny: web.fetch, host: pastebin.com }
  - { ask: web.fetch, host: "*.ngrok.io" }
`,
);
