/** What is no file of this machine stands below a folder that no disk has: `/untitled:/-/Untitled-1`. */
const VIRTUAL = /^\/([a-z][a-z0-9+.-]+):\/([^/]*)(\/.*)$/i;

/** The path under which the core knows what a client calls by a URI. Never throws. */
export function pathOf(uri: string): string {
  const [, scheme = "", authority = "", path = ""] =
    /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri) ?? [];
  const plain = decoded(path);
  if (scheme.toLowerCase() === "file" && authority === "") {
    return /^\/[a-z]:/i.test(plain) ? plain.slice(1) : plain;
  }
  const at = authority === "" ? "-" : authority;
  return `/${scheme.toLowerCase()}:/${at}${plain.startsWith("/") ? "" : "/"}${plain}`;
}

/** The URI of a path that `pathOf` could have given. */
export function uriOf(path: string): string {
  const virtual = VIRTUAL.exec(path);
  if (virtual !== null) {
    const [, scheme = "", authority = "", rest = ""] = virtual;
    return authority === "-"
      ? `${scheme}:${encoded(rest.slice(1))}`
      : `${scheme}://${authority}${encoded(rest)}`;
  }
  return `file://${path.startsWith("/") ? "" : "/"}${encoded(path)}`;
}

/** Does this path stand for something that is on no disk of this machine? */
export function isVirtual(path: string): boolean {
  return VIRTUAL.test(path);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
