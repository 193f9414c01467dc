import { networkInterfaces } from "node:os";

import { inRange, parseAddress } from "../../model/address.ts";
import type { Address } from "../../model/address.ts";

/** Why an address is not to be reached, for people; nothing where it is one of the public internet, and none of this machine. */
export function addressFault(text: string): string | undefined {
  const address = readAddress(text);
  if (address === undefined) return "it is no address";
  const [, , what] =
    (address.width === 32 ? REFUSED : REFUSED_IPV6).find(([start, bits]) =>
      inRange(address, start, bits, address.width),
    ) ?? [];
  if (what !== undefined) return what;
  if (address.width === 128 && !inRange(address, GLOBAL, 3, 128)) return "it is not public";
  return isOurs(address) ? "it is this machine's own" : undefined;
}

type Range = readonly [start: bigint, bits: number, what: string];

/** Special-purpose addresses, https://www.iana.org/assignments/iana-ipv4-special-registry (2025-10-09), and two of clouds. */
const REFUSED: readonly Range[] = (
  [
    ["0.0.0.0", 8, "it is this machine's own"],
    ["10.0.0.0", 8, "it is private"],
    ["100.64.0.0", 10, "it is private to a provider"],
    ["127.0.0.0", 8, "it is this machine's own"],
    ["169.254.0.0", 16, "it is link-local, where clouds keep their metadata"],
    ["172.16.0.0", 12, "it is private"],
    ["192.0.0.0", 24, "it is set aside"],
    ["192.0.2.0", 24, "it is for examples"],
    ["192.88.99.0", 24, "it leads to other addresses"],
    ["192.168.0.0", 16, "it is private"],
    ["198.18.0.0", 15, "it is for measurements"],
    ["198.51.100.0", 24, "it is for examples"],
    ["203.0.113.0", 24, "it is for examples"],
    // learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
    ["168.63.129.16", 32, "it is a cloud's own"],
    ["224.0.0.0", 4, "it is for many at once"],
    ["240.0.0.0", 4, "it is set aside"],
  ] as const
).map(([start, bits, what]) => [numberOf(start), bits, what]);

/** Of IPv6 only 2000::/3 is public; and of that not these, https://www.iana.org/assignments/iana-ipv6-special-registry (2025-10-09). */
const GLOBAL = numberOf("[2000::]");
const REFUSED_IPV6: readonly Range[] = (
  [
    ["[::1]", 128, "it is this machine's own"],
    ["[64:ff9b::]", 96, "it leads to other addresses"],
    ["[2001::]", 23, "it leads to other addresses"],
    ["[2001:db8::]", 32, "it is for examples"],
    ["[2002::]", 16, "it leads to other addresses"],
    ["[3fff::]", 20, "it is for examples"],
    ["[fc00::]", 7, "it is private"],
    ["[fe80::]", 10, "it is link-local"],
    ["[ff00::]", 8, "it is for many at once"],
  ] as const
).map(([start, bits, what]) => [numberOf(start), bits, what]);

function numberOf(text: string): bigint {
  return parseAddress(text)?.value ?? 0n;
}

function readAddress(text: string): Address | undefined {
  return parseAddress(text.includes(":") ? `[${text}]` : text);
}

/** A service that listens to the outside is shielded by what stands before this machine, and not from it. */
function isOurs({ value, width }: Address): boolean {
  return Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .map(({ address }) => readAddress(address))
    .some((own) => own?.value === value && own.width === width);
}
