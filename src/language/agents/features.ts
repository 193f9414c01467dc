import { LineIndex } from "../../model/place.ts";
import type { Position } from "vscode-languageserver-types";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Client } from "../client.ts";
import type { DocumentId, Features } from "../features.ts";
import { completeAgentFile } from "./completion.ts";
import { agentHover } from "./hover.ts";

/**
 * What the editor offers in the permission files of agents, beside what it brings for JSON, TOML and Markdown itself: nothing here is offered twice.
 */
export function createAgentFeatures(workspace: Workspace, client: Client): Features {
  const nothing = (): Promise<readonly never[]> => Promise.resolve([]);
  return {
    completion: async (document: DocumentId, { line, character }: Position) => {
      const text = (await workspace.text(document.path)) ?? "";
      const offset = new LineIndex(text).offset({ line, column: character });
      return completeAgentFile(workspace, document, offset, client.snippets);
    },
    hover: async (document: DocumentId, position: Position) => {
      const text = (await workspace.text(document.path)) ?? "";
      const { line, character } = position;
      return agentHover(
        workspace,
        document,
        new LineIndex(text).offset({ line, column: character }),
      );
    },
    definition: () => Promise.resolve(undefined),
    references: nothing,
    highlights: nothing,
    signature: () => Promise.resolve(undefined),
    tokens: nothing,
    namedPlaces: nothing,
    renameable: () => Promise.resolve(undefined),
    rename: () => Promise.resolve({ problem: "nothing here has a name of its own" }),
    symbols: nothing,
    folding: nothing,
    links: nothing,
    selections: nothing,
    formatting: nothing,
    lenses: nothing,
    hints: nothing,
  };
}
