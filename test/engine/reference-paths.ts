import type { PathResolver } from "../../src/model/resolver.ts";
import {
  all,
  fold,
  glob,
  remembered,
  some,
  truth,
  type Reading,
  type Truth,
} from "./reference-truth.ts";

/** What a call does to a file: one path for each folder that counts, absolute and as given (not normalised); `undefined` is not known. */
export interface FileSubject {
  readonly kind: "file";
  readonly access: "read" | "write";
  readonly paths: readonly (string | undefined)[];
  readonly tree?: "search" | "whole";
  /** The path is a URI that is no path: never allowed. */
  readonly alien?: boolean;
}

/** Where paths are judged. */
export interface Ground {
  readonly workspace: string | undefined;
  readonly home: string | undefined;
  readonly resolver: PathResolver | undefined;
}

/** Does the file match the patterns of a `path`, read so? Narrowly every path of it must, by one pattern in both forms; widely one, in either form. `grants`: an allow or an ask, which reaches protected files only by name. */
export function filePath(
  patterns: readonly string[] | undefined,
  file: FileSubject,
  ground: Ground,
  reading: Reading,
  grants: boolean,
): Truth {
  const guarded = grants && file.access === "write";
  if (reading === "wide")
    return patterns
      ? some(file.paths.map((path) => widePath(patterns, path, ground, file)))
      : "yes";
  return all(
    file.paths.map((path) =>
      some(
        (patterns ?? [undefined]).map((pattern) =>
          narrowFile(pattern, path, file, ground, guarded),
        ),
      ),
    ),
  );
}

/** The same for a folder that a command runs in. */
export function folderPath(
  patterns: readonly string[],
  folder: string | undefined,
  ground: Ground,
  reading: Reading,
): Truth {
  if (reading === "wide") return widePath(patterns, folder, ground, undefined);
  const file: FileSubject = { kind: "file", access: "read", paths: [folder] };
  return some(patterns.map((pattern) => narrowFile(pattern, folder, file, ground, false)));
}

/** Is a folder the workspace (`itself`) or anywhere in it, by both of its forms? */
export function inWorkspace(folder: string | undefined, ground: Ground, itself: boolean): boolean {
  if (ground.workspace === undefined) return false;
  return folderPath([itself ? "." : "**"], folder, ground, "narrow") === "yes";
}

/** The given form: empty, `.` and `..` segments removed. */
export function normalise(path: string): string {
  return "/" + segments(path).join("/");
}

/** An absolute path for an argument of a tool (8.8), as given. `alien` where it is a URI that is no path. */
export function argumentPath(
  text: string,
  ground: Ground,
  folder: string | undefined,
): { path: string | undefined; alien: boolean } {
  if (/^file:/i.test(text)) return { path: fileUrl(text), alien: false };
  if (/^[A-Za-z][A-Za-z0-9+.-]+:\//.test(text)) return { path: undefined, alien: true };
  if (/^[A-Za-z]:/.test(text) || text.startsWith("\\\\")) return { path: undefined, alien: false };
  if (text === "~" || text.startsWith("~/"))
    return {
      path: ground.home === undefined ? undefined : ground.home + text.slice(1),
      alien: false,
    };
  if (text.startsWith("~")) return { path: undefined, alien: false };
  return { path: joined(folder, text), alien: false };
}

/** `text` from `folder`, not normalised. */
export function joined(folder: string | undefined, text: string): string | undefined {
  if (text.startsWith("/")) return text;
  return folder === undefined ? undefined : `${folder}/${text}`;
}

/** The path of a `file:` URL of this machine. */
export function fileUrl(text: string): string | undefined {
  try {
    const url = new URL(text);
    return url.hostname === "" ? decodeURIComponent(url.pathname) : undefined;
  } catch {
    return undefined;
  }
}

const segments = remembered((path): readonly string[] => {
  const result: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") result.pop();
    else if (segment !== "" && segment !== ".") result.push(segment);
  }
  return result;
});

/** A pattern as segments from the root of the machine; `undefined` where the workspace or home that it hangs on is not known. */
function rooted(
  pattern: string,
  workspace: string | undefined,
  home: string | undefined,
  reading: Reading,
): readonly string[] | undefined {
  if (pattern.startsWith("/")) return segments(pattern);
  if (pattern === "~" || pattern.startsWith("~/"))
    return home === undefined ? undefined : segments(home + pattern.slice(1));
  if (reading === "wide" && segments(pattern)[0] === "**") return segments(pattern);
  return workspace === undefined ? undefined : segments(`${workspace}/${pattern}`);
}

/** One form of a path with the roots that belong to it. */
interface Form {
  readonly path: string | undefined;
  readonly workspace: string | undefined;
  readonly home: string | undefined;
}

/** Both forms of a path. Without a resolver there is only the given one. Kept for as long as a call is decided. */
function forms(path: string, ground: Ground): readonly Form[] {
  const known = formsOf.get(ground) ?? new Map<string, readonly Form[]>();
  formsOf.set(ground, known);
  const found = known.get(path) ?? bothForms(path, ground);
  known.set(path, found);
  return found;
}

const formsOf = new WeakMap<Ground, Map<string, readonly Form[]>>();

function bothForms(path: string, ground: Ground): readonly Form[] {
  const { workspace, home, resolver } = ground;
  const given = { path: normalise(path), workspace, home };
  if (!resolver) return [given];
  const real = (at: string | undefined): string | undefined =>
    at === undefined ? undefined : resolver.real(at);
  return [given, { path: real(path), workspace: real(workspace), home: real(home) }];
}

