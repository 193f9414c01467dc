/** A name and a wrong document, with its problems marked. */
export type Fault = readonly [name: string, text: string];

/** One rule under a sound head; the text of the rule is indented by four, its first key by `- `. */
export function rule(text: string): string {
  return `ambit: 1\nsets:\n  secrets: { path: [a], args: [x] }\nrules:\n  - id: r\n${text.replace(/^\n/, "").trimEnd()}\n`;
}
