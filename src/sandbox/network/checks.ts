import { parseAddress } from "../../model/address.ts";
import { parseUrl } from "../../model/url.ts";
import { readHello } from "./client-hello.ts";
import { addressFault } from "./public-address.ts";

/** What the proxy looks at besides the policy. Each says why something is refused, for people, or nothing. */
export interface Checks {
  readonly port: (scheme: "http" | "https", port: number) => string | undefined;
  /** A host as it is asked for. */
  readonly host: (host: string) => string | undefined;
  /** The `Host` of a request to `host`, as often as it is there. */
  readonly header: (written: readonly string[], host: string) => string | undefined;
  readonly address: (address: string) => string | undefined;
  /** The first bytes of a tunnel to `host`; `more` where they are too few to tell. */
  readonly greeting: (
    bytes: Uint8Array,
    host: string,
  ) => "more" | "let through" | { readonly why: string };
}

/** All of them. The tests take one away, to see that it is needed. */
export const CHECKS: Checks = {
  port: (scheme, port) =>
    port === (scheme === "http" ? 80 : 443)
      ? undefined
      : `only the port ${scheme === "http" ? "80 for HTTP" : "443 for a tunnel"} is reached`,
  host: hostFault,
  header: (written, host) => {
    const [name, another] = written;
    if (name === undefined || another !== undefined) return "it does not name its host once";
    return [host, `${host}:80`].includes(name.toLowerCase())
      ? undefined
      : "its `Host` names another host than its address";
  },
  address: addressFault,
  greeting: (bytes, host) => {
    const hello = readHello(bytes);
    if (hello.kind === "more") return "more";
    if (hello.kind === "fault") return { why: hello.why };
    return hello.name.toLowerCase() === host
      ? "let through"
      : { why: "its TLS greeting is for another host than the one asked for" };
  },
};

/** Names in letters, digits, hyphens and underscores, which mean the same to everybody; no addresses in any of their many spellings. */
function hostFault(host: string): string | undefined {
  if (host.length > 253 || !/^[a-z\d_-]{1,63}(\.[a-z\d_-]{1,63})*$/.test(host))
    return "it is no plain name of a host";
  const read = parseUrl(`http://${host}/`)?.hostname;
  if (read === undefined || parseAddress(read) !== undefined)
    return "only names are reached, not addresses";
  return read === host ? undefined : "it is no plain name of a host";
}
