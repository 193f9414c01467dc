import { quotedWords } from "./quoted-words.ts";

/** Where a command runs. */
export interface Place {
  readonly workspace: string;
  readonly cwd: string;
  readonly home: string | undefined;
}

const PLAIN: ReadonlySet<string> = new Set(
  "__read __write cat cd cut echo expr false grep head id ls nl paste pwd rev seq stat tail tr true uname uniq wc which whoami numfmt tac".split(
    " ",
  ),
);
const READERS: ReadonlySet<string> = new Set(
  "cat head tail tac nl stat wc cut paste rev uniq numfmt ls __read".split(" "),
);
const FIND_ACTS: ReadonlySet<string> = new Set(
  "-exec -execdir -ok -okdir -delete -fls -fprint -fprint0 -fprintf".split(" "),
);

/**
 * Is a command on the list of those that need no question? Source: `sandbox/utils/commandSafety.ts` (0.61.0). What is on the disk, such as a link that leads out
 * of the workspace, is not looked at.
 */
export function isKnownSafe(
  words: readonly string[],
  place: Place,
  split: (script: string) => readonly string[],
): boolean {
  const normal = words.map((word) => (word === "zsh" ? "bash" : word));
  if (safeAlone(normal, place)) return true;
  const [shell, flag, script, ...more] = normal;
  if (shell !== "bash" || script === undefined || more.length > 0) return false;
  if ((flag !== "-lc" && flag !== "-c") || /[()<>]/.test(script)) return false;
  const commands = split(script);
  return (
    commands.length > 0 &&
    commands.every((command) => {
      const inside = quotedWords(command.trim());
      return inside !== undefined && (inside.length === 0 || safeAlone(inside, place));
    })
  );
}

function safeAlone(words: readonly string[], place: Place): boolean {
  const [program, ...args] = words;
  if (program === undefined) return false;
  if (PLAIN.has(program)) return plainIsSafe(program, args, place);
  const stays = (): boolean => args.every((arg) => arg.startsWith("-") || !leaves(arg, place));
  switch (program) {
    case "base64":
      return !writesBase64(args) && stays();
    case "find":
      return !args.some((arg) => FIND_ACTS.has(arg)) && stays();
    case "git":
      return gitIsSafe(words);
    case "sed": {
      const [flag, script = "", file] = args;
      if (words.length > 4 || flag !== "-n" || !/^(?:\d+|\d+,\d+)p$/.test(script)) return false;
      return file === undefined || file === "" || !leaves(file, place);
    }
    default:
      // A `rg` is safe by its absolute path alone, which is that of a system folder.
      if (
        !/^\/(?:usr\/(?:local\/)?s?bin|s?bin|opt\/homebrew\/(?:bin|Cellar)|usr\/local\/Cellar)\/(?:.*\/)?rg(?:\.exe)?$/.test(
          program,
        )
      )
        return false;
      return !searchRuns(args) && readerStays(args, place, "files");
  }
}

function plainIsSafe(program: string, args: readonly string[], place: Place): boolean {
  if (program === "cd") {
    const folders = args.filter((arg) => !arg.startsWith("-"));
    return (folders.length === 0 ? ["~"] : folders).every((folder) => !leaves(folder, place));
  }
  if (READERS.has(program)) return readerStays(args, place, "none");
  if (program === "grep") return readerStays(args, place, "files");
  return true;
}

/** `files`: an option `-f` names a file of its own. */
function readerStays(args: readonly string[], place: Place, options: "files" | "none"): boolean {
  let plain = false;
  for (let at = 0; at < args.length; at++) {
    let arg = args[at] ?? "";
    if (!plain) {
      if (arg === "--") {
        plain = true;
        continue;
      }
      if (arg === "-") continue;
      if (options === "files" && /^(?:-f|--file)/.test(arg)) {
        if (arg.startsWith("--file=")) arg = arg.slice(7);
        else if (arg !== "--file" && arg.length > 2) arg = arg.slice(2);
        else arg = args[++at] ?? "";
      } else if (arg.startsWith("-")) {
        if (!arg.includes("=")) continue;
        arg = arg.slice(arg.indexOf("=") + 1);
      }
    }
    if (leaves(arg, place)) return false;
  }
  return true;
}

