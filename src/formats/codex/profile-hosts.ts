import { inRange, parseAddress } from "../../model/address.ts";
import type { Clause } from "../../model/clause.ts";
import { textGlobHolds } from "../text-glob.ts";
import type { Profile } from "./profile.ts";

/** What Codex's proxy says of a host. `local`: a host on the machine or in its own network that is not named by itself. */
export type HostAnswer =
  | { readonly kind: "allowed" | "denied"; readonly clauses: readonly Clause[] }
  | { readonly kind: "local" | "unlisted" };

/**
 * What the hosts of a profile say, where the proxy runs: a denial goes before all; hosts on the machine and private addresses have to be named letter by letter; else
 * one that allows has to match. Sources: learn.chatgpt.com/docs/permissions, "Network permissions"; codex-rs/network-proxy/src/policy.rs.
 */
export function judgeHost(name: string, { hosts, local }: Profile): HostAnswer {
  const host = plain(name);
  const hits = [...hosts].filter(([pattern]) => matches(pattern, host));
  const clausesOf = (allowed: boolean): readonly Clause[] =>
    hits.flatMap(([, entry]) => (entry.allowed === allowed ? entry.clause : []));
  const denied = clausesOf(false);
  if (denied.length > 0) return { kind: "denied", clauses: denied };
  const named = hits.some(([pattern, { allowed }]) => allowed && plain(pattern) === host);
  if (local !== true && !named && isLocal(host)) return { kind: "local" };
  const clauses = clausesOf(true);
  return clauses.length > 0 ? { kind: "allowed", clauses } : { kind: "unlisted" };
}

/** Lower case, without a final stop, a port or brackets. */
function plain(text: string): string {
  const host = text.trim().toLowerCase();
  const bracketed = /^\[(.*?)\]/.exec(host)?.[1];
  if (bracketed !== undefined) return bracketed;
  return (/^[^:]*:[^:]*$/.test(host) ? (host.split(":")[0] ?? "") : host).replace(/\.+$/, "");
}

/** `*.example.com` is what lies below, `**.example.com` the name itself too; a `*` elsewhere is any run of characters. */
function matches(pattern: string, host: string): boolean {
  const glob = pattern.trim();
  if (glob === "*") return true;
  if (glob.startsWith("**.")) {
    const name = plain(glob.slice(3));
    return host === name || holds(`?*.${name}`, host);
  }
  if (glob.startsWith("*.")) return holds(`?*.${plain(glob.slice(2))}`, host);
  return holds(plain(glob), host);
}

function holds(glob: string, host: string): boolean {
  return textGlobHolds(glob.split("*"), host);
}

const PRIVATE: readonly (readonly [start: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["[::]", 128],
  ["[::1]", 128],
  ["[fc00::]", 7],
  ["[fe80::]", 10],
  ["[ff00::]", 8],
];

function isLocal(host: string): boolean {
  if (host === "localhost") return true;
  const address = parseAddress(host.includes(":") ? `[${host}]` : host);
  if (address === undefined) return false;
  return PRIVATE.some(([start, bits]) => {
    const range = parseAddress(start);
    return range !== undefined && inRange(address, range.value, bits, range.width);
  });
}
