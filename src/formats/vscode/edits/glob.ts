import { compileJsRegex } from "../regex/js-regex.ts";

/** A key of `chat.tools.edits.autoApprove`, compared with a path below the workspace folder. `undefined`: cannot be said. */
export type EditGlob = (path: string) => boolean | undefined;

/**
 * Compiles a glob as VS Code does for a path relative to a folder: `*` and `?` in a name, `**` any folders, `{a,b}`, `[a-z]`, `[!a]`. One that
 * begins with `/` matches nothing.
 *
 * Source: microsoft/vscode, `src/vs/base/common/glob.ts` (MIT); tests of `editFileToolUtils.spec.ts`.
 */
export function compileEditGlob(glob: string): EditGlob {
  const outcome = compileJsRegex(`^${sourceOf(glob.trim(), 0)}$`, "");
  if (!("regex" in outcome)) return () => ("invalid" in outcome ? false : undefined);
  return (path) => outcome.regex.test(path);
}

const SEPARATOR = String.raw`[/\\]`;
const NAME = String.raw`[^/\\]`;
/** Braces nested deeper are text. */
const DEEPEST = 10;

function sourceOf(glob: string, depth: number): string {
  if (glob === "") return "";
  const segments = splitOutside(glob, "/");
  if (segments.every((segment) => segment === "**")) return ".*";
  let source = "";
  segments.forEach((segment, at) => {
    const isLast = at === segments.length - 1;
    if (segment === "**") {
      if (segments[at - 1] === "**") return;
      const tail = isLast ? `|${SEPARATOR}${NAME}+` : "";
      source += `(?:${SEPARATOR}|${NAME}+${SEPARATOR}${tail})*?`;
      return;
    }
    source += segmentSource(segment, depth);
    const isBeforeTail = segments[at + 1] === "**" && at + 2 === segments.length;
    if (!isLast && !isBeforeTail) source += SEPARATOR;
  });
  return source;
}

function segmentSource(segment: string, depth: number): string {
  let source = "";
  for (let at = 0; at < segment.length; at++) {
    const char = segment.charAt(at);
    const end =
      char === "{" ? closing(segment, at) : char === "[" ? segment.indexOf("]", at + 2) : -1;
    if (char === "{" && end > 0 && depth < DEEPEST) {
      const choices = splitOutside(segment.slice(at + 1, end), ",");
      source += `(?:${choices.map((choice) => sourceOf(choice, depth + 1)).join("|")})`;
      at = end;
    } else if (char === "[" && end > 0) {
      const inside = segment
        .slice(at + 1, end)
        .replace(/^[!^]/, "^")
        .replace(/[\\\]]/g, String.raw`\$&`);
      source += `[${inside}]`;
      at = end;
    } else if (char === "*") {
      while (segment.charAt(at + 1) === "*") at++;
      source += `${NAME}*?`;
    } else if (char === "?") source += NAME;
    else source += char.replace(/[\\{}*+?|^$.[\]()/-]/g, String.raw`\$&`);
  }
  return source;
}

function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}

function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let braces = 0;
  let inBrackets = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "{") braces++;
    else if (char === "}") braces = Math.max(0, braces - 1);
    else if (char === "[") inBrackets = true;
    else if (char === "]") inBrackets = false;
    else if (char === separator && braces === 0 && !inBrackets) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
