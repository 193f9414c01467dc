import { defineRule } from "../lint/rule.ts";

const DAY = 86_400_000;

export const overdueReview = defineRule({
  id: "overdue-review",
  summary: "The day on which the rights of an agent were to be looked at is past",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject: { principal }, now }) {
    const { reviewBy } = principal;
    // The day itself still counts.
    if (reviewBy === undefined || !(Date.parse(now) >= Date.parse(reviewBy) + DAY)) return;
    yield {
      at: { path: ["agent", "review-by"] },
      message: `the review was due on ${reviewBy}, and its rights hold on as if somebody had looked; look through the rules, and name the next day`,
    };
  },
});
