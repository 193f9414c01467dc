import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { USER_CONTENT } from "../lint/tables/user-content.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import { shownShort } from "../model/shown.ts";

export const userContentHost = defineRule({
  id: "user-content-host",
  summary: "A grant lets the agent reach a host where anybody can publish, or see what is sent",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    const { subject } = context;
    for (const clause of grantsFor(subject, "web.fetch")) {
      const [method] = clause.where.method ?? [];
      const more = method === undefined || method === "GET" ? {} : { method };
      for (const pattern of clause.where.host ?? []) {
        const hit = contentOf(pattern);
        if (hit === undefined) continue;
        const calls = hit.sites.map((site) => ({
          tool: "web.fetch",
          args: { url: `https://${site}/?q=what+it+read`, ...more },
        }));
        const witness = firstPermitted(context, clause, calls);
        if (witness === undefined) continue;
        const message = `\`${shownShort(pattern.source, 60)}\` is a host where anybody can ${hit.what}; name the one site that is yours, or \`ask\` for it`;
        const at = placeOf(subject, clause, "host", pattern.source);
        const fixes = narrowingFixes(context, { clause, list: "host", pattern, at });
        yield { at, message, witness, fixes, ...(hit.receives ? { severity: "error" } : {}) };
      }
    }
  },
});

interface Content {
  readonly what: string;
  readonly receives: boolean;
}

interface Hit extends Content {
  readonly sites: readonly string[];
}

function contentOf(pattern: HostPattern): Hit | undefined {
  if (pattern.kind !== "name") return undefined;
  const { host, below } = pattern;
  const port = pattern.port === undefined ? "" : `:${pattern.port}`;
  const hit = below ? holdingHost(host) : ownHost(host);
  if (hit === undefined) return undefined;
  const names = below ? [`attacker.${hit.host}`, `anybody.${hit.host}`] : [host];
  return { what: hit.what, receives: hit.receives, sites: names.map((name) => `${name}${port}`) };
}

function ownHost(host: string): (Content & { readonly host: string }) | undefined {
  const entry = ENTRIES.get(host);
  return entry && { ...entry, host };
}

/** `*.s3.amazonaws.com`, and `*.amazonaws.com` with it; `*.com` is a finding of its own. */
function holdingHost(host: string): (Content & { readonly host: string }) | undefined {
  const exact = ENTRIES.get(`.${host}`);
  if (exact !== undefined) return { ...exact, host };
  if (!host.includes(".")) return undefined;
  const [name, entry] =
    [...ENTRIES].find(([known, { receives }]) => receives && known.endsWith(`.${host}`)) ?? [];
  return name === undefined || entry === undefined
    ? undefined
    : { ...entry, host: name.replace(/^\./, "") };
}

const ENTRIES: ReadonlyMap<string, Content> = new Map(
  USER_CONTENT.flatMap(({ hosts, what, receives }) =>
    hosts.map((host) => [host, { what, receives }] as const),
  ),
);
