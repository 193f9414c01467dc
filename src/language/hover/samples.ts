import { parseCommandPattern } from "../../model/command-pattern.ts";
import { expandBraces } from "../../model/glob.ts";
import { failed } from "../../model/problem.ts";

/** Calls that a pattern may match, and some that it may just miss. Which do, the engine says. */
export interface Samples {
  readonly likely: readonly string[];
  readonly near: readonly string[];
}

/** Paths beside a path pattern. */
export function pathSamples(pattern: string): Samples {
  const choices = expandBraces(pattern);
  if (failed(choices)) return NONE;
  const texts = choices.value.slice(0, 3);
  const likely = texts.flatMap((text) => [
    text.replaceAll("**", "a").replaceAll("*", "x"),
    text.replaceAll("**", "a/b").replaceAll("*", "y"),
    text.replaceAll("**/", "").replaceAll("*", "z"),
    text,
  ]);
  const [first = ""] = likely;
  const near = [
    ...texts
      .map((text) => text.replace(/\/?\*\*.*$/, "").replace(/\*/g, "x"))
      .map((top) => `${top}.old`),
    first.replace(/([^/]+)\/[^/]*$/, "$1.txt"),
    `${first}/below`,
    `${first}.bak`,
    `other/${first.replace(/^[~/]+/, "")}`,
    `../${first.replace(/^[~/]+/, "")}`,
    "README.md",
  ];
  return clean(likely, near);
}

/** Command lines beside a command pattern. */
export function commandSamples(pattern: string): Samples {
  const parsed = parseCommandPattern(pattern);
  if (failed(parsed)) return NONE;
  const lines = parsed.value.choices.slice(0, 3).map(({ words, rest }) => ({
    text: words
      .map(({ glob, home }) => `${home ? "~" : ""}${glob.map(quoted).join("x")}`)
      .join(" "),
    rest,
  }));
  const likely = lines.flatMap(({ text, rest }) =>
    rest ? [text, `${text} a`, `${text} --flag a`] : [text, text.replaceAll("x", "y")],
  );
  const near = lines.flatMap(({ text, rest }) => [
    ...(rest ? [] : [`${text} --more`]),
    `${text}; rm -rf .`,
    text.replace(/\s+\S+$/, " other"),
    text.replace(/\s+\S+$/, ""),
    `${text}x`,
  ]);
  return clean(likely, near);
}

/** URLs beside a host pattern. */
export function hostSamples(pattern: string): Samples {
  const range = /^\[?([\da-f.:]+)\]?\/\d+$/i.exec(pattern)?.[1];
  const host = pattern.replace(/^\*$/, "example.org").replace(/^\*\./, "");
  const top = range === undefined ? host : range.includes(":") ? `[${range}]` : range;
  const bare = top.replace(/:\d+$/, "");
  const likely = [`https://${top}/`, `https://www.${top}/a`, `https://${top}/a?b=c`];
  const near = [
    `http://${bare}/`,
    `https://${bare}:8443/`,
    `https://sub.${bare}/`,
    `https://${bare}/`,
    `https://${bare}.example.net/`,
    `https://evil-${bare}/`,
  ];
  return clean(likely, near);
}

const NONE: Samples = { likely: [], near: [] };

function quoted(piece: string): string {
  return piece.replace(/[^\w./:=@%+,-]/g, "\\$&");
}

function clean(likely: readonly string[], near: readonly string[]): Samples {
  const usable = (text: string): boolean => text !== "" && text.length < 200;
  return { likely: [...new Set(likely)].filter(usable), near: [...new Set(near)].filter(usable) };
}