/** Does a path lead out of the workspace, or is it not known where it leads? */
function leaves(path: string, { workspace, cwd, home }: Place): boolean {
  if (path === "") return false;
  if (/[$`]/.test(path)) return true;
  if (path === "~" || path.startsWith("~/"))
    return home === undefined || !isBelow(workspace, resolved(home, path.slice(2)));
  if (path.startsWith("~")) return true;
  return !isBelow(workspace, resolved(cwd, path));
}

/** A path from a folder on, without `.` and `..`. */
export function resolved(folder: string, path: string): string {
  const names: string[] = [];
  for (const name of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) {
    if (name === "" || name === ".") continue;
    if (name === "..") names.pop();
    else names.push(name);
  }
  return `/${names.join("/")}`;
}

/** Is a path the folder itself, or in it? */
export function isBelow(folder: string, path: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}

/** Is a command on the list of those that are always asked about? Source: `sandbox/utils/commandSafety.ts` (0.61.0). */
export function isDangerous(words: readonly string[]): boolean {
  const [program, ...args] = words;
  switch (program) {
    case undefined:
      return false;
    case "ln":
      return words.some(
        (arg) => arg === "--symbolic" || (/^-(?!-)/.test(arg) && arg.includes("s")),
      );
    case "rm":
      return /^-(?:f|rf|fr)$/.test(args[0] ?? "");
    case "sudo":
      return isDangerous(args);
    case "find":
      return args.some((arg) => FIND_ACTS.has(arg));
    case "git":
      return gitIsDangerous(words);
    case "base64":
      return writesBase64(args);
    default:
      return /(?:^|\/)rg(?:\.exe)?$/.test(program) && searchRuns(words);
  }
}

function writesBase64(args: readonly string[]): boolean {
  return args.some((arg) => arg === "--output" || /^(?:--output=|-o)/.test(arg));
}

function searchRuns(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:--search-zip$|-z$|--pre(?:=|$)|--hostname-bin(?:=|$))/.test(arg));
}

const OVERRIDE = /^(?:-c|--config-env$|--config-env=)/;
const VALUED =
  /^(?:-C|-c|--config-env|--exec-path|--git-dir|--namespace|--super-prefix|--work-tree)$/;

/** The subcommand and what follows it, where it is one of those that read. */
function gitReads(words: readonly string[]): readonly string[] | undefined {
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? "";
    if (VALUED.test(word)) at++;
    else if (!word.startsWith("-"))
      return /^(?:status|log|diff|show|branch)$/.test(word) ? words.slice(at) : undefined;
  }
  return undefined;
}

function onlyReads([subcommand, ...args]: readonly string[]): boolean {
  const acts = /^(?:--output|--ext-diff|--textconv|--exec|--paginate)$|^--(?:output|exec)=/;
  if (args.some((arg) => acts.test(arg))) return false;
  if (subcommand !== "branch") return true;
  const lists =
    /^(?:--list|-l|--show-current|-a|--all|-r|--remotes|-v|-vv|--verbose|--format=.*)$/s;
  return args.every((arg) => lists.test(arg));
}

function gitIsSafe(words: readonly string[]): boolean {
  if (words.some((word) => OVERRIDE.test(word))) return false;
  const reads = gitReads(words);
  return reads !== undefined && onlyReads(reads);
}

function gitIsDangerous(words: readonly string[]): boolean {
  if (words.some((word) => OVERRIDE.test(word))) return true;
  const reads = gitReads(words);
  return reads !== undefined && !onlyReads(reads);
}
