import type { FieldForm, Json, JsonObject } from "../../protocol/call-form.ts";

/** What stands in a field, as text; empty: nothing. A `flag` is `true` or `false`, a `choice` the JSON of its value. */
export type FieldTexts = ReadonlyMap<string, string>;

/** The arguments that a form holds, or what is wrong in which field. */
export type FormRead =
  | { readonly args: JsonObject }
  | { readonly problems: ReadonlyMap<string, string> };

/** Reads the fields of a form. What is empty and not required is left out of the call. */
export function readFields(fields: readonly FieldForm[], texts: FieldTexts): FormRead {
  const args: [string, Json][] = [];
  const problems = new Map<string, string>();
  for (const field of fields) {
    const text = texts.get(field.name) ?? "";
    if (text.trim() === "") {
      if (field.required) problems.set(field.name, "This is required.");
      continue;
    }
    const value = readField(field, text);
    if ("problem" in value) problems.set(field.name, value.problem);
    else args.push([field.name, value.value]);
  }
  return problems.size > 0 ? { problems } : { args: Object.fromEntries(args) };
}

/** Arguments written as JSON. */
export function readJson(text: string): FormRead {
  const read = parse(text);
  const isObject =
    "value" in read &&
    typeof read.value === "object" &&
    read.value !== null &&
    !Array.isArray(read.value);
  if (isObject) return { args: read.value as JsonObject };
  const problem = "problem" in read ? read.problem : 'Write an object: { "name": "value" }.';
  return { problems: new Map([["", problem]]) };
}

/** What stands in the fields for these arguments; `undefined` where the fields cannot say them. */
export function fieldTexts(fields: readonly FieldForm[], args: JsonObject): FieldTexts | undefined {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(args)) {
    const field = fields.find((one) => one.name === name);
    const text = field && fieldText(field, value);
    if (text === undefined) return undefined;
    texts.set(name, text);
  }
  return texts;
}

type Read = { readonly value: Json } | { readonly problem: string };

function readField({ kind }: FieldForm, text: string): Read {
  switch (kind) {
    case "line":
    case "path":
      return { value: text };
    case "flag":
      return { value: text === "true" };
    case "number":
    case "integer": {
      const value = Number(text);
      if (!Number.isFinite(value)) return { problem: "This is no number." };
      return kind === "integer" && !Number.isInteger(value)
        ? { problem: "This is no whole number." }
        : { value };
    }
    case "choice":
    case "json":
      return parse(text);
  }
}

function parse(text: string): Read {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    return { problem: `This is no JSON: ${why.replace(/\.$/, "")}.` };
  }
}

function fieldText({ kind, choices }: FieldForm, value: Json): string | undefined {
  const json = JSON.stringify(value);
  switch (kind) {
    case "line":
      return isText(value) ? value : undefined;
    case "path":
      return isText(value) && !/[\r\n]/.test(value) ? value : undefined;
    case "flag":
      return typeof value === "boolean" ? json : undefined;
    case "number":
    case "integer":
      return typeof value === "number" ? json : undefined;
    case "choice":
      return choices.some((choice) => choice.json === json) ? json : undefined;
    case "json":
      return json;
  }
}

/** What a field holds without loss. */
function isText(value: Json): value is string {
  return typeof value === "string" && value.trim() !== "";
}
