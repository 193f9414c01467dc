import { canonicalJson } from "./canonical.ts";
import type { ServerTools, ToolDefinition, ToolField } from "./tool-catalog.ts";
import { TOOL_FIELDS } from "./tool-catalog.ts";

/** A field of a tool that is not as it was; a side that it does not have is `undefined`. Values are in canonical JSON, texts as they are. */
export interface FieldChange {
  readonly field: ToolField;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A tool that is not as it was recorded. */
export interface ToolChange {
  readonly tool: string;
  readonly kind: "added" | "removed" | "changed";
  /** Of a changed tool. */
  readonly fields: readonly FieldChange[];
}

/** How the tools of a server differ from what was recorded, by name. */
export function toolChanges(before: ServerTools, after: ServerTools): readonly ToolChange[] {
  const [old, now] = [byName(before), byName(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  return names.flatMap((tool): readonly ToolChange[] => {
    const [was, is] = [old.get(tool), now.get(tool)];
    if (was === undefined) return [{ tool, kind: "added", fields: [] }];
    if (is === undefined) return [{ tool, kind: "removed", fields: [] }];
    const fields = fieldChanges(was, is);
    return fields.length === 0 ? [] : [{ tool, kind: "changed", fields }];
  });
}

function byName({ tools }: ServerTools): ReadonlyMap<string, ToolDefinition> {
  return new Map(tools.map((tool) => [tool.name, tool]));
}

function fieldChanges(was: ToolDefinition, is: ToolDefinition): readonly FieldChange[] {
  return TOOL_FIELDS.flatMap((field) => {
    const [before, after] = [textOf(was, field), textOf(is, field)];
    return before === after ? [] : [{ field, before, after }];
  });
}

function textOf(tool: ToolDefinition, field: ToolField): string | undefined {
  const value = tool[field];
  return value === undefined || typeof value === "string" ? value : canonicalJson(value);
}
