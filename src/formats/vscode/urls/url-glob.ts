/** A URL as VS Code splits it for comparing. */
interface UrlParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/**
 * Does a key of `chat.tools.urls.autoApprove` match the URL? A `*` stands for any characters, also of a host; `*.` also for nothing; a path is
 * matched up to a `/`; query and fragment do not count; without a scheme, both of http are meant. In proportion to the two lengths multiplied.
 *
 * Source: microsoft/vscode, `src/vs/workbench/contrib/url/common/urlGlob.ts` at 0d87334b (MIT).
 */
export function urlGlobMatches(url: string, pattern: string): boolean {
  if (url.length > LONGEST || pattern.length > LONGEST) return false;
  const parts = urlParts(url);
  const hasScheme = /^[^./:]*:\/\//.test(pattern);
  if (!hasScheme && parts.scheme !== "http" && parts.scheme !== "https") return false;
  const glob = urlParts(hasScheme ? pattern : `${parts.scheme}://${pattern}`);
  return (
    partMatches(parts.scheme, glob.scheme, "plain") &&
    partMatches(parts.authority, glob.authority, "port") &&
    (glob.path === "/" || partMatches(parts.path, glob.path, "plain"))
  );
}

/** Longer texts are not compared. */
const LONGEST = 4000;

/** The host and port of a key, as written; empty where it has none. */
export function authorityOf(pattern: string): string {
  return urlParts(/^[^./:]*:\/\//.test(pattern) ? pattern : `https://${pattern}`).authority;
}

/** What VS Code's own splitting gives: a path of `/` where there is an authority and none is written, then without slashes at its end. */
function urlParts(url: string): UrlParts {
  const [, scheme = "", authority = "", path = ""] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)/s.exec(url) ?? [];
  const lower = scheme === "http" || scheme === "https" ? authority.toLowerCase() : authority;
  return { scheme, authority: lower, path: decoded(path).replace(/\/+$/, "") };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Filled from the ends: `table[i][j]` says whether `text` from i matches `glob` from j. */
function partMatches(text: string, glob: string, kind: "plain" | "port"): boolean {
  const width = glob.length + 1;
  const table = new Uint8Array((text.length + 1) * width);
  const at = (i: number, j: number): boolean => table[i * width + j] === 1;
  for (let i = text.length; i >= 0; i--) {
    for (let j = glob.length; j >= 0; j--) {
      const matches =
        i === text.length
          ? j === glob.length || (kind === "port" && glob.slice(j) === ":*")
          : j === glob.length
            ? text[i] === "/"
            : inside(i, j);
      table[i * width + j] = matches ? 1 : 0;
    }
  }
  return at(0, 0);

  function inside(i: number, j: number): boolean {
    const two = glob.slice(j, j + 2);
    if (text[i] === glob[j] && at(i + 1, j + 1)) return true;
    if (two === "*." && ((text[i] !== "/" && text[i] !== ":" && at(i + 1, j)) || at(i, j + 2)))
      return true;
    if (glob[j] === "*") {
      const next = i + 1 === text.length ? at(i + 1, j + 1) : at(i + 1, j);
      if (next || at(i, j + 1)) return true;
    }
    if (kind === "plain" || two !== ":*") return false;
    if (text[i] !== ":") return at(i, j + 2);
    let end = i + 2;
    while (/[0-9]/.test(text[end] ?? "")) end++;
    return end <= text.length && at(end, j + 2);
  }
}
