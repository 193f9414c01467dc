import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem, Position, TextEdit } from "vscode-languageserver-types";
import { loadGrammars } from "../../src/host/grammars.ts";
import { filled } from "../../src/language/completion/offer.ts";
import { createFeatures } from "../../src/language/features.ts";
import type { DocumentId, Features } from "../../src/language/features.ts";
import { DEFAULT_SETTINGS } from "../../src/language/settings.ts";
import { createLanguageService } from "../../src/language/service.ts";
import type { LanguageService } from "../../src/language/service.ts";
import { USUAL_AGENT } from "../../src/workspace/agent-files.ts";
import { kindOf } from "../../src/workspace/inspection.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();

/** Where the document of a test stands, unless it says otherwise. */
export const POLICY_FILE = "/shop/ambit.yaml";
export const SCENARIO_FILE = "/shop/day.ambit-scenario.yaml";
export const CONFIG_FILE = "/shop/.ambit/config.yaml";
export const SUITE_FILE = "/shop/day.ambit-test.yaml";

/** A document with the cursor at `$0`, in a workspace of other files. */
export class Editor {
  readonly document: TextDocument;
  readonly position: Position;
  readonly id: DocumentId;
  readonly features: Features;
  readonly service: LanguageService;

  constructor(
    marked: string,
    others: Readonly<Record<string, string>> = {},
    path = POLICY_FILE,
    snippets = true,
  ) {
    const at = marked.indexOf("$0");
    const text = marked.replace("$0", "");
    this.document = TextDocument.create(path, "ambit-policy", 1, text);
    this.position = this.document.positionAt(Math.max(at, 0));
    this.id = { path, kind: kindOf(path) };
    const workspace = new Workspace({
      files: new Disk({ "/shop/.git/HEAD": "", ...others, [path]: text }),
      grammars,
      home: "/home/dev",
      now: () => "2026-11-01T00:00:00Z",
    });
    const settings = (): typeof DEFAULT_SETTINGS => DEFAULT_SETTINGS;
    const uriOf = (one: string): string => one;
    const assumed = (): typeof USUAL_AGENT => USUAL_AGENT;
    const client = { uriOf, pages: undefined, showsRelated: true, snippets, settings, assumed };
    this.features = createFeatures(workspace, client);
    this.service = createLanguageService(workspace, client);
  }

  get text(): string {
    return this.document.getText();
  }

  /** The items offered at the cursor. */
  items(): Promise<readonly CompletionItem[]> {
    return this.features.completion(this.id, this.position);
  }

  /** The text after an item was taken, its places filled in with what they hold. */
  async accept(label: string): Promise<string> {
    const item = (await this.items()).find((one) => one.label === label);
    if (item === undefined) throw new Error(`\`${label}\` is not offered`);
    return this.accepted(item);
  }

  accepted({ textEdit }: CompletionItem): string {
    if (textEdit === undefined || !("range" in textEdit)) throw new Error("no text edit");
    const { range, newText } = textEdit;
    return this.applied([{ range, newText: filled(newText) }]);
  }

  applied(edits: readonly TextEdit[]): string {
    return TextDocument.applyEdits(this.document, [...edits]);
  }
}
