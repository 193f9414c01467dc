import { resolvePlain } from "../policy/yaml/scalar.ts";

/** A text as a YAML scalar on one line that reads back as this text: plain where that is surely safe, else in double quotes. */
export function scalarText(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text);
}

function isPlain(text: string): boolean {
  return (
    /^[\w./~$](?:[\w./~$+@ -]|:(?=[\w/]))*$/.test(text) &&
    !text.endsWith(" ") &&
    typeof resolvePlain(text) === "string"
  );
}

/** A JSON value as YAML on one line; nothing where YAML would not read it back exactly. */
export function jsonText(value: unknown): string | undefined {
  if (typeof value === "string") return scalarText(value);
  if (typeof value === "boolean" || value === null) return String(value);
  const isExact = typeof value === "number" && resolvePlain(String(value)) === value;
  return isExact ? String(value) : undefined;
}
