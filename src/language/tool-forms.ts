import type { Json } from "../model/json.ts";
import { shownShort } from "../model/shown.ts";
import { MOST_CHOICES, MOST_FIELDS, MOST_PATHS, MOST_TOOLS } from "../protocol/call-form.ts";
import type { ChoiceForm, FieldForm, ToolForm } from "../protocol/call-form.ts";
import type { Surroundings } from "../workspace/surroundings.ts";
import type { ArgumentSchema } from "../workspace/described-tool.ts";
import type { KnownTools } from "./tool-docs.ts";

/** The forms of all known tools, in their order. What a server says of its tools becomes text. */
export function toolForms(tools: KnownTools): readonly ToolForm[] {
  return [...tools].slice(0, MOST_TOOLS).map(([name, { description, inputSchema }]) => ({
    name,
    label: shownShort(name, 100),
    help: shownShort(description ?? "", 400),
    fields: [...inputSchema.properties]
      .slice(0, MOST_FIELDS)
      .map(([argument, schema]) => field(argument, schema, inputSchema.required, name)),
  }));
}

/** The files and folders of the workspace with which a typed path goes on; folders end with `/`. */
export async function pathsFrom(around: Surroundings, typed: string): Promise<readonly string[]> {
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  if (folder.startsWith("/")) return [];
  const entries = await around.list(folder);
  return entries
    .map(({ name, kind }) => `${folder}${name}${kind === "folder" ? "/" : ""}`)
    .filter((path) => path.startsWith(typed) && path === shownShort(path, 1000))
    .slice(0, MOST_PATHS);
}

function field(
  name: string,
  schema: ArgumentSchema,
  required: readonly string[],
  tool: string,
): FieldForm {
  const kind = kindOf(name, schema, tool);
  return {
    name,
    label: shownShort(name, 100),
    help: shownShort(schema.description ?? "", 400),
    kind,
    required: required.includes(name),
    choices: kind === "choice" ? choices(schema) : [],
  };
}

function kindOf(name: string, { types, values }: ArgumentSchema, tool: string): FieldForm["kind"] {
  if (values.length > 0) return "choice";
  const [type, ...others] = types.filter((one) => one !== "null");
  if (others.length > 0) return "json";
  switch (type) {
    case "string":
      return isPath(name, tool) ? "path" : "line";
    case "boolean":
      return "flag";
    case "number":
    case "integer":
      return type;
    default:
      return "json";
  }
}

/** A file of a tool of the language, or what other tools mostly call one. */
function isPath(name: string, tool: string): boolean {
  return name === "path" || (tool === "shell" && name === "cwd");
}

function choices({ values }: ArgumentSchema): readonly ChoiceForm[] {
  // They were read from JSON.
  return (values as readonly Json[]).slice(0, MOST_CHOICES).map((value) => {
    const json = JSON.stringify(value);
    return { label: shownShort(typeof value === "string" ? value : json, 100), json };
  });
}
