import type { CodeAction } from "vscode-languageserver-types";
import { onlyChanged } from "../model/edit.ts";
import { LineIndex } from "../model/place.ts";
import { Mender } from "../workspace/mend.ts";
import type { Ports } from "../workspace/ports.ts";
import type { Client } from "./client.ts";
import { lspRange } from "./ranges.ts";
import { underSettings } from "./settings.ts";

/** The kind of the action that carries out every fix by which surely no decision widens. */
export const FIX_ALL = "source.fixAll.ambit";

/** All safe fixes of a policy as one edit; nothing where there are none. */
export async function fixAll(
  path: string,
  ports: Ports,
  client: Client,
): Promise<readonly CodeAction[]> {
  const file = await ports.files.read(path);
  if (!("text" in file)) return [];
  const { text: before } = file;
  const settings = client.settings();
  const { text: after, applied } = await new Mender(ports, path).mendSafely(
    before,
    (finding, persona) =>
      underSettings(finding, settings, persona === undefined ? {} : { persona }) !== undefined,
  );
  if (applied.length === 0) return [];
  const edit = onlyChanged(before, after);
  const range = lspRange(edit.range, new LineIndex(before));
  const changes = { [client.uriOf(path)]: [{ range, newText: edit.newText }] };
  const title = "Ambit: carry out all fixes by which no decision widens";
  return [{ title, kind: FIX_ALL, edit: { changes } }];
}
