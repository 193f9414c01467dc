import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { canonicalJson } from "./canonical.ts";
import type { Json } from "./json.ts";

/** The SHA-256 of a value's canonical form (RFC 8785, in UTF-8), in lower-case hexadecimal. */
export function digestOf(value: Json): string {
  return bytesToHex(sha256(new TextEncoder().encode(canonicalJson(value))));
}

/** The SHA-256 of a text in UTF-8, in lower-case hexadecimal: what `sha256sum` says of a file with that text. */
export function textDigest(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}
