import { toolDigest } from "../model/tool-catalog.ts";
import type { ServerTools, ToolDefinition } from "../model/tool-catalog.ts";
import { toolChanges } from "../model/tool-changes.ts";

/** Where the catalogs of a workspace lie, from its folder. */
export const CATALOG_FOLDER = [".ambit", "tools"] as const;

/** What a name may hold in any file system; everything else is written as `%` and its bytes. */
const PLAIN = /^[a-z0-9_-]$/i;

/** The names that Windows gives to devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The name of a server's catalog: `github.json`. A server may be called anything, also `../../x`. */
export function catalogName(server: string): string {
  const whole = DEVICE.test(server);
  const name = Array.from(server, (char) => (PLAIN.test(char) && !whole ? char : escaped(char)));
  return `${name.join("")}.json`;
}

function escaped(char: string): string {
  return [...new TextEncoder().encode(char)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

/** The server of a catalog by the name of its file; `undefined` where no server's catalog is called so. */
export function serverOfCatalog(file: string): string | undefined {
  try {
    const server = decodeURIComponent(file.replace(/\.json$/, ""));
    return catalogName(server) === file ? server : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A catalog as it is written: the accepted tools by name, each with its hash, and no character that hides. Where the server is otherwise now
 * than a person has accepted, that stands beside them under `changed`.
 */
export function catalogText(server: string, accepted: ServerTools, now = accepted): string {
  const { name, version, tools } = accepted;
  const head = {
    "ambit-tools": 1,
    server,
    name,
    version: now.name === name ? now.version : version,
  };
  const changed = changedPart(accepted, now);
  const text = JSON.stringify({ ...head, tools: rowsOf(tools), ...changed }, null, 2);
  return `${text.replace(UNSEEN, asEscape)}\n`;
}

function changedPart(accepted: ServerTools, now: ServerTools): object {
  const changes = toolChanges(accepted, now);
  if (changes.length === 0 && accepted.name === now.name) return {};
  const removed = changes.filter(({ kind }) => kind === "removed").map(({ tool }) => tool);
  const names = new Set(changes.map(({ tool }) => tool));
  const tools = rowsOf(now.tools.filter(({ name }) => names.has(name)));
  const { name, version } = now;
  return { changed: { name, version, ...(removed.length === 0 ? {} : { removed }), tools } };
}

function rowsOf(tools: readonly ToolDefinition[]): readonly object[] {
  return tools
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((tool) => ({ ...tool, sha256: toolDigest(tool) }));
}

/** Control, format and bidirectional characters and odd blanks; the line breaks between the members stay. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

function asEscape(char: string): string {
  const units = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
