import { describe, expect, it } from "vitest";
import { Editor } from "./editor.ts";

const POLICY = `ambit: 1
rules:
  - id: read
    allow: file.read   # all of it
    path: "src/**"
  - { id: push, ask: shell, command: ["git push", "hub **"] }
  - id: own
    deny: file.write
    path: ambit.yaml
`;
const FILES = { "/shop/src/a.ts": "", "/shop/src/.env": "" };
const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

describe("inlay hints", () => {
  it("stand at the end of the line of the effect, with examples", async () => {
    const { features, id } = new Editor(POLICY, FILES);
    const hints = await features.hints(id, whole, async () => true);
    expect(hints.map(({ label, position }) => [label, position.line, position.character])).toEqual([
      ["2 files, 1 sensitive", 3, 34],
      ["2 programs", 5, 61],
      ["1 file", 7, 20],
    ]);
    expect(hints[0]?.tooltip).toMatchObject({
      value: expect.stringContaining("&#46;env") as string,
    });
  });

  it("are given for what is seen, and for nothing when nobody waits", async () => {
    const { features, id } = new Editor(POLICY, FILES);
    const seen = { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } };
    expect((await features.hints(id, seen, async () => true)).map(({ label }) => label)).toEqual([
      "2 programs",
    ]);
    expect(await features.hints(id, whole, async () => false)).toEqual([]);
  });

  it("are none of a document that cannot be read", async () => {
    const { features, id } = new Editor("rules: [", FILES);
    expect(await features.hints(id, whole, async () => true)).toEqual([]);
  });
});

it.each(["  - id: re$0ad", "    al$0low: file.read"])(
  "hovering `%s` says what the rule reaches",
  async (line) => {
    const plain = line.replace("$0", "");
    const { features, id, position } = new Editor(POLICY.replace(plain, line), FILES);
    const hover = await features.hover(id, position);
    expect(JSON.stringify(hover?.contents)).toMatch(
      /2 files, 1 sensitive|2 files&#44;|reaches here/,
    );
  },
);
