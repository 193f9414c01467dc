import { shownShort } from "../model/shown.ts";

/** A word of a command that names a package without a version, and what is to be said of it. */
export interface UnpinnedPackage {
  /** Its index in the words. */
  readonly word: number;
  readonly message: string;
}

/** Does a command run a package of a registry in whatever version there is? The words are a program and its arguments. */
export function unpinnedPackage(words: readonly string[]): UnpinnedPackage | undefined {
  const [program = ""] = words;
  const runner = RUNNERS.get(program.replace(/^.*[\\/]/s, "").replace(/\.(?:cmd|exe)$/i, ""));
  if (runner === undefined) return undefined;
  const start = runner.verb.some((verb) => words[1] === verb) ? 2 : 1;
  if (runner.verb.length > 0 && start === 1) return undefined;
  const word = packageAt(words, start);
  const name = word === undefined ? undefined : words[word];
  if (word === undefined || name === undefined || isPinned(name, runner.mark)) return undefined;
  const message = `\`${shownShort(name, 60)}\` is fetched in whatever version there is when the server starts: whoever publishes it next runs code here; name a version, as in \`${shownShort(bareName(name), 60)}${runner.mark}1.2.3\``;
  return { word, message };
}

interface Runner {
  /** The sub-commands of which one has to stand; none: any. */
  readonly verb: readonly string[];
  /** What stands before a version. */
  readonly mark: "@" | "==";
}

const RUNNERS: ReadonlyMap<string, Runner> = new Map<string, Runner>([
  ["npx", { verb: [], mark: "@" }],
  ["bunx", { verb: [], mark: "@" }],
  ["pnpx", { verb: [], mark: "@" }],
  ["bun", { verb: ["x"], mark: "@" }],
  ["pnpm", { verb: ["dlx"], mark: "@" }],
  ["yarn", { verb: ["dlx"], mark: "@" }],
  ["npm", { verb: ["exec", "x"], mark: "@" }],
  ["uvx", { verb: [], mark: "==" }],
  ["pipx", { verb: ["run"], mark: "==" }],
]);

/** The first word that is no option, or what stands behind `-p`, `--package` and `--from`. */
function packageAt(words: readonly string[], start: number): number | undefined {
  const named = words.findIndex(
    (word, at) => at >= start && ["-p", "--package", "--from", "--spec"].includes(word),
  );
  if (named >= 0) return named + 1 < words.length ? named + 1 : undefined;
  const found = words.findIndex((word, at) => at >= start && !word.startsWith("-"));
  return found < 0 ? undefined : found;
}

function isPinned(name: string, mark: "@" | "=="): boolean {
  // Paths, addresses and archives are no packages of a registry.
  if (/^[./~]|:\/\/|^(?:git|file|github)[+:]/.test(name)) return true;
  if (mark === "==") return /==\d|@\d/.test(name);
  return /^\d/.test(/.@([^@/]+)$/.exec(name)?.[1] ?? "");
}

function bareName(name: string): string {
  return name.replace(/(.)(?:@[^@/]*|[=<>~!].*)$/s, "$1");
}
