import { remembered, truth, type Reading, type Truth } from "./reference-truth.ts";

/** What a call fetches; `undefined` is not known. */
export interface FetchSubject {
  readonly kind: "fetch";
  readonly url: string | undefined;
  readonly method: string | undefined;
}

/** A pattern of `host`, or why it is none (8.9). */
export function hostPattern(text: string): HostPattern | string {
  const range = /^(.*)\/(\d+)$/.exec(text);
  if (range) {
    const net = address(range[1] ?? "");
    const bits = Number(range[2]);
    return net && bits <= net.length ? { kind: "range", net, bits, port: undefined } : "no range";
  }
  const found = /^(.*?)(?::(\d+))?$/.exec(text);
  const name = found?.[1] ?? "";
  const port = found?.[2];
  if (name === "*") return { kind: "any", port };
  const suffix = name.startsWith("*.") ? name.slice(2) : undefined;
  const host = canonical(suffix ?? name);
  if (host === undefined || host.includes("*")) return "no host";
  return suffix === undefined ? { kind: "host", host, port } : { kind: "below", host, port };
}

export type HostPattern =
  | { readonly kind: "any"; readonly port: string | undefined }
  | { readonly kind: "host" | "below"; readonly host: string; readonly port: string | undefined }
  | {
      readonly kind: "range";
      readonly net: string;
      readonly bits: number;
      readonly port: undefined;
    };

/** Does a request match a pattern, read so? */
export function hostMatches(pattern: HostPattern, fetch: FetchSubject, reading: Reading): Truth {
  const url = parsed(fetch.url);
  if (!url || url.hostname === "") return "unknown";
  const host = canonical(url.hostname) ?? url.hostname;
  if (reading === "narrow")
    return truth(isWeb(fetch.url) && named(pattern, host) && reachedAt(pattern, url));
  const bare = host.replace(/\.$/, "");
  return truth(
    named(pattern, bare) ||
      ((pattern.kind === "host" || pattern.kind === "below") &&
        bare.endsWith("." + pattern.host.replace(/\.$/, ""))),
  );
}

/** Is this an `http` or `https` URL? Nothing else is ever matched narrowly. */
export function isWeb(text: string | undefined): boolean {
  const protocol = parsed(text)?.protocol;
  return protocol === "http:" || protocol === "https:";
}

/** The URL, or `undefined` where it is none. */
export function parsed(text: string | undefined): URL | undefined {
  return text === undefined ? undefined : urlOf(text);
}

const urlOf = remembered((text) => (URL.canParse(text) ? new URL(text) : undefined));

function named(pattern: HostPattern, host: string): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "host":
      return host === pattern.host;
    case "below": {
      const before = host.endsWith("." + pattern.host)
        ? host.slice(0, -pattern.host.length - 1)
        : "";
      return before !== "" && before.split(".").every((label) => label !== "");
    }
    case "range": {
      const bits = address(host);
      return (
        bits?.length === pattern.net.length && bits.startsWith(pattern.net.slice(0, pattern.bits))
      );
    }
  }
}

function reachedAt(pattern: HostPattern, url: URL): boolean {
  if (pattern.port !== undefined) return portOf(url) === String(Number(pattern.port));
  if (url.port !== "") return false;
  return url.protocol === "https:" || isLoopback(pattern);
}

function portOf(url: URL): string {
  if (url.port !== "") return url.port;
  return url.protocol === "https:" ? "443" : "80";
}

/** Does the pattern itself name this machine? `*` does not. */
function isLoopback(pattern: HostPattern): boolean {
  if (pattern.kind === "range")
    return pattern.net.length === 32 && pattern.bits >= 8 && pattern.net.startsWith("01111111");
  if (pattern.kind !== "host") return false;
  return (
    pattern.host === "localhost" ||
    pattern.host === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(pattern.host)
  );
}

/** A host as the WHATWG rules write it, an IPv4-mapped address as its IPv4. */
const canonical = remembered((host): string | undefined => {
  if (host === "" || /[/?#@\\]/.test(host)) return undefined;
  const text = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const url = parsed(`http://${text}/`);
  if (url?.port !== "") return undefined;
  const mapped = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(url.hostname);
  if (!mapped) return url.hostname;
  return [mapped[1], mapped[2]]
    .map((part) => parseInt(part ?? "", 16))
    .map((part) => `${String(part >> 8)}.${String(part & 255)}`)
    .join(".");
});

/** The bits of an address, 32 or 128; `undefined` for a name. */
function address(host: string): string | undefined {
  const text = canonical(host);
  if (text === undefined) return undefined;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text))
    return text
      .split(".")
      .map((part) => Number(part).toString(2).padStart(8, "0"))
      .join("");
  if (!text.startsWith("[")) return undefined;
  const [head, tail] = text
    .slice(1, -1)
    .split("::")
    .map((half) => half.split(":").filter((part) => part !== ""));
  const left = head ?? [];
  const right = tail ?? [];
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right]
    .map((part) => parseInt(part, 16).toString(2).padStart(16, "0"))
    .join("");
}
