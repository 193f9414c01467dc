import type { Fetch, FileUse, Folder, ShellContext } from "../../model/command.ts";
import { unreadable } from "./cursor.ts";
import type { ShellWord } from "./tree.ts";

/** What a command reads when it reads its standard input. `file`: a redirection that is a part of its own. */
export type Stdin =
  | { readonly kind: "caller" | "file" | "unknown" }
  | { readonly kind: "text"; readonly text: string };

/** Where a command runs. */
export interface Scene {
  readonly context: ShellContext;
  readonly folders: readonly Folder[];
  readonly stdin: Stdin;
  /** How many wrappers stand around it. */
  readonly depth: number;
  /** What follows runs only if it succeeded, in the same shell: an `&&` comes next. */
  readonly joined: boolean;
}

/** Wrappers inside wrappers that are followed. */
const DEEPEST_VIEW = 8;

/** The scene inside one more wrapper. */
export function deeper(scene: Scene, change: Partial<Scene> = {}): Scene {
  if (scene.depth >= DEEPEST_VIEW)
    unreadable(`commands stand in each other more than ${String(DEEPEST_VIEW)} deep`);
  return { ...scene, joined: false, ...change, depth: scene.depth + 1 };
}

/** The use of the file that `word` names; `undefined` for standard input and output, pipes and the null device. */
export function useOf(
  word: ShellWord,
  access: FileUse["access"],
  scene: Scene,
  tree?: FileUse["tree"],
): FileUse | undefined {
  if (word.pipe || (word.known && isNoFile(word.text))) return undefined;
  if (word.known) return placed(word.text, access, scene, tree);
  if (word.glob === undefined)
    return tree === undefined
      ? { access, paths: [undefined] }
      : { access, paths: [undefined], tree };
  return placed(
    word.glob === "" ? "." : word.glob,
    access,
    scene,
    access === "write" ? "whole" : (tree ?? "search"),
  );
}

/** The use of the file at `path`, in each folder. */
export function placed(
  path: string,
  access: FileUse["access"],
  scene: Scene,
  tree?: FileUse["tree"],
): FileUse {
  const all = scene.folders.map((folder) => join(folder, path));
  const paths = all.length < 2 ? all : [...new Set(all)];
  return tree === undefined ? { access, paths } : { access, paths, tree };
}

/** `path` from `folder`, nothing removed: `..` after a link is for those who have a disk. */
export function join(folder: Folder, path: string): string | undefined {
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) return path;
  if (folder === undefined) return undefined;
  if (path === "" || path === ".") return folder;
  return folder.endsWith("/") ? folder + path : `${folder}/${path}`;
}

function isNoFile(path: string): boolean {
  return NO_FILES.has(path) || /^\/dev\/fd\/\d+$/.test(path);
}

const NO_FILES = new Set(["/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/tty"]);

/** The connection that a redirection to `/dev/tcp/HOST/PORT` opens. */
export function connectionOf(word: ShellWord): Fetch | undefined {
  const match = /^\/dev\/(tcp|udp)\/([^/]*)(?:\/([^/]*))?/.exec(word.text);
  if (match === null) return undefined;
  const [, protocol = "tcp", host = "", port = ""] = match;
  return {
    url: word.known && host !== "" ? `${protocol}://${host}:${port}` : undefined,
    method: undefined,
  };
}
