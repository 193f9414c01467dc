import assert from "node:assert/strict";
import * as vscode from "vscode";
import { GOOD, SCENARIO } from "./documents.ts";
import { remove, write } from "./support.ts";
import { tokensOf } from "./tokens.ts";

const POLICY = `${GOOD}  - id: writes # a comment: allow
    ask: [file.write, "mcp:fs/*", shell]
    path: [$drafts, "docs/*"]
    because: allow nothing else
    except: { path: "docs/**" }
`;

describe("languages", () => {
  after(() => {
    remove("languages");
  });

  it("are known by the names of files", async () => {
    const ids = [];
    for (const name of [
      ...["ambit.yaml", "a.ambit.yaml", "day.ambit-scenario.yaml", "day.ambit-test.yaml"],
      ".ambit/config.yaml",
      "other.yaml",
    ]) {
      const document = await vscode.workspace.openTextDocument(write(`languages/${name}`, GOOD));
      ids.push(document.languageId);
    }
    assert.deepEqual(ids, [
      ...["ambit-policy", "ambit-policy", "ambit-scenario", "ambit-test"],
      "ambit-config",
      "yaml",
    ]);
  });

  it("colour a policy", async () => {
    const tokens = await tokensOf(POLICY, "ambit-policy");
    const scopes = {
      allow: "keyword.control.allow.ambit",
      ask: "keyword.control.ask.ambit",
      deny: "keyword.control.deny.ambit",
      "file.write": "support.function.tool.ambit",
      shell: "support.function.tool.ambit",
      "mcp:": "storage.type.tool.ambit",
      drafts: "variable.other.set.ambit",
      "**": "keyword.operator.wildcard.ambit",
      because: "entity.name.tag.yaml",
      " a comment: allow": "comment.line.number-sign.yaml",
      "allow nothing else": "string.unquoted.plain.out.yaml",
    };
    const actual = Object.keys(scopes).map((word) => [
      word,
      tokens.find(({ text }) => text === word)?.scopes.at(-1),
    ]);
    assert.deepEqual(Object.fromEntries(actual), scopes);
  });

  for (const language of ["ambit-scenario", "ambit-test"])
    it(`colour what is expected in ${language}`, async () => {
      const tokens = await tokensOf(SCENARIO, language);
      const expected = tokens.find(({ text }) => text === "allow");
      assert.equal(expected?.scopes.at(-1), "keyword.control.allow.ambit");
    });
});
