import type { ToolCall } from "../model/call.ts";
import { own } from "../model/json.ts";
import { commandSpellings } from "./command-spellings.ts";
import { pathSpellings } from "./path-spellings.ts";
import { urlSpellings } from "./url-spellings.ts";

/**
 * The same deed in other words: each call does what `call` does, at least on some system (one that folds the case of file names, one that
 * has `sudo`). A policy that denies the one and allows another can be talked round. None for tools whose arguments nobody knows.
 */
export function spellingsOf(call: ToolCall): readonly ToolCall[] {
  const speller = SPELLERS.get(call.tool);
  const value = speller && own(call.args, speller.argument);
  if (speller === undefined || typeof value !== "string" || value.length > LONGEST) return [];
  const others = new Set(speller.spellings(value, call));
  others.delete(value);
  return [...others].map((text) => ({
    ...call,
    args: { ...call.args, [speller.argument]: text },
  }));
}

/** Longer texts are not spelt anew. */
const LONGEST = 10_000;

interface Speller {
  readonly argument: string;
  spellings(text: string, call: ToolCall): readonly string[];
}

const SPELLERS: ReadonlyMap<string, Speller> = new Map([
  ["file.read", { argument: "path", spellings: pathSpellings }],
  ["file.write", { argument: "path", spellings: pathSpellings }],
  ["shell", { argument: "command", spellings: commandSpellings }],
  ["web.fetch", { argument: "url", spellings: urlSpellings }],
]);
