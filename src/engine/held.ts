import type { AcceptedServers, RecordedChange } from "../model/accepted-tools.ts";
import { shownShort } from "../model/shown.ts";
import type { Server } from "../model/subject.ts";
import { splitTool } from "./tools.ts";

/** Why a tool is not matched narrowly, a sentence without its full stop; `undefined` where it is. Section 5 of the language. */
export type Held = (tool: string) => string | undefined;

/**
 * The tools that nobody has accepted as they are: changed since, new, or of a server whose catalog is another than the pinned one. `servers`:
 * those of all documents that are decided together; every pin counts.
 */
export function compileHeld(accepted: AcceptedServers, servers: readonly Server[]): Held {
  const pins = new Map<string, string>();
  for (const { name, catalog } of servers) {
    const why = catalog === undefined ? undefined : pinFault(name, catalog, accepted);
    if (why !== undefined && !pins.has(name)) pins.set(name, why);
  }
  return (tool) => {
    if (accepted.size === 0 && pins.size === 0) return undefined;
    const split = splitTool(tool);
    if (split === undefined) return undefined;
    const { server, name } = split;
    const pinned = pins.get(server);
    if (pinned !== undefined) return pinned;
    const known = accepted.get(server);
    if (known?.fault !== undefined)
      return `the catalog of \`${shownShort(server, 60)}\` cannot be used (${known.fault}), so nobody knows what was accepted`;
    const change = known?.changes.get(name);
    return change && heldWords(change, shownShort(tool, 100));
  };
}

/** Why the catalog of a server is not the one that a pin names; `undefined` where it is. */
export function pinFault(
  server: string,
  pin: string,
  accepted: AcceptedServers,
): string | undefined {
  const known = accepted.get(server);
  if (known?.pin === pin) return undefined;
  const name = `\`${shownShort(server, 60)}\``;
  if (known?.pin === undefined)
    return `\`servers\` pins the catalog of ${name}, and there is none that can be read`;
  return `\`servers\` pins another catalog of ${name} than the recorded one, which is \`${known.pin}\``;
}

function heldWords({ kind }: RecordedChange, tool: string): string {
  switch (kind) {
    case "added":
      return `\`${tool}\` is new on its server, and is not matched until a person accepts it`;
    case "removed":
      return `the server has \`${tool}\` no more, and it is not matched until a person accepts that`;
    case "changed":
      return `\`${tool}\` has changed since it was accepted, and is not matched until a person accepts the new one`;
    case "edited":
      return `the entry of \`${tool}\` in its catalog was edited, and it is not matched until a person accepts it`;
  }
}
