import { isList, isObject, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { shownShort } from "../model/shown.ts";
import type { ToolDefinition } from "../model/tool-catalog.ts";
import { ServerFault } from "./fault.ts";

/** Schemas nest less; what nests deeper is made to break readers. */
const DEEPEST = 64;

/** A tool of a `tools/list` answer, which holds whatever the server likes. Throws a `ServerFault` for what is no tool. */
export function readTool(value: Json, at: number): ToolDefinition {
  if (!isObject(value)) throw nonsense(`its tool ${at + 1} is no object`);
  const name = own(value, "name");
  if (typeof name !== "string" || name === "") throw nonsense(`its tool ${at + 1} has no name`);
  const shownName = shownShort(name, 100);
  if (!isShallow(value, DEEPEST))
    throw nonsense(`the tool \`${shownName}\` is nested deeper than ${DEEPEST} levels`);
  const description = own(value, "description");
  if (description !== undefined && typeof description !== "string")
    throw nonsense(`the \`description\` of the tool \`${shownName}\` is no text`);
  const field = (key: string): JsonObject | undefined => {
    const given = own(value, key);
    if (given === undefined || isObject(given)) return given;
    throw nonsense(`\`${key}\` of the tool \`${shownName}\` is no object`);
  };
  const inputSchema = field("inputSchema");
  if (inputSchema === undefined) throw nonsense(`the tool \`${shownName}\` has no \`inputSchema\``);
  const [outputSchema, annotations] = [field("outputSchema"), field("annotations")];
  return {
    name,
    ...(description === undefined ? {} : { description }),
    inputSchema,
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

function nonsense(what: string): ServerFault {
  return new ServerFault(`speaks nonsense: ${what}`);
}

function isShallow(value: Json, deepest: number): boolean {
  if (!isList(value) && !isObject(value)) return true;
  if (deepest === 0) return false;
  return Object.values(value).every((inner: Json) => isShallow(inner, deepest - 1));
}
