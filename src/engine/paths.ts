import type { CallContext } from "../model/call.ts";
import type { PathResolver } from "../model/resolver.ts";
import { parseUrl } from "../model/url.ts";
import { foldSegments } from "./fold.ts";

/** The folders that patterns start from, given and real. `undefined`: not known. */
export interface Ground {
  readonly workspace: Root;
  readonly home: Root;
  readonly resolver: PathResolver | undefined;
}

/** A folder in both forms, as segments. */
export interface Root {
  readonly given: readonly string[] | undefined;
  readonly real: readonly string[] | undefined;
}

/** A path in one form: its segments from the machine's root, and from the workspace and the home where it lies in them. */
export class PathForm {
  readonly machine: readonly string[];
  readonly #roots: Readonly<Record<Anchor, readonly string[] | undefined>>;
  readonly #inside = new Map<Anchor, readonly string[] | undefined>();
  #folded: PathForm | undefined;

  constructor(
    machine: readonly string[],
    workspace: readonly string[] | undefined,
    home: readonly string[] | undefined,
  ) {
    this.machine = machine;
    this.#roots = { workspace, home };
  }

  /** The segments from a root; `undefined` where the path lies outside, `unknown` where the root is not known. */
  from(anchor: Anchor): readonly string[] | undefined | "unknown" {
    const root = this.#roots[anchor];
    if (root === undefined) return "unknown";
    if (!this.#inside.has(anchor)) this.#inside.set(anchor, below(this.machine, root));
    return this.#inside.get(anchor);
  }

  /** The root itself. */
  root(anchor: Anchor): readonly string[] | undefined {
    return this.#roots[anchor];
  }

  /** The same with every segment folded. */
  get folded(): PathForm {
    const { workspace, home } = this.#roots;
    this.#folded ??= new PathForm(
      foldSegments(this.machine),
      workspace && foldSegments(workspace),
      home && foldSegments(home),
    );
    return this.#folded;
  }
}

/** Where a relative pattern starts. */
export type Anchor = "workspace" | "home";

/** A path as it is judged. */
export interface KnownPath {
  /** As given and joined to a folder, not normalised. */
  readonly text: string;
  readonly given: PathForm;
  /** `undefined` where the resolver cannot say; without a resolver it is the given form. */
  readonly real: PathForm | undefined;
}

/** The ground that a context gives. The workspace and the home are resolved too. */
export function groundOf(context: CallContext, resolver: PathResolver | undefined): Ground {
  return {
    workspace: rootOf(context.workspace, resolver),
    home: rootOf(context.home, resolver),
    resolver,
  };
}

function rootOf(path: string | undefined, resolver: PathResolver | undefined): Root {
  if (path === undefined || !isAbsolute(path)) return { given: undefined, real: undefined };
  const given = toSegments(path);
  if (resolver === undefined) return { given, real: given };
  const real = resolver.real(path);
  return { given, real: real === undefined ? undefined : toSegments(real) };
}

/** Both forms of an absolute path as given. */
export function knownPath(text: string, ground: Ground): KnownPath {
  const given = new PathForm(toSegments(text), ground.workspace.given, ground.home.given);
  if (ground.resolver === undefined) return { text, given, real: given };
  const real = ground.resolver.real(text);
  if (real === undefined) return { text, given, real };
  const form = new PathForm(toSegments(real), ground.workspace.real, ground.home.real);
  return { text, given, real: form };
}

function below(
  segments: readonly string[],
  root: readonly string[],
): readonly string[] | undefined {
  if (segments.length < root.length) return undefined;
  for (let i = 0; i < root.length; i++) if (segments[i] !== root[i]) return undefined;
  return segments.slice(root.length);
}

/** The segments of an absolute path, with empty, `.` and `..` segments removed. A drive is the first segment. */
export function toSegments(path: string): readonly string[] {
  const segments: string[] = [];
  const drive = /^[A-Za-z]:[\\/]/.test(path) || path.startsWith("\\\\");
  for (const name of drive ? path.split(/[\\/]/) : path.split("/")) {
    if (name === "..") {
      if (segments.length > (drive ? 1 : 0)) segments.pop();
    } else if (name !== "" && name !== ".") segments.push(name);
  }
  return segments;
}

/** Is the path absolute, here or on Windows? */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith("\\\\");
}

/**
 * The absolute path, as given and not normalised, that a tool's argument means: from `folder` where it is relative, `~/` the home, `file:` a path.
 * `undefined` where it is not known: another user's home, another scheme, a drive where there are none, a NUL.
 */
export function fromArgument(
  path: string,
  folder: string | undefined,
  context: CallContext,
): string | undefined {
  if (path === "" || path.includes("\0")) return undefined;
  if (path === "~" || path.startsWith("~/"))
    return context.home === undefined ? undefined : context.home + path.slice(1);
  if (path.startsWith("~")) return undefined;
  if (/^file:/i.test(path)) return fromFileUri(path, context);
  if (isForeign(path)) return undefined;
  if (/^[A-Za-z]:/.test(path) || path.startsWith("\\\\"))
    return onDrives(context) && isAbsolute(path) ? path : undefined;
  if (onDrives(context)) {
    if (/^[\\/]/.test(path)) return undefined;
    return folder === undefined ? undefined : `${folder}\\${path}`;
  }
  if (path.startsWith("/")) return path;
  return folder === undefined ? undefined : `${folder}/${path}`;
}

/** Is it a URI of another scheme than `file:`? */
export function isForeign(path: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]+:\//.test(path) && !/^file:/i.test(path);
}

function fromFileUri(uri: string, context: CallContext): string | undefined {
  const url = parseUrl(uri);
  if (url === undefined || (url.host !== "" && url.host !== "localhost")) return undefined;
  const path = decoded(url.pathname);
  if (path === undefined || path.includes("\0")) return undefined;
  if (/^\/[A-Za-z]:\//.test(path)) return onDrives(context) ? path.slice(1) : undefined;
  return onDrives(context) ? undefined : path;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function onDrives(context: CallContext): boolean {
  return [context.workspace, context.home, context.cwd].some(
    (path) => path !== undefined && /^([A-Za-z]:|\\\\)/.test(path),
  );
}
