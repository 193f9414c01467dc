import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { compile } from "../../src/engine/engine.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { ToolCall } from "../../src/model/call.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { hostGate } from "../../src/sandbox/network/host-gate.ts";
import { openingsOf } from "../../src/sandbox/network/openings.ts";

const grammars = await loadGrammars();
const HEAD = { ambit: 1, agent: { id: "a", owner: "b@example.com" } };
const CALL: ToolCall = {
  ...{ tool: "shell", args: { command: "npm test" }, now: "2026-11-22T12:00:00Z" },
  ...{ session: { seen: [] }, context: { workspace: "/w", home: "/h", cwd: "/w" } },
};

type Rules = readonly object[];

function engineOf(rules: Rules, ceiling?: Rules): Engine {
  const bounds = (all: Rules, ceilings: readonly Rules[]): Parameters<typeof compile>[0] => ({
    main: readPolicy(stringify({ ...HEAD, rules: all }), { file: "/w/ambit.yaml" }),
    ...{ extended: [], ceilings: ceilings.map((one) => bounds(one, [])) },
  });
  return compile(bounds(rules, ceiling === undefined ? [] : [ceiling]), { grammars });
}

function why(rules: Rules, url = "https://a.test/", ceiling?: Rules): string | undefined {
  return whyOf(engineOf(rules, ceiling), url);
}

function whyOf(engine: Engine, url: string): string | undefined {
  const { hostname: host, protocol } = new URL(url);
  const scheme = protocol === "http:" ? "http" : "https";
  const asked = { scheme, host, url, method: "GET" } as const;
  return hostGate(engine).refusal(asked, CALL);
}

const GRANT = { id: "net", allow: "web.fetch", host: "a.test" };

