import { expect, it } from "vitest";
import { catalogOf, tool } from "../support/catalog.ts";
import { Editor, POLICY_FILE } from "./editor.ts";

const POLICY = `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: send, allow: mcp:mail/send, args: { to: a } }
  - { id: typo, allow: mcp:mail/snd }
`;
const was = tool("send", { description: "Sends a mail." });
const is = tool("send", { description: "Sends a mail. And more." });
const FILES = { "/shop/.ambit/tools/mail.json": catalogOf("mail", [was], [is]) };

it("a changed tool shows what differs where the catalog says so, and leads to accepting it", async () => {
  const { service } = new Editor(POLICY, FILES);
  const { diagnostics, links } = (await service.check(POLICY_FILE, "policy")) ?? {
    diagnostics: [],
    links: [],
  };
  expect(links).toContain("/shop/.ambit/tools/mail.json");
  const changed = diagnostics.find(({ code }) => code === "changed-tool");
  expect(changed).toMatchObject({ severity: 1, range: { start: { line: 3 } } });
  const [related] = changed?.relatedInformation ?? [];
  expect(related?.message).toBe(
    "`send`: its description was “Sends a mail.” and is “Sends a mail. And more.”",
  );
  expect(related?.location.uri).toBe("/shop/.ambit/tools/mail.json");
  const line = related?.location.range.start.line ?? 0;
  expect(FILES["/shop/.ambit/tools/mail.json"].split("\n").slice(line).join()).toContain(
    "And more.",
  );
  const range = changed?.range ?? {
    start: { line: 0, character: 0 },
    end: { line: 0, character: 0 },
  };
  const actions = await service.codeActions(POLICY_FILE, "policy", range);
  const commands = actions.flatMap(({ title, command }) =>
    command ? [[title, command.command]] : [],
  );
  expect(commands).toEqual([
    ["Accept Changed Tools…", "ambit.acceptTools"],
    ["Sync Tools", "ambit.syncTools"],
  ]);
});

it("a tool that its server does not have leads to asking the server again", async () => {
  const { service } = new Editor(POLICY, FILES);
  const range = { start: { line: 4, character: 25 }, end: { line: 4, character: 25 } };
  const actions = await service.codeActions(POLICY_FILE, "policy", range);
  expect(actions.map(({ title }) => title)).toEqual(["Change to `mcp:mail/send`", "Sync Tools"]);
});
