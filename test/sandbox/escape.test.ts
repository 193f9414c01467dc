import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ATTEMPTS } from "./attempts.ts";
import type { Tried } from "./driver.ts";
import { Bench, PEOPLE, hasSandbox } from "./people.ts";
import type { Somebody } from "./people.ts";

describe.skipIf(!hasSandbox)("out of the sandbox", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = new Bench();
    await bench.build();
  });
  afterAll(() => {
    bench.remove();
  });

  describe.each(PEOPLE)("as $who", (somebody: Somebody) => {
    let base: string;
    let results: ReadonlyMap<string, Tried>;
    let last: { readonly victim?: boolean; readonly layers?: readonly string[] } | undefined;
    beforeAll(async () => {
      base = bench.ground(`all-${somebody.uid}`, somebody);
      const lines = await bench.drive<Tried>(somebody, { base, mode: "attempts" });
      results = new Map(lines.map((one) => [one.name, one]));
      last = lines.at(-1) as typeof last;
    });

    it.each(ATTEMPTS.map(({ name }) => name))("nobody can %s", (name) => {
      expect(results.get(name)).toMatchObject({ name, succeeded: false });
    });

    it("nothing of the machine was touched", () => {
      expect(last).toMatchObject({ victim: true, left: 0 });
      expect(existsSync(path.join(base, "out/written"))).toBe(false);
      expect(readFileSync(path.join(base, "out/secret"), "utf8")).toBe("secret\n");
      expect(readFileSync(path.join(base, "out/hard"), "utf8")).toBe("one\n");
      expect(readdirSync(path.join(base, "ws")).toSorted()).toEqual(
        ["a.txt", "hard-link", "link-to-folder", "link-to-secret"].toSorted(),
      );
      expect(readdirSync(path.join(base, "home"))).toEqual([".ssh"]);
    });

    it("nothing is left behind", () => {
      expect(readdirSync(path.join(base, "temporary"))).toEqual([]);
      expect(existsSync("/usr/bin/ambit-test")).toBe(false);
    });
  });

  it("there are more than sixty attempts, each by its own name", () => {
    expect(new Set(ATTEMPTS.map(({ name }) => name)).size).toBe(ATTEMPTS.length);
    expect(ATTEMPTS.length).toBeGreaterThanOrEqual(60);
  });
});
