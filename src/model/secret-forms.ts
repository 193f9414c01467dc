import { bytesToHex } from "@noble/hashes/utils.js";

/** The texts that a secret may turn up as, none shorter than `shortest`: itself, its lines, without the scheme before it, and encoded. */
export function spelledForms(value: string, shortest: number): readonly string[] {
  if (value.length < shortest) return [];
  // What follows `Bearer` or `Basic`; and a key that is printed line by line.
  const credential = /^[A-Za-z]+ +(\S.*)$/s.exec(value)?.[1];
  const lines = value.includes("\n") ? value.split("\n").map((line) => line.trim()) : [];
  const long = lines.filter((line) => line.length >= SHORTEST_LINE);
  const plain = [value, ...(credential === undefined ? [] : [credential]), ...long];
  const forms = plain.flatMap((one) => [one, ...encoded(one)]);
  return [...new Set(forms)].filter((form) => form.length >= shortest);
}

/** Shorter lines of a value say nothing by themselves, in characters. */
const SHORTEST_LINE = 16;

function encoded(text: string): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  const hex = bytesToHex(bytes);
  return [
    JSON.stringify(text).slice(1, -1),
    percentEncoded(text),
    ...[0, 1, 2].flatMap((before) => base64At(bytes, before)),
    hex,
    hex.toUpperCase(),
  ];
}

function percentEncoded(text: string): string {
  // Half a surrogate pair has no such form.
  return /\p{Cs}/u.test(text) ? text : encodeURIComponent(text);
}

/** In the middle of something longer, with so many bytes before it: the characters that depend on nothing else. */
function base64At(bytes: Uint8Array, before: number): readonly string[] {
  const bits = (before + bytes.length) * 8;
  let text = "";
  for (let at = Math.ceil((before * 8) / 6) * 6; at + 6 <= bits; at += 6) {
    let digit = 0;
    for (let bit = at; bit < at + 6; bit++) {
      const byte = bytes[(bit >> 3) - before] ?? 0;
      digit = (digit << 1) | ((byte >> (7 - (bit & 7))) & 1);
    }
    text += DIGITS[digit] ?? "";
  }
  return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