function narrowFile(
  pattern: string | undefined,
  path: string | undefined,
  file: FileSubject,
  ground: Ground,
  guarded: boolean,
): Truth {
  if (path === undefined) return "unknown";
  const both = forms(path, ground);
  const matched = all(
    both.map((form) => {
      if (form.path === undefined) return "unknown";
      const parts = segments(form.path);
      if (pattern === undefined) return truth(!guarded || !parts.some(isProtected));
      const wanted = rooted(pattern, form.workspace, form.home, "narrow");
      if (!wanted) return "unknown";
      if (file.tree && wanted.at(-1) !== "**") return "no";
      return truth(reaches(wanted, parts, guarded));
    }),
  );
  if (matched !== "yes" || !guarded || !file.tree) return matched;
  const named = both.every(
    (form) => form.path !== undefined && segments(form.path).some(isProtected),
  );
  if (named) return "yes";
  return truth(
    ground.resolver?.holds(path, (found) => segments(found).some(isProtected)) === false,
  );
}

/** Segment by segment, from the `i`th and `j`th on; `**` is any number of them. Where `guarded`, a protected segment must be named. */
function reaches(
  pattern: readonly string[],
  path: readonly string[],
  guarded: boolean,
  i = 0,
  j = 0,
): boolean {
  const wanted = pattern[i];
  const segment = path[j];
  if (wanted === undefined) return segment === undefined;
  if (wanted === "**") {
    if (reaches(pattern, path, guarded, i + 1, j)) return true;
    return (
      segment !== undefined &&
      !(guarded && isProtected(segment)) &&
      reaches(pattern, path, guarded, i, j + 1)
    );
  }
  if (segment === undefined || !glob(wanted, segment)) return false;
  if (guarded && isProtected(segment) && !names(wanted, segment)) return false;
  return reaches(pattern, path, guarded, i + 1, j + 1);
}

function names(wanted: string, segment: string): boolean {
  return (
    !wanted.includes("*") ||
    (fold(segment).endsWith(".ambit.yaml") && wanted.endsWith(".ambit.yaml"))
  );
}

/** Could the pattern match something strictly below a folder? */
function reachesBelow(pattern: readonly string[], top: readonly string[]): boolean {
  const [wanted, ...rest] = pattern;
  const [segment, ...below] = top;
  if (wanted === undefined) return false;
  if (segment === undefined) return true;
  if (wanted === "**") return true;
  return glob(wanted, segment) && reachesBelow(rest, below);
}

function widePath(
  patterns: readonly string[],
  path: string | undefined,
  ground: Ground,
  file: FileSubject | undefined,
): Truth {
  if (path === undefined) return "unknown";
  return some(
    patterns.flatMap((pattern) =>
      forms(path, ground).map((form): Truth => {
        const wanted = rooted(pattern, form.workspace, form.home, "wide");
        if (!wanted || form.path === undefined) return "unknown";
        const readings = loosely(wanted.join("/"), form.path);
        if (readings.some(([loose, parts]) => reaches([...loose, "**"], parts, false)))
          return "yes";
        if (!file?.tree || !readings.some(([loose, parts]) => reachesBelow(loose, parts)))
          return "no";
        const held = ground.resolver?.holds(path, (found) => widelyBelow(pattern, found, ground));
        if (held !== undefined) return truth(held);
        return file.access === "write" || file.tree === "whole" ? "unknown" : "soft";
      }),
    ),
  );
}

/** Does a pattern match a file found in a tree, from either root? */
function widelyBelow(pattern: string, found: string, ground: Ground): boolean {
  return forms(found, ground).some((form) => {
    const wanted = rooted(pattern, form.workspace, form.home, "wide");
    return (
      wanted === undefined ||
      loosely(wanted.join("/"), found).some(([loose, parts]) =>
        reaches([...loose, "**"], parts, false),
      )
    );
  });
}

/** A pattern and a path in each of the two ways in which they are compared widely: as on Windows, and without case alone. */
function loosely(
  pattern: string,
  path: string,
): readonly (readonly [readonly string[], readonly string[]])[] {
  return [
    [loosened(pattern), loosened(path)],
    [segments(fold(pattern)), segments(fold(path))],
  ];
}

/** The segments of a path or pattern as Windows has them. */
const loosened = remembered((path): readonly string[] =>
  segments(fold(path).replaceAll("\\", "/")).map((segment) =>
    segment.replace(/:.*$/s, "").replace(/[. ]+$/, ""),
  ),
);

/** Is this the name of a file that only a pattern that names it may write (8.8)? */
const isProtected = remembered((segment): boolean => {
  const name = loosened(segment)[0] ?? "";
  return (
    PROTECTED.has(name) || name.endsWith(".ambit.yaml") || fold(segment).endsWith(".ambit.yaml")
  );
});

const PROTECTED = new Set(
  (
    ".git .ambit .claude .codex .gemini .cursor .opencode .vscode .idea .husky .githooks .devcontainer .github .gitlab .circleci .mcp.json " +
    "ambit.yaml opencode.json opencode.jsonc .gitlab-ci.yml .travis.yml jenkinsfile azure-pipelines.yml bitbucket-pipelines.yml " +
    ".pre-commit-config.yaml lefthook.yml claude.md agents.md gemini.md .cursorrules .gitconfig .gitmodules"
  ).split(" "),
);
