import { toolDigest } from "../model/tool-catalog.ts";
import type { ServerTools } from "../model/tool-catalog.ts";

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

/** A catalog as it is written: tools by name, each with its hash, and no character that hides. */
export function catalogText(server: string, { name, version, tools }: ServerTools): string {
  const rows = tools
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((tool) => ({ ...tool, sha256: toolDigest(tool) }));
  const text = JSON.stringify({ "ambit-tools": 1, server, name, version, tools: rows }, null, 2);
  return `${text.replace(UNSEEN, asEscape)}\n`;
}

/** Control, format and bidirectional characters and odd blanks; the line breaks between the members stay. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

function asEscape(char: string): string {
  const units = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
