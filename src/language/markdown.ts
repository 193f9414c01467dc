import { shown } from "../model/shown.ts";

/** Text from a file or a server as Markdown that shows it as it is: no link, no markup, nothing unseen. */
export function plainMarkdown(text: string): string {
  return shown(text).replace(/[\\`*_{}[\]()#+\-.!<>|~&$@:]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Text as code in a line. */
export function code(text: string): string {
  const line = shown(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}

/** Several paragraphs. */
export function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}
