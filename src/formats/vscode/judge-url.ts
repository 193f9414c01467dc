import type { Clause } from "../../model/clause.ts";
import type { Answer } from "./answer.ts";
import { urlRule } from "./urls/approve-url.ts";
import type { UrlRule } from "./urls/approve-url.ts";

/** What VS Code does with an address: the request and what comes back are approved each by itself. Trusted domains are not known here. */
export function judgeUrl(url: string, urls: readonly UrlRule[]): Answer {
  const request = urlRule(urls, url, "request");
  const response = urlRule(urls, url, "response");
  const clauses = [...new Set([request, response].flatMap((rule) => rule?.clause ?? []))];
  if (request?.request !== true)
    return {
      decision: "ask",
      rules: request?.clause === undefined ? [] : [request.clause],
      ...(request === undefined ? { because: "no entry approves the address" } : {}),
    };
  if (response?.response === true)
    return { decision: "allow", rules: clauses, ...shippedUrl(clauses) };
  const why = "the request itself is sent without a prompt; only what comes back is shown first";
  return {
    decision: "ask",
    rules: clauses,
    because: "what comes back is to be reviewed",
    pessimistic: { decision: "allow", why },
  };
}

function shippedUrl(clauses: readonly Clause[]): { readonly because?: string } {
  return clauses.length === 0 ? { because: "a shipped entry approves the address" } : {};
}
