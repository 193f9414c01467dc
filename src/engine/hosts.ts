import { inRange, parseAddress } from "../model/address.ts";
import type { Address } from "../model/address.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import type { Reading, Truth } from "./truth.ts";
import { NO, truth, UNKNOWN } from "./truth.ts";

/** A URL as hosts are judged. */
export interface KnownUrl {
  /** `http:` or `https:`; anything else is never granted. */
  readonly scheme: string;
  /** Without a final dot. */
  readonly host: string;
  /** The effective port. */
  readonly port: string;
  readonly address: Address | undefined;
  /** This machine, where plain `http` is as good. */
  readonly local: boolean;
}

/** Reads a URL by the WHATWG rules; `undefined` where it is none. */
export function readUrl(text: string): KnownUrl | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const host = url.hostname.replace(/\.$/, "");
  const address = parseAddress(host);
  const local = host === "localhost" || (address !== undefined && isLoopback(address));
  return {
    scheme: url.protocol,
    host,
    port: url.port || (DEFAULT_PORTS.get(url.protocol) ?? ""),
    address,
    local,
  };
}

const DEFAULT_PORTS: ReadonlyMap<string, string> = new Map([
  ["http:", "80"],
  ["https:", "443"],
]);

function isLoopback(address: Address): boolean {
  return address.width === 32 ? address.value >> 24n === 127n : address.value === 1n;
}

/** Holds a host pattern against a URL. A URL that is not known is unknown. */
export function matchHost(
  pattern: HostPattern,
  url: KnownUrl | undefined,
  reading: Reading,
): Truth {
  if (url === undefined) return UNKNOWN;
  if (reading === "wide")
    return truth(
      hostMatches(pattern, url) || (pattern.kind === "name" && liesBelow(pattern.host, url.host)),
    );
  if (!DEFAULT_PORTS.has(url.scheme) || !portMatches(pattern, url)) return NO;
  return truth(hostMatches(pattern, url));
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
  return url.port === DEFAULT_PORTS.get(url.scheme) && (url.scheme === "https:" || url.local);
}
