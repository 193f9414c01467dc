import type { ToolCall } from "../../model/call.ts";
import { parseUrl } from "../../model/url.ts";
import { CHECKS } from "./checks.ts";
import type { HostGate } from "./host-gate.ts";

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** Why a request to an address would be refused at once, for people; nothing where it would be tried. */
export function whyClosed(
  gate: HostGate,
  { url, method }: { readonly url: string; readonly method: string },
  call: ToolCall,
): string | undefined {
  const { protocol = "", hostname: host = "", port = "" } = parseUrl(url) ?? {};
  const scheme = protocol === "http:" ? "http" : "https";
  if (protocol !== `${scheme}:`) return "only HTTP is spoken";
  return (
    CHECKS.host(host) ??
    CHECKS.port(scheme, port === "" ? DEFAULT_PORTS[scheme] : Number(port)) ??
    gate.refusal({ scheme, host, url, method }, call)
  );
}
