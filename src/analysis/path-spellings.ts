import type { ToolCall } from "../model/call.ts";

/** Other ways to write the path of a file. */
export function pathSpellings(path: string, { context }: ToolCall): readonly string[] {
  if (path === "" || /^[a-z][a-z0-9+.-]+:/i.test(path)) return [];
  const folder = context?.cwd ?? context?.workspace;
  const absolute = path.startsWith("/")
    ? path
    : folder === undefined || path.startsWith("~")
      ? undefined
      : `${folder}/${path}`;
  return [
    ...relativeSpellings(path),
    ...caseSpellings(path),
    ...new Set([path.normalize("NFC"), path.normalize("NFD")]),
    ...(absolute === undefined ? [] : absoluteSpellings(absolute, context?.home)),
  ];
}

function relativeSpellings(path: string): readonly string[] {
  const slash = path.lastIndexOf("/") + 1;
  const [folder, name] = [path.slice(0, slash), path.slice(slash)];
  const inside = [`${folder}./${name}`, `${folder}a/../${name}`, path.replaceAll("/", "//")];
  return path.startsWith("/") || path.startsWith("~")
    ? inside
    : [...inside, `./${path}`, `.//${path}`, `a/../${path}`];
}

/** Where the file system folds case they name the same file. */
function caseSpellings(path: string): readonly string[] {
  const slash = path.lastIndexOf("/") + 1;
  const [folder, name] = [path.slice(0, slash), path.slice(slash)];
  const first = name.replace(/[a-z]/i, (letter) => letter.toUpperCase());
  return [folder + name.toUpperCase(), path.toUpperCase(), folder + first];
}

function absoluteSpellings(absolute: string, home: string | undefined): readonly string[] {
  const uri = absolute.split("/").map(encodeURIComponent).join("/");
  // A letter that is escaped without need is still that letter.
  const escaped = uri.replace(/[a-z](?=[^/]*$)/i, (letter) => `%${hex(letter)}`);
  const inHome = home !== undefined && absolute.startsWith(`${home}/`);
  return [
    absolute,
    `/.${absolute}`,
    `/${absolute}`,
    `file://${uri}`,
    `file:${uri}`,
    `FILE://localhost${uri}`,
    `file://${escaped}`,
    ...(inHome ? [`~${absolute.slice(home.length)}`] : []),
  ];
}

function hex(letter: string): string {
  return letter.charCodeAt(0).toString(16);
}
