import { overdueReview } from "../../src/rules/overdue-review.ts";
import { check } from "../support/check.ts";

check(
  overdueReview,
  "a day that is past",
  `
agent:
  id: bot
  review-by: 2026-11-20
#            ^^^^^^^^^^ overdue-review
rules: [{ allow: file.read, path: src/** }]
`,
);

check(
  overdueReview,
  "the day itself",
  `
agent: { id: bot, review-by: 2026-11-21 }
rules: [{ allow: file.read, path: src/** }]
`,
);
