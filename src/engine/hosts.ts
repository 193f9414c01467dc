import { inRange, parseAddress } from "../model/address.ts";
import type { Address } from "../model/address.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import { parseUrl } from "../model/url.ts";
import type { Reading, Truth } from "./truth.ts";
import { truth, UNKNOWN } from "./truth.ts";

/** A URL as hosts are judged. */
export interface KnownUrl {
  /** `http:` or `https:`; anything else is never granted. */
  readonly scheme: string;
  /** As the WHATWG rules write it; empty where the scheme has none. */
  readonly host: string;
  /** The effective port. */
  readonly port: string;
  readonly address: Address | undefined;
}

/** Reads a URL by the WHATWG rules; `undefined` where it is none. */
export function readUrl(text: string): KnownUrl | undefined {
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  const host = url.hostname;
  const address = parseAddress(host);
  return {
    scheme: url.protocol,
    host,
    port: url.port || (DEFAULT_PORTS.get(url.protocol) ?? ""),
    address,
  };
}

const DEFAULT_PORTS: ReadonlyMap<string, string> = new Map([
  ["http:", "80"],
  ["https:", "443"],
]);

/** Holds a host pattern against a URL. A URL that is not known, or has no host, is unknown. */
export function matchHost(
  pattern: HostPattern,
  url: KnownUrl | undefined,
  reading: Reading,
): Truth {
  if (url === undefined || url.host === "") return UNKNOWN;
  if (reading === "narrow") return truth(portMatches(pattern, url) && hostMatches(pattern, url));
  const bare = { ...url, host: url.host.replace(/\.$/, "") };
  const below = pattern.kind === "name" && bare.host.endsWith(`.${pattern.host}`);
  return truth(below || hostMatches(pattern, bare));
}

/** Is it a request that a rule can grant? */
export function isWeb(url: KnownUrl | undefined): boolean {
  return url !== undefined && DEFAULT_PORTS.has(url.scheme);
}

function hostMatches(pattern: HostPattern, url: KnownUrl): boolean {
  if (pattern.kind === "any") return true;
  if (pattern.kind === "range") {
    return (
      url.address !== undefined &&
      inRange(url.address, pattern.address, pattern.bits, pattern.width)
    );
  }
  if (pattern.below) return liesBelow(pattern.host, url.host);
  return url.host === pattern.host || sameAddress(pattern.host, url.address);
}

function liesBelow(apex: string, host: string): boolean {
  return (
    host.endsWith(`.${apex}`) &&
    !host
      .slice(0, -apex.length - 1)
      .split(".")
      .includes("")
  );
}

function sameAddress(host: string, address: Address | undefined): boolean {
  const own = address && parseAddress(host);
  return own !== undefined && own.value === address?.value && own.width === address.width;
}

function portMatches(pattern: HostPattern, url: KnownUrl): boolean {
  const port = pattern.kind === "range" ? undefined : pattern.port;
  if (port !== undefined) return url.port === port;
  return (
    url.port === DEFAULT_PORTS.get(url.scheme) && (url.scheme === "https:" || isLoopback(pattern))
  );
}

/** Does the pattern itself name this machine, where plain `http` is as good? */
function isLoopback(pattern: HostPattern): boolean {
  if (pattern.kind === "any") return false;
  if (pattern.kind === "range")
    return pattern.width === 32 && pattern.bits >= 8 && pattern.address >> 24n === 127n;
  if (pattern.below) return false;
  const address = parseAddress(pattern.host);
  if (address === undefined) return pattern.host === "localhost";
  return address.width === 32 ? address.value >> 24n === 127n : address.value === 1n;
}
