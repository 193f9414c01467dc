import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { CHECKS } from "../../src/sandbox/network/checks.ts";
import { readHello } from "../../src/sandbox/network/client-hello.ts";
import { addressFault } from "../../src/sandbox/network/public-address.ts";
import { Tries } from "../../src/sandbox/network/tries.ts";
import { whyClosed } from "../../src/sandbox/network/why-closed.ts";

describe("addresses", () => {
  it.each(["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00::1"])(
    "%s is public",
    (address) => {
      expect(addressFault(address)).toBeUndefined();
    },
  );

  it.each([
    ...["0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1"],
    ...["127.255.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192"],
    ...["192.0.2.1", "192.88.99.1", "192.168.1.1", "198.19.0.1", "198.51.100.1", "203.0.113.1"],
    ...["168.63.129.16", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"],
    ...["::", "::1", "::ffff:10.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1"],
    ...["64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1"],
    ...["fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1"],
    ...["", "name", "1.2.3", "1.2.3.4.5", "0x7f.0.0.1"],
  ])("%s is not", (address) => {
    expect(addressFault(address)).toMatch(/^it /);
  });

  it("no address of this machine is reached, public or not", () => {
    const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    for (const { address } of own) expect(addressFault(address)).toBeDefined();
  });
});

describe("names", () => {
  it.each(["a.test", "xn--grn-0na.test", "a_b.test", "a"])("%s is plain", (host) => {
    expect(CHECKS.host(host)).toBeUndefined();
  });

  it.each([
    ...[
      "",
      ".",
      "a..b",
      "a.",
      "A.test",
      "ä.test",
      "a b",
      "a%2eb",
      "u@a.test",
      "a\\b",
      "a/b",
      "a?b",
    ],
    ...["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "[::1]", "::1"],
    ...[`${"a".repeat(64)}.test`, `${"a.".repeat(200)}test`, "1.1.1.1", "a\0b", "a\nb", "a:80"],
  ])("%j is not", (host) => {
    expect(CHECKS.host(host)).toBeDefined();
  });
});

const bytes = (...parts: readonly (number | string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === "number" ? Buffer.of(part) : Buffer.from(part as string))),
  );
const sized = (width: number, content: Uint8Array): Uint8Array => {
  const length = Buffer.alloc(width);
  length.writeUIntBE(content.length, 0, width);
  return bytes(length, content);
};
const sni = (...names: readonly string[]): Uint8Array =>
  bytes(0, 0, sized(2, sized(2, bytes(...names.map((name) => bytes(0, sized(2, bytes(name))))))));
const record = (content: Uint8Array): Uint8Array => bytes(22, 3, 1, sized(2, content));
const message = (...extensions: readonly Uint8Array[]): Uint8Array =>
  bytes(
    1,
    sized(
      3,
      bytes(
        3,
        3,
        "r".repeat(32),
        sized(1, bytes("s")),
        sized(2, bytes(0x13, 1)),
        sized(1, bytes(0)),
        sized(2, bytes(...extensions)),
      ),
    ),
  );

describe("the greeting of TLS", () => {
  const hello = message(bytes(0, 43, sized(2, bytes(2, 3, 4))), sni("a.test"));

  it("tells the name, in however many pieces it comes", () => {
    expect(readHello(record(hello))).toEqual({ kind: "name", name: "a.test" });
    const split = bytes(
      record(hello.subarray(0, 1)),
      record(hello.subarray(1, 50)),
      record(hello.subarray(50)),
    );
    expect(readHello(split)).toEqual({ kind: "name", name: "a.test" });
    for (let end = 0; end < split.length; end++)
      expect(readHello(split.subarray(0, end))).toEqual({ kind: "more" });
    expect(readHello(bytes(split, 20, 3, 3, 0, 1, 1))).toEqual({ kind: "name", name: "a.test" });
  });

  it.each<readonly [string, Uint8Array]>([
    ["no TLS", bytes("GET / HTTP/1.1\r\n")],
    ["an old version", bytes(22, 2, 1, 0, 1, 1)],
    ["another message", record(bytes(2, 0, 0, 0))],
    ["an empty record", record(bytes())],
    ["more than the message", record(bytes(hello, 1))],
    ["no name", record(message())],
    ["an empty list of names", record(message(bytes(0, 0, sized(2, sized(2, bytes())))))],
    ["two names", record(message(sni("a.test", "b.test")))],
    ["two lists", record(message(sni("a.test"), sni("b.test")))],
    [
      "another kind of name",
      record(message(bytes(0, 0, sized(2, sized(2, bytes(1, sized(2, bytes("a")))))))),
    ],
    ["more after the list", record(message(bytes(0, 0, sized(2, bytes(sized(2, bytes()), 1)))))],
    ["an encrypted one", record(message(sni("a.test"), bytes(0xfe, 0x0d, sized(2, bytes(0)))))],
    ["an encrypted name", record(message(bytes(0xff, 0xce, sized(2, bytes(0)))))],
    ["an extension that is too short", record(message(bytes(0, 0, 0, 9, 1)))],
    ["a message that is too short", record(bytes(1, sized(3, bytes(3, 3))))],
    ["a message that is too long", Buffer.alloc(40_000, record(hello))],
  ])("is not let through: %s", (_, said) => {
    expect(readHello(said)).toMatchObject({ kind: "fault" });
  });

  it("is held against the host that was asked for", () => {
    expect(CHECKS.greeting(record(hello), "a.test")).toBe("let through");
    expect(CHECKS.greeting(record(message(sni("A.TEST"))), "a.test")).toBe("let through");
    expect(CHECKS.greeting(record(message(sni("a.test."))), "a.test")).toHaveProperty("why");
    expect(CHECKS.greeting(record(message(sni("b.a.test"))), "a.test")).toHaveProperty("why");
  });
});

describe("what is asked for", () => {
  it("is counted, and is not kept without bounds", () => {
    const tries = new Tries();
    for (let at = 0; at < 5_000; at++)
      tries.add({ host: `${at % 2_000}.test`, port: 443, outcome: "allowed" });
    const all = tries.take();
    expect(all).toHaveLength(1_000);
    expect(all[0]).toEqual({ host: "0.test", port: 443, outcome: "allowed", times: 3 });
    expect(tries.take()).toEqual([]);
  });

  it("is judged before anything is started, as far as that can be", () => {
    const gate = {
      refusal: ({ host }: { readonly host: string }) => (host === "a.test" ? undefined : "no"),
    };
    const call = { tool: "web.fetch", args: {} };
    const why = (url: string): string | undefined => whyClosed(gate, { url, method: "GET" }, call);
    expect([why("https://a.test/x"), why("http://a.test/"), why("https://a.test:443")]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
    for (const url of [
      "https://b.test/",
      "https://a.test:444/",
      "ftp://a.test/",
      "file:///etc/passwd",
      "https://1.1.1.1/",
      "x",
    ])
      expect(why(url)).toBeDefined();
  });
});
