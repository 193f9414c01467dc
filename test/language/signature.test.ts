import { describe, expect, it } from "vitest";
import { catalogOf } from "../support/catalog.ts";
import { Editor, POLICY_FILE, SCENARIO_FILE, SUITE_FILE } from "./editor.ts";

const FILES = {
  "/shop/.ambit/tools/mail.json": catalogOf("mail", [
    {
      name: "send",
      description: "Sends [mail](command:x).",
      inputSchema: {
        required: ["to"],
        properties: {
          to: { type: "string", description: "Who gets it." },
          cc: { type: ["string", "null"] },
          head: { type: "object", properties: { by: { type: "string" }, at: {} } },
        },
      },
    },
  ]),
};
const LABEL = "mcp:mail/send(to: string, cc?: string | null, head?: object)";

/** The signature at `$0` and the argument that is in front. */
async function help(marked: string, path = POLICY_FILE): Promise<string | undefined> {
  const { features, id, position } = new Editor(marked, FILES, path);
  const found = await features.signature(id, position);
  const [signature] = found?.signatures ?? [];
  if (signature === undefined) return undefined;
  const { label, parameters = [] } = signature;
  const active = parameters[found?.activeParameter ?? 0]?.label;
  const name = typeof active === "object" ? label.slice(...active) : "none";
  return `${label} | ${name}`;
}

const rule = (args: string): string =>
  `ambit: 1\nrules:\n  - ask: mcp:mail/send\n    args: ${args}\n`;
const call = (args: string): string =>
  `ambit-scenario: 1\nsteps:\n  - call: { tool: "mcp:mail/send", args: ${args} }\n`;
const each = (args: string): string =>
  `ambit-test: 1\ncases:\n  - { name: a, tool: "mcp:mail/send", each: ${args} }\n`;

describe("the arguments of a tool are shown while they are written", () => {
  it.each([
    ["in an empty mapping", rule("{ $0 }"), "to: string"],
    ["behind one", rule("{ to: a, $0 }"), "cc?: string | null"],
    ["where a name begins", rule("{ h$0 }"), "head?: object"],
    ["at its value", rule("{ to: $0 }"), "to: string"],
    ["in what its value must be", rule("{ to: { pattern: $0 } }"), "to: string"],
    ["at a name that stands there", rule("{ to: a, c$0c?: b }"), "cc?: string | null"],
    ["in lines", rule("\n      to: a\n      $0"), "cc?: string | null"],
    ["where all are there", rule("{ to: a, cc: b, head: c, $0 }"), "none"],
  ])("%s", async (_, marked, active) => {
    expect(await help(marked)).toBe(`${LABEL} | ${active}`);
  });

  it.each([
    ["of a scenario", call("{ to: $0 }"), SCENARIO_FILE, `${LABEL} | to: string`],
    ["of a matrix", each("{ cc: [a, $0] }"), SUITE_FILE, `${LABEL} | cc?: string | null`],
    [
      "below another, in a call",
      call("{ head: { by: a, $0 } }"),
      SCENARIO_FILE,
      "mcp:mail/send head(by?: string, at?) | at?",
    ],
    [
      "below another, in a rule",
      rule("{ head: { properties: { b$0 } } }"),
      POLICY_FILE,
      "mcp:mail/send head(by?: string, at?) | by?: string",
    ],
    [
      "of a tool of the language",
      call("{ $0 }").replace("mcp:mail/send", "web.fetch"),
      SCENARIO_FILE,
      "web.fetch(url: string, method?: string) | url: string",
    ],
  ])("%s", async (_, marked, path, expected) => {
    expect(await help(marked, path)).toBe(expected);
  });

  it.each([
    ["beside them", rule("{ to: a }").replace("ask:", "a$0sk:")],
    ["of a tool that nobody knows", rule("{ $0 }").replace("send", "other")],
    ["of two tools at once", rule("{ $0 }").replace("mcp:mail/send", "[mcp:mail/send, shell]")],
    ["in a comment", rule("{ to: a } # $0")],
  ])("and nothing %s", async (_, marked) => {
    expect(await help(marked)).toBeUndefined();
  });

  it("with a server's words as text", async () => {
    const { features, id, position } = new Editor(rule("{ $0 }"), FILES);
    const [signature] = (await features.signature(id, position))?.signatures ?? [];
    expect(JSON.stringify(signature)).not.toContain("](");
    expect(JSON.stringify(signature?.parameters?.[0])).toContain("Who gets it");
  });
});
