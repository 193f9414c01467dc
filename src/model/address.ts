/** An IP address as a number. An IPv4-mapped IPv6 address is its IPv4. */
export interface Address {
  readonly value: bigint;
  readonly width: 32 | 128;
}

/** Reads a host as the WHATWG URL parser writes it: `127.0.0.1`, or IPv6 in brackets. Anything else is `undefined`. */
export function parseAddress(host: string): Address | undefined {
  if (host.startsWith("[")) return parseIpv6(host.slice(1, -1));
  const parts = host.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return { value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n), width: 32 };
}

/** Does the address lie in the range of `bits` leading bits of `start`? */
export function inRange(address: Address, start: bigint, bits: number, width: 32 | 128): boolean {
  const shift = BigInt(width - bits);
  return address.width === width && address.value >> shift === start >> shift;
}

function parseIpv6(text: string): Address | undefined {
  const url = `http://[${text}]/`;
  if (!URL.canParse(url)) return undefined;
  const [head = "", tail] = new URL(url).hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : new Array<string>(8 - before.length - after.length).fill("0");
  const value = [...before, ...zeros, ...after].reduce(
    (sum, part) => (sum << 16n) | BigInt(`0x${part}`),
    0n,
  );
  return value >> 32n === 0xffffn
    ? { value: value & 0xffffffffn, width: 32 }
    : { value, width: 128 };
}
