import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHECKS } from "../../src/sandbox/network/checks.ts";
import { ATTEMPTS } from "./attempts.ts";
import type { Tried, Unkept } from "./driver.ts";
import { ALLOWED, NETWORK_ATTEMPTS } from "./network-attempts.ts";
import { Bench, PEOPLE, hasSandbox } from "./people.ts";
import type { Somebody } from "./people.ts";

/** What comes through without one of the checks, or without the policy, and only then. */
const DECIDING: readonly Unkept[] = [
  ["gate", "get a page of a host that is not granted"],
  ["gate", "open a tunnel to a host that is not granted"],
  ["gate", "follow a redirect to a host that is not granted"],
  ["gate", "ask past the relay, at the socket itself"],
  ["gate", "send a second request after a granted one"],
  ["host", "reach a granted address without a name"],
  ["header", "name another host in the header"],
  ["greeting", "greet another host in a tunnel"],
  ["greeting", "hide whom it greets"],
  ["greeting", "speak something else in a tunnel"],
  ["port", "open a tunnel to another port"],
  ["port", "get a page of another port"],
  ["address", "reach this machine by a granted name"],
  ["address", "reach the metadata of a cloud by a granted name"],
  ["address", "hide a private address among public ones"],
  ["address", "have a name lead inside the second time"],
];

const OTHERS = ATTEMPTS.filter(({ layer }) => layer === "network" || layer === "files");

describe.skipIf(!hasSandbox)("out of the sandbox by its network", () => {
  const bench = hasSandbox ? new Bench() : undefined;
  const [somebody = { who: "a user", uid: -1 }] = PEOPLE.filter(({ who }) => who === "a user");
  beforeAll(async () => {
    await bench?.build();
  });
  afterAll(() => {
    bench?.remove();
  });

  describe.each(PEOPLE)("as $who", (one: Somebody) => {
    let base = "";
    let results: ReadonlyMap<string, Tried> = new Map();
    let lines: readonly Tried[] = [];
    beforeAll(async () => {
      if (bench === undefined) return;
      base = bench.ground(`all-${one.uid}`, one);
      lines = await bench.drive<Tried>(one, { base, mode: "attempts", network: "all" });
      results = new Map(lines.map((tried) => [tried.name, tried]));
    });

    it.each(ALLOWED.map(({ name }) => name))("one can %s, before the rest and after it", (name) => {
      const can = {
        succeeded: true,
        requests: [{ host: "granted.test", outcome: "allowed", times: 1 }],
      };
      expect(lines.filter((tried) => tried.name === name)).toMatchObject([can, can]);
    });

    it.each([...NETWORK_ATTEMPTS, ...OTHERS].map(({ name }) => name))("nobody can %s", (name) => {
      expect(results.get(name)).toMatchObject({ name, succeeded: false });
    });

    it("what was asked for is known, with the reason", () => {
      const asked = (name: string) => results.get(name)?.requests;
      expect(asked("follow a redirect to a host that is not granted")).toEqual([
        { host: "granted.test", port: 80, outcome: "allowed", times: 1 },
        { host: "evil.test", port: 80, outcome: "refused", why: "no rule grants it", times: 1 },
      ]);
      expect(asked("reach the metadata of a cloud by a granted name")).toEqual([
        {
          ...{ host: "metadata.test", port: 80, outcome: "refused", times: 1 },
          why: "its name leads to 169.254.169.254: it is link-local, where clouds keep their metadata",
        },
      ]);
      const refused = NETWORK_ATTEMPTS.filter(({ keeper }) => keeper !== "limits").filter(
        ({ name }) => asked(name)?.every(({ outcome }) => outcome === "allowed"),
      );
      // These are taken for one granted request, whose parts say nothing of their own.
      expect(refused.map(({ name }) => name)).toEqual([
        // Node takes it for no request at all.
        "hide another host behind a backslash",
        "put a header into the address",
        "hide a request in the body of another",
        "give a body two lengths",
        "have the length of a body left out",
      ]);
    });

    it("what is in force says so, and nothing is left behind", () => {
      const { layers } = lines.at(-1) as unknown as { readonly layers: readonly string[] };
      expect(layers).toContain("network only through a proxy of Ambit, to granted.test");
      expect(layers).not.toContain("no network");
      expect(lines.at(-1)).toMatchObject({ victim: true, left: 0 });
      expect(readdirSync(path.join(base, "temporary"))).toEqual([]);
    });
  });

  describe("without what keeps it in", () => {
    let lines: readonly Tried[] = [];
    beforeAll(async () => {
      if (bench === undefined) return;
      const base = bench.ground("without", somebody);
      lines = await bench.drive<Tried>(somebody, { base, mode: "attempts", network: DECIDING });
    });

    it.each(DECIDING.map((one, index) => [...one, index] as const))(
      "%s, one can %s",
      (_, attempt, index) => {
        expect(lines[index]).toMatchObject({ name: attempt, succeeded: true });
      },
    );
  });

  it("every check is here, and each attempt has its own name", () => {
    expect(new Set(DECIDING.map(([keeper]) => keeper))).toEqual(
      new Set(["gate", ...Object.keys(CHECKS)]),
    );
    expect(new Set(NETWORK_ATTEMPTS.map(({ name }) => name)).size).toBe(NETWORK_ATTEMPTS.length);
  });
});