describe("the hosts that a policy opens", () => {
  it.each<readonly [string, Rules]>([
    ["a host", [GRANT]],
    ["a host below", [{ ...GRANT, host: "*.test" }]],
    ["any", [{ ...GRANT, host: "*" }]],
    ["beside a deny of another host", [GRANT, { deny: "web.fetch", host: "b.test" }]],
    ["beside a deny of files", [GRANT, { deny: "file.read", path: "**" }]],
    [
      "beside a deny of all others",
      [GRANT, { deny: "web.fetch", host: "*", except: { host: "a.test" } }],
    ],
    ["beside an exception of another host", [{ ...GRANT, host: "*", except: { host: "b.test" } }]],
    ["beside a narrower grant", [GRANT, { allow: "web.fetch", host: "a.test", method: "POST" }]],
    ["until a day", [{ ...GRANT, expires: "2026-11-22" }]],
  ])("open: %s", (_, rules) => {
    expect(why(rules)).toBeUndefined();
  });

  it("plain HTTP has a port of its own", () => {
    expect(why([{ ...GRANT, host: "a.test:80" }], "http://a.test/x")).toBeUndefined();
    expect(why([GRANT], "http://a.test/")).toBe("no rule grants it");
  });

  it.each<readonly [string, Rules, string]>([
    ["nothing", [], "no rule grants it"],
    ["another host", [{ ...GRANT, host: "b.test" }], "no rule grants it"],
    ["an ask", [{ id: "net", ask: "web.fetch", host: "a.test" }], "`net` asks, and only"],
    ["an ask beside", [GRANT, { id: "x", ask: "web.fetch", host: "*" }], "`x` asks, and only"],
    ["a deny", [GRANT, { id: "x", deny: "web.fetch", host: "*.test" }], "denied by `x`"],
    ["a method", [{ ...GRANT, method: "GET" }], "`net` grants only a part of the host (`method`)"],
    [
      "another method",
      [{ ...GRANT, method: "POST" }],
      "`net` grants only a part of the host (`method`)",
    ],
    [
      "args",
      [{ ...GRANT, args: { method: "GET" } }],
      "`net` grants only a part of the host (`args`)",
    ],
    [
      "an exception of a method",
      [{ ...GRANT, except: { method: "POST" } }],
      "`net` grants only a part of the host (`except`)",
    ],
    [
      "an exception of the host",
      [{ ...GRANT, host: "*", except: { host: "a.test" } }],
      "`net` grants only a part of the host (`except`)",
    ],
    [
      "a deny of a method",
      [GRANT, { id: "x", deny: "web.fetch", method: "POST" }],
      "`x` takes away a part of the host (`method`)",
    ],
    [
      "a deny after something was read",
      [GRANT, { id: "x", deny: "web.fetch", when: { seen: "private" } }],
      "`x` takes away a part of the host (`when`)",
    ],
    [
      "a deny with an exception of a method",
      [GRANT, { id: "x", deny: "web.fetch", host: "*", except: { host: "a.test", method: "GET" } }],
      "`x` takes away a part of the host (`except`)",
    ],
    [
      "a grant that is over, beside one of a method",
      [
        { ...GRANT, expires: "2026-11-21" },
        { ...GRANT, id: "now", method: "GET" },
      ],
      "`net` grants only a part of the host (`expires`)",
    ],
  ])("closed: %s", (_, rules, words) => {
    expect(why(rules)).toContain(words);
  });

  it("a ceiling has to open it, too", () => {
    expect(why([GRANT], undefined, [{ ...GRANT, host: "*" }])).toBeUndefined();
    expect(why([GRANT], undefined, [{ ...GRANT, host: "b.test" }])).toBe("no rule grants it");
    expect(why([GRANT], undefined, [{ ...GRANT, id: "top", method: "GET" }])).toBe(
      "`top` grants only a part of the host (`method`)",
    );
  });

  it("the files of an agent open nothing", () => {
    const vendor = { explain: () => Promise.reject(new Error()) } as unknown as NonNullable<
      Engine["vendor"]
    >;
    const gate = hostGate({ ...engineOf([GRANT]), vendor });
    const asked = {
      scheme: "https",
      host: "a.test",
      url: "https://a.test/",
      method: "GET",
    } as const;
    expect(gate.refusal(asked, CALL)).toContain("policies of Ambit only");
  });

  it("a host that is open is open for every request, at any moment", () => {
    const host = fc.constantFrom("a.test", "*.test", "*", "b.test", "a.test:80");
    const method = fc.constantFrom("GET", "POST");
    const where = {
      ...{ host, method, args: fc.constant({ method: "GET" }) },
      except: fc.record({ host, method }, { requiredKeys: ["host"] }),
    };
    const seen = fc.constantFrom({ seen: "private" }, { seen: "untrusted" });
    const day = fc.constantFrom("2026-11-20", "2026-12-01");
    const of = <T>(name: string, fields: Record<string, fc.Arbitrary<T>>) =>
      fc
        .record({ ...where, ...fields }, { requiredKeys: ["host"] })
        .map((rest) => ({ [name]: "web.fetch", ...rest }) as object);
    const rule = fc.oneof(
      { weight: 4, arbitrary: host.map((named) => ({ allow: "web.fetch", host: named })) },
      { weight: 2, arbitrary: of("allow", { expires: day }) },
      of("ask", { when: seen }),
      of("deny", { when: seen }),
    );
    const asked = fc.record({
      path: fc.constantFrom("", "x", "y/x"),
      method: fc.constantFrom("GET", "POST", "DELETE"),
      seen: fc.subarray(["private", "untrusted"]),
    });
    let opened = 0;
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 4 }),
        fc.array(asked),
        (rules, requests) => {
          const engine = engineOf(rules);
          for (const base of ["https://a.test/", "http://a.test/", "https://b.test/"]) {
            if (whyOf(engine, base) !== undefined) continue;
            opened++;
            for (const { path, method: by, seen } of requests) {
              const args = { url: `${base}${path}`, method: by };
              const call = { ...CALL, tool: "web.fetch", args, session: { seen } };
              expect(engine.decide(call).decision).toBe("allow");
            }
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(opened).toBeGreaterThan(30);
  });

  it("says what is open and what stays closed, and why", () => {
    const rules = [
      { id: "one", allow: "web.fetch", host: ["a.test", "*.b.test", "10.0.0.0/8", "c.test:8443"] },
      { id: "part", allow: "web.fetch", host: "d.test", method: "GET" },
      { id: "asked", ask: "web.fetch", host: "e.test" },
      { id: "not", deny: "web.fetch", host: "f.test" },
    ];
    const { open, closed } = openingsOf(engineOf(rules), CALL);
    expect(open).toEqual(["a.test", "*.b.test"]);
    expect(closed.map(({ rule, host, why: reason }) => [rule.id, host, reason])).toEqual([
      ["one", "10.0.0.0/8", "only names are reached, not addresses"],
      ["one", "c.test:8443", "only the ports 443 and 80 are reached"],
      ["part", "d.test", "`part` grants only a part of the host (`method`)"],
      [
        "asked",
        "e.test",
        "`asked` asks, and only what is allowed without a question opens the network",
      ],
    ]);
  });
});
