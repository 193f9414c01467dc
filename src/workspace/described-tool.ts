import type { ToolDefinition } from "../model/tool-catalog.ts";

/** What a catalog says of a tool. All of it is text of a server, to be shown as text. */
export interface DescribedTool {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of its arguments. */
  readonly inputSchema: ArgumentSchema;
  /** What the server says that the tool does, such as `readOnlyHint`. */
  readonly annotations: ReadonlyMap<string, string | number | boolean>;
}

/** As much of a JSON Schema as helps to write a value. */
export interface ArgumentSchema {
  readonly description?: string;
  readonly types: readonly string[];
  readonly values: readonly unknown[];
  readonly properties: ReadonlyMap<string, ArgumentSchema>;
  readonly required: readonly string[];
}

/** Deeper schemas are cut. */
const DEEPEST = 8;

/** What helps to write and read a call of a tool. What is not as expected is left out. */
export function describedTool({
  name,
  description,
  inputSchema,
  annotations = {},
}: ToolDefinition): DescribedTool {
  return {
    name,
    ...(description === undefined ? {} : { description }),
    inputSchema: readArgumentSchema(inputSchema),
    annotations: new Map(
      Object.entries(annotations).flatMap(([key, one]) =>
        typeof one === "boolean" || typeof one === "string" || typeof one === "number"
          ? [[key, one] as const]
          : [],
      ),
    ),
  };
}

/** Reads a JSON Schema. */
function readArgumentSchema(value: unknown, depth = 0): ArgumentSchema {
  const schema = depth > DEEPEST ? undefined : record(value);
  const description = schema?.get("description");
  const choices = schema?.get("enum");
  const properties = record(schema?.get("properties"));
  return {
    ...(typeof description === "string" ? { description } : {}),
    types: texts([schema?.get("type")].flat()),
    values: Array.isArray(choices) ? choices : schema?.has("const") ? [schema.get("const")] : [],
    properties: new Map(
      [...(properties ?? [])].map(([key, one]) => [key, readArgumentSchema(one, depth + 1)]),
    ),
    required: texts([schema?.get("required")].flat()),
  };
}

/** The entries of an object, so that names are looked up in a map. */
function record(value: unknown): ReadonlyMap<string, unknown> | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? new Map<string, unknown>(Object.entries(value)) : undefined;
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((one): one is string => typeof one === "string");
}
