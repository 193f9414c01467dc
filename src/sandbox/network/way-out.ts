import { chmod, chown } from "node:fs/promises";
import { join } from "node:path";

import { shown } from "../../model/shown.ts";
import type { Seen } from "../profile.ts";
import type { Runner } from "../throw-away.ts";
import { openProxy } from "./proxy.ts";
import type { Proxy, ProxyQuery } from "./proxy.ts";

/** Which hosts a sandbox may reach. */
export interface NetworkQuery extends ProxyQuery {
  /** The patterns that are open, for people. */
  readonly hosts: readonly string[];
}

/** The way out of a sandbox that has no network of its own. */
export interface WayOut {
  readonly proxy: Proxy;
  /** For people. */
  readonly words: string;
  /** The proxy's socket, and where it is seen inside. */
  readonly socket: Seen;
  /** Words before a program, after those that run our own one inside. */
  readonly relay: readonly string[];
  /** What tells programs of it. */
  readonly env: ReadonlyMap<string, string>;
}

/** Where the relay listens, on the loopback that one sandbox has for itself. */
export const RELAY_PORT = 3128;

/** The name of the socket inside. */
const SOCKET = "/run/ambit/proxy";

/** The kernel takes no longer names for sockets, in bytes with the zero at the end. */
const LONGEST_SOCKET = 108;

/** More patterns are counted. */
const MOST_HOSTS = 5;

/** Opens the proxy of one run in its private folder, for the user who runs there. Rejects, for people, where there can be no socket. */
export async function openWayOut(
  { hosts, ...query }: NetworkQuery,
  scratch: string,
  { uid, gid, is }: Runner,
): Promise<WayOut> {
  const from = join(scratch, "proxy");
  if (Buffer.byteLength(from) >= LONGEST_SOCKET)
    throw new Error(`\`${from}\` is too long a name for a socket; set TMPDIR to a shorter one`);
  const proxy = await openProxy(from, query);
  await chmod(from, 0o600);
  if (is === "nobody") await chown(from, uid, gid);
  const some = hosts.slice(0, MOST_HOSTS).map(shown).join(" and ");
  const more = hosts.length > MOST_HOSTS ? ` and ${hosts.length - MOST_HOSTS} more` : "";
  return {
    proxy,
    words: `network only through a proxy of Ambit, to ${some}${more}`,
    socket: { from, at: SOCKET },
    relay: ["relay", SOCKET, String(RELAY_PORT)],
    env: proxySettings(`http://127.0.0.1:${RELAY_PORT}`),
  };
}

/** What programs go by: most the first four, Node from 22.21 and 24.5 on the last. */
function proxySettings(proxy: string): ReadonlyMap<string, string> {
  const own = "localhost,127.0.0.1,::1";
  return new Map([
    ...["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"].map(
      (name) => [name, proxy] as const,
    ),
    ...["NO_PROXY", "no_proxy"].map((name) => [name, own] as const),
    ["NODE_USE_ENV_PROXY", "1"],
  ]);
}
