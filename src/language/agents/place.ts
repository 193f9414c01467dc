import { jsonPlaceAt } from "../../policy/json-place.ts";
import { frontPlaceAt } from "./front-place.ts";
import { rulesPlaceAt } from "./rules-place.ts";
import { tomlPlaceAt } from "./toml-place.ts";
import type { AgentPlace } from "./writing.ts";

/** The place at an offset of a file, by the kind of text that its name says; nothing where no text may stand that an agent knows more of than its editor. */
export function agentPlaceAt(file: string, text: string, offset: number): AgentPlace | undefined {
  if (/\.jsonc?$/.test(file)) return jsonPlace(text, offset);
  if (file.endsWith(".md")) return frontPlaceAt(text, offset);
  return file.endsWith(".rules") ? rulesPlaceAt(text, offset) : tomlPlaceAt(text, offset);
}

function jsonPlace(text: string, offset: number): AgentPlace | undefined {
  const place = jsonPlaceAt(text, offset);
  if (place === undefined) return undefined;
  const { path, on, range, quoted, before } = place;
  const write = (one: string): string =>
    quoted ? JSON.stringify(one).slice(1, -1) : JSON.stringify(one);
  const isClosed = quoted && text[range.end] === '"';
  const isNew = on === "key" && !/^"?\s*:/.test(text.slice(range.end, range.end + 200));
  if (!isNew) return { path, on, range, before, write };
  return {
    ...{ path, on, before },
    range: isClosed ? { ...range, end: range.end + 1 } : range,
    write: (one) => (quoted ? `${write(one)}"` : write(one)),
    assign: ": ",
  };
}
