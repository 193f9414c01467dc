import type { Offer } from "./offer.ts";
import type { Writing } from "./writing.ts";

/** Commands: the scripts of the workspace first, then programs that agents often run. */
export async function commandOffers(
  { around, kind, cursor }: Writing,
  inCall: boolean,
): Promise<readonly Offer[]> {
  if (kind === "policy" && cursor.path.includes("args")) return [];
  const scripts = (await around.scripts()).filter((name) => /^[\w:.-]+$/.test(name));
  const own = scripts.map((name): Offer => ({
    label: name === "test" ? "npm test" : `npm run ${name}`,
    kind: "Event",
    rank: 1,
    detail: "a script of package.json",
  }));
  const ending = inCall ? "" : " **";
  const common = COMMON_COMMANDS.map(([command, detail], index): Offer => ({
    label: `${command}${ending}`,
    kind: "Text",
    rank: 20 + index,
    detail,
  }));
  return [...own, ...common];
}

/** Commands that read or build, none of them an interpreter, with what they do. */
export const COMMON_COMMANDS: readonly (readonly [command: string, detail: string])[] = [
  ["git status", "what has changed"],
  ["git diff", "the changes"],
  ["git log", "the history"],
  ["git show", "one commit"],
  ["git add", "stage files"],
  ["git commit", "record what is staged"],
  ["ls", "list a folder"],
  ["rg", "search files"],
  ["grep", "search files"],
  ["npm ci", "install what the lock file says"],
  ["pytest", "run Python tests"],
  ["cargo test", "run Rust tests"],
  ["go test", "run Go tests"],
  ["gh pr view", "show a pull request"],
];
