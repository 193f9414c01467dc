import { afterEach, describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { Client, uri } from "./client.ts";
import { Disk } from "./disk.ts";

const FILE = "/shop/ambit.yaml";
const POLICY = `ambit: 1
sets: { mine: { path: [src/**] } }
rules:
  - id: read
    allow: file.read
    path: $mine
`;

let client: Client;
afterEach(() => client.stop());

async function ask<T>(method: string, params: object = {}): Promise<T> {
  client = await Client.start(new Disk({ "/shop/src/a.ts": "" }));
  await client.open(FILE, POLICY);
  return client.connection.sendRequest<T>(`textDocument/${method}`, {
    textDocument: { uri: uri(FILE) },
    position: { line: 5, character: 12 },
    range: { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } },
    ...params,
  });
}

describe("the server answers", () => {
  it("completion", async () => {
    const items = await ask<readonly { readonly label: string }[]>("completion");
    expect(items.map(({ label }) => label)).toContain("$mine");
  });

  it("hover", async () => {
    expect(await ask("hover")).toMatchObject({
      contents: { value: expect.stringContaining("`src/**`") },
    });
  });

  it.each([
    ["definition", { uri: uri(FILE) }],
    ["references", [{ range: { start: { line: 1 } } }, { range: { start: { line: 5 } } }]],
    ["prepareRename", { placeholder: "mine" }],
    ["documentSymbol", [{ name: "ambit" }, { name: "sets" }, { name: "rules" }]],
    ["foldingRange", [{ startLine: 2 }, { startLine: 3 }]],
    ["documentLink", []],
    ["documentHighlight", [{ range: { start: { line: 1 } } }, { range: { start: { line: 5 } } }]],
    ["semanticTokens/full", { data: expect.arrayContaining([1, 8, 4, 3]) }],
    ["semanticTokens/range", { data: expect.arrayContaining([5, 10, 5, 3]) }],
    [
      "codeLens",
      ["simulateAgent", "stress"].map((name) => ({ command: { command: `ambit.${name}` } })),
    ],
  ])("%s", async (method, expected) => {
    expect(await ask(method)).toMatchObject(expected);
  });

  it("arguments while they are written, and names of the workspace", async () => {
    const position = { line: 5, character: 4 };
    expect(await ask("signatureHelp", { position })).toBeNull();
    const symbols = await client.connection.sendRequest("workspace/symbol", { query: "mine" });
    expect(symbols).toMatchObject([{ name: "$mine", location: { uri: uri(FILE) } }]);
    await client.edit(FILE, "path: $mine", "args: { x: }");
    const textDocument = { uri: uri(FILE) };
    const at = { textDocument, position: { line: 5, character: 14 } };
    expect(await client.connection.sendRequest("textDocument/signatureHelp", at)).toMatchObject({
      signatures: [{ label: "file.read(path: string)" }],
    });
  });

  it("rename, and why a name is refused", async () => {
    const edits = await ask<{ changes: object }>("rename", { newName: "ours" });
    expect(Object.values(edits.changes)[0]).toHaveLength(2);
    await client.stop();
    await expect(ask("rename", { newName: "a b" })).rejects.toThrow(/is no name of a set/);
  });

  it("selectionRange and formatting", async () => {
    const positions = [{ line: 5, character: 12 }];
    expect(await ask("selectionRange", { positions })).toHaveLength(1);
    await client.stop();
    const options = { tabSize: 2, insertSpaces: true };
    expect(await ask("formatting", { options })).toEqual([]);
  });

  it("nothing more to a question that was taken back", async () => {
    client = await Client.start(new Disk({}));
    await client.open(FILE, POLICY);
    const cancel = new CancellationTokenSource();
    const params = { textDocument: { uri: uri(FILE) }, position: { line: 5, character: 12 } };
    const answer = client.connection.sendRequest("textDocument/hover", params, cancel.token);
    cancel.cancel();
    await expect(answer).rejects.toThrow(/no longer asked|cancel/i);
  });
});
