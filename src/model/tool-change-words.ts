import { isList, isObject, own } from "./json.ts";
import type { Json, JsonObject } from "./json.ts";
import { shownShort } from "./shown.ts";
import type { FieldChange } from "./tool-changes.ts";
import type { RecordedChange } from "./accepted-tools.ts";

/** As many differences of one schema are told one by one. */
const MOST = 6;

/** What differs in a tool, in words: clauses without a full stop. */
export function changeWords(
  change: Pick<RecordedChange, "kind"> & Partial<Changed>,
): readonly string[] {
  switch (change.kind) {
    case "added":
      return ["the server has it since"];
    case "removed":
      return ["the server has it no more"];
    case "edited":
      return ["its entry in the catalog was edited: `sha256` is not that of what stands there"];
    case "changed":
      return (change.fields ?? []).flatMap(fieldWords);
  }
}

interface Changed {
  readonly fields: readonly FieldChange[];
}

function fieldWords(change: FieldChange): readonly string[] {
  const { field, before, after } = change;
  switch (field) {
    case "name":
    case "description": {
      const [was, is] = excerpts(before ?? "", after ?? "");
      if (before === undefined) return [`its ${field} is new: “${is}”`];
      if (after === undefined) return [`its ${field} is gone; it was “${was}”`];
      return [`its ${field} was “${was}” and is “${is}”`];
    }
    case "inputSchema":
      return schemaWords(parsed(before), parsed(after), "argument");
    case "outputSchema":
      return schemaWords(parsed(before), parsed(after), "result");
    case "annotations":
      return annotationWords(parsed(before), parsed(after));
  }
}

/** Properties of a schema that came, went, or are of another kind; else only that something differs. */
function schemaWords(
  was: JsonObject,
  is: JsonObject,
  noun: "argument" | "result",
): readonly string[] {
  const [before, after] = [propertiesOf(was), propertiesOf(is)];
  const words = namesOf(before, after).flatMap((name): readonly string[] => {
    const [old, now] = [own(before, name), own(after, name)];
    const shownName = `the ${noun} \`${shownShort(name, 60)}\``;
    if (old === undefined) return [`${shownName} is new`];
    if (now === undefined) return [`${shownName} is gone`];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [`${shownName} ${differs(old, now)}`];
  });
  const [needed, needs] = [requiredOf(was), requiredOf(is)];
  const required = [
    ...needs.filter((name) => !needed.includes(name)).map((name) => [name, "is required now"]),
    ...needed.filter((name) => !needs.includes(name)).map((name) => [name, "is required no more"]),
  ].map(([name = "", what = ""]) => `the ${noun} \`${shownShort(name, 60)}\` ${what}`);
  const all = [...words, ...required];
  if (all.length === 0) return [`the schema of its ${noun}s differs`];
  const more = all.length - MOST;
  return more <= 0 ? all : [...all.slice(0, MOST), `and ${more} more in its ${noun}s`];
}

function differs(old: Json, now: Json): string {
  if (!isObject(old) || !isObject(now)) return "differs";
  const keys = namesOf(old, now).filter(
    (key) => JSON.stringify(own(old, key)) !== JSON.stringify(own(now, key)),
  );
  return `differs in ${keys.map((key) => `\`${shownShort(key, 40)}\``).join(", ")}`;
}

function annotationWords(was: JsonObject, is: JsonObject): readonly string[] {
  return namesOf(was, is).flatMap((name) => {
    const [old, now] = [own(was, name), own(is, name)].map((value) =>
      shownShort(valueText(value), 80),
    );
    return old === now
      ? []
      : [`the annotation \`${shownShort(name, 60)}\` was ${old ?? ""} and is ${now ?? ""}`];
  });
}

function valueText(value: Json | undefined): string {
  return value === undefined ? "not there" : JSON.stringify(value);
}

function propertiesOf(schema: JsonObject): JsonObject {
  const properties = own(schema, "properties");
  return isObject(properties) ? properties : {};
}

function requiredOf(schema: JsonObject): readonly string[] {
  const required = own(schema, "required");
  return isList(required) ? required.filter((one) => typeof one === "string") : [];
}

function namesOf(a: JsonObject, b: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();
}

/** The canonical JSON of a change as an object. */
function parsed(text: string | undefined): JsonObject {
  const value = text === undefined ? {} : (JSON.parse(text) as Json);
  return isObject(value) ? value : {};
}

/** How much of a text is shown. */
const SHOWN = 160;

/** Long texts from shortly before the place where they begin to differ, so that the difference is seen wherever it stands. */
export function excerpts(before: string, after: string, most = SHOWN): readonly [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const from = Math.max(before.length, after.length) <= most ? 0 : Math.max(same - 40, 0);
  const cut = (text: string): string =>
    `${from > 0 ? "…" : ""}${shownShort(text.slice(from), most)}`;
  return [cut(before), cut(after)];
}
