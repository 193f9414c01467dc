import { afterEach, describe, expect, it } from "vitest";
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
});
