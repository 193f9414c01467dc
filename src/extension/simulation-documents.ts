import * as vscode from "vscode";
import type { SimulatedSession } from "../protocol/simulate.ts";
import { simulationText } from "./simulation-text.ts";
import type { SimulationText, TextLink } from "./simulation-text.ts";

/** The scheme of the documents that show sessions, and their language. */
const SIMULATION = "ambit-simulation";

/** Shows sessions as readonly documents, one a scenario, with links to the deciding rules. */
export class SimulationDocuments
  implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
  readonly #texts = new Map<string, SimulationText>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registered: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SIMULATION, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: SIMULATION }, this),
    );
  }

  /** Shows a session beside what the person looks at; where it is shown already, there. */
  async show(session: SimulatedSession): Promise<void> {
    const uri = documentUri(session);
    this.#texts.set(uri.toString(), simulationText(session));
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOf(uri) ?? vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const shown = this.#texts.get(uri.toString());
    return shown?.text ?? "Run “Ambit: Simulate Agent…” again to see this session.\n";
  }

  provideDocumentLinks({ uri }: vscode.TextDocument): vscode.DocumentLink[] {
    return (this.#texts.get(uri.toString())?.links ?? []).map(documentLink);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}

/** The path is what the tab shows; the query tells scenarios of the same name apart. */
function documentUri({ scenario }: SimulatedSession): vscode.Uri {
  const name = scenario.place.replace(/^.*\//, "").replace(/\.ambit-scenario\.yaml$/, "");
  return vscode.Uri.from({
    scheme: SIMULATION,
    path: `/${name}.${SIMULATION}`,
    query: scenario.uri,
  });
}

function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    ),
  );
  return group?.viewColumn;
}

function documentLink({ line, start, end, target }: TextLink): vscode.DocumentLink {
  const range = new vscode.Range(line, start, line, end);
  const file = vscode.Uri.parse(target.uri);
  if (!("range" in target)) return new vscode.DocumentLink(range, file);
  const at = target.range.start;
  const fragment = `L${at.line + 1},${at.character + 1}`;
  const link = new vscode.DocumentLink(range, file.with({ fragment }));
  link.tooltip = `Go to ${target.id}`;
  return link;
}
