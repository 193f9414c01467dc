import { matchHost, readUrl } from "../engine/hosts.ts";
import type { Reading } from "../engine/truth.ts";
import { YES } from "../engine/truth.ts";
import type { HostPattern } from "../model/host-pattern.ts";

/** Does one of `outer` surely match every URL that `inner` does? Never wrongly yes. */
export function coversHost(
  outer: readonly HostPattern[],
  inner: HostPattern,
  reading: Reading,
): boolean {
  return outer.some((one) => coversOne(one, inner, reading));
}

function coversOne(outer: HostPattern, inner: HostPattern, reading: Reading): boolean {
  if (outer.source === inner.source) return true;
  if (inner.kind === "any")
    return outer.kind === "any" && (reading === "wide" || outer.port === inner.port);
  if (inner.kind === "range") {
    return outer.kind === "any"
      ? reading === "wide"
      : outer.kind === "range" &&
          // What is this machine also takes plain http, narrowly.
          (reading === "wide" || (outer.bits >= 8 && inner.bits >= 8)) &&
          outer.width === inner.width &&
          outer.bits <= inner.bits &&
          inner.address >> BigInt(inner.width - outer.bits) ===
            outer.address >> BigInt(outer.width - outer.bits);
  }
  if (isElsewhere(outer, inner.host)) return false;
  const urls = urlsOf(inner);
  const sampled = urls.every((url) => matchHost(outer, readUrl(url), reading) === YES);
  if (!sampled) return false;
  if (!inner.below && (reading === "narrow" || outer.kind !== "range")) return true;
  if (outer.kind !== "name") return outer.kind === "any";
  return (outer.below || reading === "wide") && `.${inner.host}`.endsWith(`.${outer.host}`);
}

/** Is it plain by the names alone that the pattern is about other hosts? Of addresses it is not. */
function isElsewhere(pattern: HostPattern, host: string): boolean {
  if (/^\[|^[\d.]+$/.test(host)) return false;
  if (pattern.kind === "range") return true;
  return pattern.kind === "name" && !`.${host}`.endsWith(`.${pattern.host}`);
}

/**
 * URLs that the pattern matches narrowly; where it is a plain name, one of each scheme and port that it takes, so that what holds for them holds for all.
 */
export function urlsOf(pattern: HostPattern): readonly string[] {
  const host = hostIn(pattern);
  const port = pattern.kind === "range" ? undefined : pattern.port;
  const all =
    port === undefined
      ? [`https://${host}/`, `http://${host}/`]
      : [`https://${host}:${port}/`, `http://${host}:${port}/`];
  return all.filter((url) => matchHost(pattern, readUrl(url), "narrow") === YES);
}

function hostIn(pattern: HostPattern): string {
  switch (pattern.kind) {
    case "any":
      return "example.com";
    case "name":
      return pattern.below ? `www.${pattern.host}` : pattern.host;
    case "range":
      return addressText(pattern.address, pattern.width);
  }
}

/** An address as a URL writes it. */
function addressText(address: bigint, width: 32 | 128): string {
  const size = width === 32 ? 8n : 16n;
  const parts: string[] = [];
  for (let shift = BigInt(width) - size; shift >= 0n; shift -= size) {
    const part = (address >> shift) & ((1n << size) - 1n);
    parts.push(width === 32 ? part.toString() : part.toString(16));
  }
  return width === 32 ? parts.join(".") : `[${parts.join(":")}]`;
}
