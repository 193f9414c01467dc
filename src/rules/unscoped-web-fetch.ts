import { familyReports } from "../lint/command-hits.ts";
import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Report, RuleContext } from "../lint/rule.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import { shownShort } from "../model/shown.ts";

export const unscopedWebFetch = defineRule({
  id: "unscoped-web-fetch",
  summary: "A grant lets the agent send requests to any site",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check(context) {
    for (const clause of grantsFor(context.subject, "web.fetch")) {
      if (clause.where.host === undefined) yield* byArguments(context, clause);
      else yield* byHosts(context, clause);
    }
    yield* familyReports(context, "unscoped-web-fetch", ({ program, row }) => {
      const name = shownShort(program, 40);
      return `lets the agent send to any address with \`${name}\`: what it has read can leave there, and what comes back can give it orders; name the addresses it needs, as in \`${row.pinned}\`, or deny the others with \`web.fetch\``;
    });
  },
});

const ADVICE =
  "what it has read can leave in the address, and what comes back can give it orders; name the hosts it needs";

/** Top-level names that are not the internet's: RFC 6761, RFC 6762, RFC 8375, ICANN on `.internal` (2024). */
const LOCAL: ReadonlySet<string> = new Set([
  ...["localhost", "local", "internal", "test", "example", "invalid", "lan", "home", "corp"],
]);

function* byHosts(context: RuleContext, clause: Clause): Iterable<Report> {
  for (const pattern of clause.where.host ?? []) {
    const calls = sitesOf(pattern).flatMap((site) => requests(site, clause));
    const witness = firstPermitted(context, clause, calls);
    if (witness === undefined) continue;
    const whose = pattern.kind === "name" ? `any site under \`.${pattern.host}\`` : "any site";
    const message = `\`${shownShort(pattern.source, 60)}\` lets the agent send requests to ${whose}; ${ADVICE}`;
    const at = placeOf(context.subject, clause, "host", pattern.source);
    const fixes = narrowingFixes(context, { clause, list: "host", pattern, at });
    yield { at, message, witness, fixes };
  }
}

/** Sites that only a pattern holds which names none. */
function sitesOf(pattern: HostPattern): readonly string[] {
  switch (pattern.kind) {
    case "any": {
      const port = pattern.port === undefined ? "" : `:${pattern.port}`;
      return SITES.map((site) => `${site}${port}`);
    }
    case "name":
      return pattern.below && !pattern.host.includes(".") && !LOCAL.has(pattern.host)
        ? [`example.${pattern.host}`, `attacker.${pattern.host}`]
        : [];
    case "range":
      return pattern.bits === 0 ? ["203.0.113.7"] : [];
  }
}

const SITES = ["example.com", "attacker.example", "example.net"];

function requests(site: string, { where }: Clause): readonly ToolCall[] {
  const url = `https://${site}/?q=what+it+read`;
  const [method] = where.method ?? [];
  if (method === undefined || method === "GET") return [{ tool: "web.fetch", args: { url } }];
  return [{ tool: "web.fetch", args: { url, method } }];
}

/** Without `host` the grant speaks of the address through `args`; it is open when unlike sites pass. */
function* byArguments(context: RuleContext, clause: Clause): Iterable<Report> {
  const open = SITES.flatMap((site) => requests(site, clause)).filter(
    (call) => firstPermitted(context, clause, [call]) !== undefined,
  );
  const [witness, second] = open;
  if (witness === undefined || second === undefined) return;
  const message = `this lets the agent send requests to any site, because \`args\` leaves the address open; ${ADVICE} with \`host\``;
  yield { at: { path: [...clause.at, "args"], on: "key" }, message, witness };
}
