import { shellWord } from "../model/shell-word.ts";
import type { Ground } from "./ground.ts";
import type { Item } from "./sequences.ts";

/** Names from the machine's root as a call would write the path: from the workspace or the home, where it lies in one. */
export function pathText(items: readonly Item[], { workspace, home }: Ground): string | undefined {
  const names = items.map((item) => ("text" in item ? item.text : undefined));
  const known = names.filter((name) => name !== undefined);
  if (known.length < names.length) return undefined;
  const inWorkspace = workspace === undefined ? undefined : below(known, workspace);
  if (inWorkspace !== undefined && !/^(~|[A-Za-z][A-Za-z0-9+.-]*:)/.test(inWorkspace[0] ?? ""))
    return inWorkspace.join("/") || ".";
  const atHome = home === undefined ? undefined : below(known, home);
  if (atHome !== undefined) return ["~", ...atHome].join("/");
  return `${/^[A-Za-z]:$/.test(known[0] ?? "") ? "" : "/"}${known.join("/")}`;
}

function below(names: readonly string[], root: readonly string[]): readonly string[] | undefined {
  return root.every((name, i) => names[i] === name) ? names.slice(root.length) : undefined;
}

/** Words as a shell reads them back; one that is not known is a variable. */
export function commandText(items: readonly Item[]): string {
  return items
    .map((item) => ("text" in item ? shellWord(item.text) : UNKNOWN[item.unknown]))
    .join(" ");
}

const UNKNOWN = { one: '"$x"', several: "$x" } as const;
