import type { Outcome } from "./problem.ts";
import { parseAddress } from "./address.ts";
import { parseUrl } from "./url.ts";

/** A host pattern as written. `port` absent: `https` on its default port. */
export type HostPattern =
  | { readonly source: string; readonly kind: "any"; readonly port?: string }
  | {
      readonly source: string;
      readonly kind: "name";
      readonly host: string;
      readonly below: boolean;
      readonly port?: string;
    }
  | {
      readonly source: string;
      readonly kind: "range";
      readonly address: bigint;
      readonly bits: number;
      readonly width: 32 | 128;
    };

/** Reads `a.example`, `a.example:8080`, `*.example.org`, `*` or an address range such as `10.0.0.0/8`. */
export function parseHostPattern(source: string): Outcome<HostPattern> {
  if (source === "") return { error: "it is empty" };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(source))
    return { error: "write the host alone, without the scheme" };
  const range = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/i.exec(source);
  if (range) return parseRange(source, range[1] ?? "", Number(range[2]));
  const split = /^(.*?)(?::(\d{1,5}))?$/.exec(
    source.startsWith("[") || !/:.*:/.test(source) ? source : `[${source}]`,
  );
  const name = split?.[1] ?? "";
  const port = split?.[2];
  if (port !== undefined && Number(port) > 65535) return { error: `\`${port}\` is no port` };
  const withPort = port === undefined ? {} : { port: String(Number(port)) };
  if (name === "*") return { value: { source, kind: "any", ...withPort } };
  const below = name.startsWith("*.");
  const plain = below ? name.slice(2) : name;
  if (plain.includes("*")) return { error: "`*` stands only first, as in `*.example.org`" };
  if (/[/?#@\s\\]/.test(plain)) return { error: "write the host alone, without a path" };
  const host = parseUrl(`https://${plain}/`)?.hostname.replace(/\.$/, "") ?? "";
  if (host === "" || host.split(".").includes("")) return { error: "it is no host name" };
  return { value: { source, kind: "name", host, below, ...withPort } };
}

function parseRange(source: string, text: string, bits: number): Outcome<HostPattern> {
  const address = parseAddress(text.includes(":") ? `[${text}]` : text);
  if (address === undefined) return { error: "it is no address range" };
  if (bits > address.width) return { error: `\`/${bits}\` is longer than the address` };
  return { value: { source, kind: "range", address: address.value, bits, width: address.width } };
}
