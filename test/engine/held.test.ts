import { describe, expect, it } from "vitest";
import { compile } from "../../src/engine/engine.ts";
import { explain } from "../../src/engine/explain.ts";
import type { Explanation } from "../../src/engine/explanation.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { catalogPin } from "../../src/model/accepted-tools.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { acceptedBy, catalogOf, tool } from "../support/catalog.ts";
import { placed } from "../support/decide.ts";

const grammars = await loadGrammars();
const before = [tool("send"), tool("list"), tool("old")];
const after = [tool("send", { description: "Other." }), tool("list"), tool("new")];
const changed = catalogOf("mail", before, after);

function explained(rules: string, name: string, catalog: string = changed): Explanation {
  const main = readPolicy(`ambit: 1\n${rules}`, { file: "/ws/ambit.yaml" });
  const accepted = acceptedBy("mail", catalog);
  const engine = compile({ main, extended: [], ceilings: [] }, { grammars, accepted });
  return explain(engine, placed({ tool: name, args: {} }));
}

describe("a tool that is not as it was accepted", () => {
  it.each([
    [
      "mcp:mail/send",
      "deny",
      "`mcp:mail/send` has changed since it was accepted, and is not matched until a person accepts the new one",
    ],
    [
      "mcp__mail__send",
      "deny",
      "`mcp:mail/send` has changed since it was accepted, and is not matched until a person accepts the new one",
    ],
    [
      "mcp:mail/new",
      "deny",
      "`mcp:mail/new` is new on its server, and is not matched until a person accepts it",
    ],
    [
      "mcp:mail/old",
      "deny",
      "the server has `mcp:mail/old` no more, and it is not matched until a person accepts that",
    ],
    ["mcp:mail/list", "allow", "it grants mcp:mail/list as written"],
    ["mcp:mail/resources.read", "allow", expect.anything()],
  ])("%s is decided %s", (name, decision, why) => {
    const { considered, ...rest } = explained("rules: [{ allow: mcp:mail/* }]\n", name);
    expect(rest.decision).toBe(decision);
    expect(considered.map((one) => one.why)).toEqual([why]);
  });

  it("is still denied and asked widely, and no exception reaches it", () => {
    const rules = `rules:
  - { allow: "mcp:mail/*" }
  - { id: all, deny: "mcp:mail/*", except: [{ tool: [mcp:mail/send, mcp:mail/list] }] }
`;
    expect(explained(rules, "mcp:mail/list").decision).toBe("allow");
    expect(explained(rules, "mcp:mail/send").decision).toBe("deny");
    expect(explained(rules, "mcp:mail/send").rules.map(({ id }) => id)).toEqual(["all"]);
    const { decision, considered } = explained(
      "otherwise: deny\nrules: [{ ask: mcp:mail/send }]\n",
      "mcp:mail/send",
    );
    expect(decision).toBe("deny");
    expect(considered[0]?.why).toContain("but does not grant it: `mcp:mail/send` has changed");
  });

  it.each([
    ["another pin", catalogPin(after), catalogOf("mail", before), "deny"],
    ["the pin of the catalog", catalogPin(before), catalogOf("mail", before), "allow"],
    ["the pin of what was accepted", catalogPin(before), changed, "allow"],
    ["a pin and no catalog", catalogPin(before), undefined, "deny"],
  ])("%s", (_, pin, catalog, decision) => {
    const policy = `servers: { mail: { catalog: ${pin} } }\nrules: [{ allow: mcp:mail/list }]\n`;
    const { decision: got, considered } =
      catalog === undefined
        ? explainedWithout(policy)
        : explained(policy, "mcp:mail/list", catalog);
    expect(got).toBe(decision);
    if (decision === "deny") expect(considered[0]?.why).toMatch(/^`servers` pins /);
  });

  it("is every tool of a server whose catalog cannot be read", () => {
    for (const broken of ["{", "[]", catalogOf("other", before)]) {
      const { decision, considered } = explained(
        "rules: [{ allow: mcp:mail/* }]\n",
        "mcp:mail/any",
        broken,
      );
      expect(decision).toBe("deny");
      expect(considered[0]?.why).toMatch(/^the catalog of `mail` cannot be used/);
    }
  });
});

function explainedWithout(policy: string): Explanation {
  const main = readPolicy(`ambit: 1\n${policy}`, { file: "/ws/ambit.yaml" });
  const engine = compile({ main, extended: [], ceilings: [] }, { grammars });
  return explain(engine, placed({ tool: "mcp:mail/list", args: {} }));
}
