import type { JsonObject } from "../model/json.ts";
import { isListOf, isObject, isOneOf, isShape, isText } from "./guards.ts";
import type { Guard } from "./guards.ts";

export type { Json, JsonObject } from "../model/json.ts";

/** Request: the tools that a call can be made of, where a policy stands; a list of `ToolForm`. */
export const TOOL_FORMS = "ambit/toolForms";

/** Request: the paths that continue what is typed, from the workspace; a list of texts. */
export const PATHS = "ambit/paths";

/** Where tools are looked for. */
export interface ToolFormsParams {
  readonly policy: string;
}

/** What is typed of a path, and the policy in whose workspace it lies. */
export interface PathsParams {
  readonly policy: string;
  readonly text: string;
}

/** A call as it was tried. */
export interface TriedCall {
  readonly tool: string;
  readonly args: JsonObject;
}

/** A tool as a form asks for its call. Labels and help are for people, with nothing hidden in them, and none is long. */
export interface ToolForm {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly fields: readonly FieldForm[];
}

/** How an argument is asked for: `line` and `path` are texts, `json` is anything written as JSON. */
export const FIELD_KINDS = ["line", "path", "number", "integer", "flag", "choice", "json"] as const;

/** One argument of a tool. */
export interface FieldForm {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly kind: (typeof FIELD_KINDS)[number];
  readonly required: boolean;
  /** The values to choose from, where it is a `choice`. */
  readonly choices: readonly ChoiceForm[];
}

/** A value to choose. `json` is the value. */
export interface ChoiceForm {
  readonly label: string;
  readonly json: string;
}

/** As many calls are remembered. */
export const MOST_RECENT = 20;

/** As many tools, arguments and choices are offered. */
export const MOST_TOOLS = 2_000;
export const MOST_FIELDS = 100;
export const MOST_CHOICES = 200;

/** As many paths are offered at once. */
export const MOST_PATHS = 300;

const text = isText(100_000);

/** What has gone through JSON, `postMessage` or a memento as an object was JSON before. */
export const isJsonObject = isObject as Guard<JsonObject>;

/** A call that may be tried. */
export const isTriedCall = isShape<TriedCall>({ tool: text, args: isJsonObject });

/** A tool's form. */
export const isToolForm = isShape<ToolForm>({
  name: text,
  label: text,
  help: text,
  fields: isListOf(
    isShape<FieldForm>({
      name: text,
      label: text,
      help: text,
      kind: isOneOf(FIELD_KINDS),
      required: isOneOf([true, false]),
      choices: isListOf(isShape<ChoiceForm>({ label: text, json: text }), MOST_CHOICES),
    }),
    MOST_FIELDS,
  ),
});
