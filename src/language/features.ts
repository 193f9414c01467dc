import type { CompletionItem, Hover, Position } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import type { DocumentKind } from "../workspace/inspection.ts";
import { kindOf } from "../workspace/inspection.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { complete } from "./completion/complete.ts";
import { hoverAt } from "./hover/hover.ts";
import type { Trial } from "./hover/pattern.ts";
import { knownTools } from "./tool-docs.ts";

/** A document of the editor: its path, and what the person says that it is. */
export interface DocumentId {
  readonly path: string;
  readonly kind: DocumentKind | undefined;
}

/** What the editor offers for reading and writing documents. Every answer is made from the text as it is when it is asked for. */
export interface Features {
  completion(document: DocumentId, position: Position): Promise<readonly CompletionItem[]>;
  hover(document: DocumentId, position: Position): Promise<Hover | undefined>;
}

/** Makes the features over one workspace. */
export function createFeatures(workspace: Workspace, client: Client): Features {
  return {
    completion: async ({ path, kind }, position) => {
      const text = await workspace.text(path);
      if (text === undefined) return [];
      const around = await workspace.surroundings(path);
      const written = { file: path, kind: kind ?? kindOf(path) ?? "policy", text, around };
      return complete(written, offsetIn(text, position), client.snippets);
    },
    hover: async ({ path, kind: given }, position) => {
      const text = await workspace.text(path);
      if (text === undefined) return undefined;
      const around = await workspace.surroundings(path);
      const trial = (policy: string): ReturnType<Trial> => workspace.trial(policy, around.root);
      const kind = given ?? kindOf(path) ?? "policy";
      const hovered = { kind, text, tools: await knownTools(around), trial };
      return hoverAt(hovered, offsetIn(text, position));
    },
  };
}

function offsetIn(text: string, { line, character }: Position): number {
  return new LineIndex(text).offset({ line, column: character });
}
