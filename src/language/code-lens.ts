import type { CodeLens } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import { entryOf } from "../policy/yaml/tree.ts";
import type { OwnKind } from "../workspace/inspection.ts";
import { keysOf, nodeAt } from "./rule-node.ts";
import { lspRange } from "./ranges.ts";

/** What can be done with a document, above the part that it is done with. `recorded`: the servers of which there is a catalog. */
export function codeLenses(
  { text, root }: YamlDocument,
  kind: OwnKind,
  recorded: ReadonlySet<string>,
): readonly CodeLens[] {
  const lens = LENSES.get(kind);
  if (lens === undefined) return [];
  const lines = new LineIndex(text);
  const at = (key: string, title: string, command: string): readonly CodeLens[] => {
    const range = entryOf(root, key)?.keyRange;
    return range === undefined
      ? []
      : [{ range: lspRange(range, lines), command: { title, command } }];
  };
  const { key, title } = lens;
  // The command takes the scenario of the active editor, which is where the lens stands, or asks for one.
  const simulate = at(key, title, "ambit.simulateAgent");
  if (kind === "scenario") return simulate;
  const missing = keysOf(nodeAt(root, ["servers"])).filter((server) => !recorded.has(server));
  const names = missing.slice(0, MOST).map((server) => shownShort(server, 40));
  const more = missing.length > MOST ? ", …" : "";
  const sync =
    missing.length === 0 ? "Sync Tools" : `Sync Tools (not yet: ${names.join(", ")}${more})`;
  const stress = at("rules", "Stress Policy…", "ambit.stress");
  return [...at("servers", sync, "ambit.syncTools"), ...simulate, ...stress];
}

/** As many servers are named. */
const MOST = 3;

/** Test suites have VS Code's own signs beside their cases. */
const LENSES: ReadonlyMap<OwnKind, { readonly key: string; readonly title: string }> = new Map([
  ["policy", { key: "rules", title: "Simulate Agent…" }],
  ["scenario", { key: "steps", title: "Simulate" }],
]);
