import type { ArgumentSchema, DescribedTool } from "../workspace/described-tool.ts";
import { shownShort } from "../model/shown.ts";
import { code, paragraphs, plainMarkdown } from "./markdown.ts";

/** More arguments than this are counted. */
const MOST_ARGUMENTS = 30;

/** What is known of a tool, in words. A server's own words are shown as text. */
export function toolMarkdown({ description, inputSchema, annotations }: DescribedTool): string {
  const { properties, required } = inputSchema;
  const named = [...properties].slice(0, MOST_ARGUMENTS);
  const left = properties.size - named.length;
  const list = named.map(
    ([name, schema]) =>
      `- ${code(name)}${required.includes(name) ? "" : " (optional)"}: ${argumentWords(schema)}`,
  );
  const hints = [...annotations].map(([name, value]) => `${code(name)} ${code(String(value))}`);
  return paragraphs([
    description === undefined ? undefined : plainMarkdown(shownShort(description, 1000)),
    [...list, ...(left > 0 ? [`- ${left} more`] : [])].join("\n"),
    hints.length === 0 ? undefined : `The server says: ${hints.join(", ")}.`,
  ]);
}

/** What an argument is, in one line. */
export function argumentWords({ types, values, description }: ArgumentSchema): string {
  const choice = values.slice(0, 10).map((value) => code(JSON.stringify(value)));
  const type = choice.length > 0 ? choice.join(" or ") : types.join(" or ");
  const words = description === undefined ? "" : plainMarkdown(shownShort(description, 300));
  return [type, words].filter((part) => part !== "").join(". ") || "any value";
}
