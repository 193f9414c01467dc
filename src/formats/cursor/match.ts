import { parseUrl } from "../../model/url.ts";
import { textGlobHolds } from "../text-glob.ts";
import type { EntryTest } from "./entry.ts";

/** Is the command, as it is written, one that the entry names? Case counts. */
export function commandMatches(test: EntryTest, command: string): boolean {
  const text = command.trim();
  if (test.kind === "prefix")
    return text.startsWith(test.text) && /^(?:\s|$)/.test(text.slice(test.text.length));
  if (test.kind !== "command") return false;
  const [first = ""] = /^\S*/.exec(text) ?? [];
  if (!globHolds(test.base, first)) return false;
  return test.args === undefined || globHolds(test.args, text.slice(first.length).trim());
}

/** Does the entry name the tool of a server? Case does not count. */
export function toolMatches(test: EntryTest, server: string, tool: string): boolean {
  if (test.kind !== "tool") return false;
  const same = (glob: string, name: string): boolean =>
    globHolds(glob.toLowerCase(), name.toLowerCase());
  return same(test.server, server) && same(test.tool, tool);
}

/** Does the entry name the host of an address? `*.example.com` is what lies below, `example.com` itself only. */
export function hostMatches(test: EntryTest, url: string): boolean {
  const host = parseUrl(url)?.hostname;
  return test.kind === "host" && host !== undefined && globHolds(test.pattern, host);
}

/** Does the entry name a file? Both are absolute; `*` and `?` stay in a name, `**` is any folders. */
export function pathMatches(
  test: EntryTest,
  path: string,
  workspace: string,
  home?: string,
): boolean {
  if (test.kind !== "path") return false;
  const { glob } = test;
  const whole =
    home !== undefined && glob.startsWith("~/")
      ? home + glob.slice(1)
      : glob.startsWith("/")
        ? glob
        : `${workspace}/${glob}`;
  return namesMatch(namesOf(whole), namesOf(path));
}

function namesOf(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

/** Row by row: which names may stand where in the pattern. No way back. */
function namesMatch(pattern: readonly string[], names: readonly string[]): boolean {
  let open = new Set([0]);
  const skip = (at: Set<number>): Set<number> => {
    for (const one of at) if (pattern[one] === "**") at.add(one + 1);
    return at;
  };
  open = skip(open);
  for (const name of names) {
    const next = new Set<number>();
    for (const at of open) {
      const piece = pattern[at];
      if (piece === "**") next.add(at);
      else if (piece !== undefined && globHolds(piece, name)) next.add(at + 1);
    }
    open = skip(next);
  }
  return open.has(pattern.length);
}

function globHolds(glob: string, text: string): boolean {
  return textGlobHolds(glob.split("*"), text);
}
