import { expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { loadGrammars } from "../../src/host/grammars.ts";
import { fixAll } from "../../src/language/fix-all.ts";
import { DEFAULT_SETTINGS } from "../../src/language/settings.ts";
import type { FindingSettings } from "../../src/language/settings.ts";
import { Disk } from "../server/disk.ts";
import { USUAL_AGENT } from "../../src/workspace/agent-files.ts";

const FILE = "/shop/ambit.yaml";
const KEPT =
  'ambit: 1\nagent: { id: bot, owner: a@example.com }\nrules:\n  - { id: a, allow: file.read, path: "src/**" }\n';
const TWICE = `${KEPT}  - { id: b, allow: file.read, path: "src/**" }\n# The end.\n`;

async function mended(text: string, settings: FindingSettings): Promise<string | undefined> {
  const ports = {
    files: new Disk({ [FILE]: text }),
    grammars: await loadGrammars(),
    home: "/home/dev",
    now: () => "2026-11-01T00:00:00Z",
  };
  const client = {
    uriOf: (path: string) => path,
    pages: undefined,
    showsRelated: true,
    settings: () => settings,
    snippets: true,
    assumed: () => USUAL_AGENT,
  };
  const [action] = await fixAll(FILE, ports, client);
  const edits = action?.edit?.changes?.[FILE];
  const document = TextDocument.create(FILE, "ambit-policy", 1, text);
  return edits && TextDocument.applyEdits(document, edits);
}

it("makes one edit of all that is safe", async () => {
  expect(await mended(TWICE, DEFAULT_SETTINGS)).toBe(`${KEPT}# The end.\n`);
});

it("offers nothing where nothing is to do, or the person does not want to hear of it", async () => {
  expect(await mended(KEPT, DEFAULT_SETTINGS)).toBeUndefined();
  const levels = new Map([["redundant-rule", "off" as const]]);
  expect(await mended(TWICE, { ...DEFAULT_SETTINGS, levels })).toBeUndefined();
});
