import type { CallContext } from "../model/call.ts";
import type { PathResolver } from "../model/resolver.ts";
import { parseUrl } from "../model/url.ts";
import { foldCase, foldSegments } from "./fold.ts";

/** Where a relative pattern starts. */
export type Anchor = "workspace" | "home";

/** The folders that patterns start from, in one form, as segments. `undefined`: not known. */
class Roots {
  readonly workspace: readonly string[] | undefined;
  readonly home: readonly string[] | undefined;
  #folded: Roots | undefined;
  #uncut: Roots | undefined;

  constructor(workspace: readonly string[] | undefined, home: readonly string[] | undefined) {
    this.workspace = workspace;
    this.home = home;
  }

  /** The same with every segment folded. */
  get folded(): Roots {
    const { workspace, home } = this;
    this.#folded ??= new Roots(workspace && foldSegments(workspace), home && foldSegments(home));
    return this.#folded;
  }

  /** The same without case. */
  get uncut(): Roots {
    const { workspace, home } = this;
    this.#uncut ??= new Roots(workspace?.map(foldCase), home?.map(foldCase));
    return this.#uncut;
  }
}

/** A path in one form: its segments from the machine's root, and from the workspace and the home where it lies in them. */
export class PathForm {
  readonly machine: readonly string[];
  readonly #roots: Roots;
  readonly #inside: Partial<Record<Anchor, readonly string[] | "outside">> = {};
  #folded: PathForm | undefined;
  #uncut: PathForm | undefined;

  constructor(machine: readonly string[], roots: Roots) {
    this.machine = machine;
    this.#roots = roots;
  }

  /** The segments from a root; `undefined` where the path lies outside, `unknown` where the root is not known. */
  from(anchor: Anchor): readonly string[] | undefined | "unknown" {
    const root = this.#roots[anchor];
    if (root === undefined) return "unknown";
    const inside = (this.#inside[anchor] ??= below(this.machine, root) ?? "outside");
    return inside === "outside" ? undefined : inside;
  }

  /** The root itself. */
  root(anchor: Anchor): readonly string[] | undefined {
    return this.#roots[anchor];
  }

  /** The same with every segment folded. */
  get folded(): PathForm {
    this.#folded ??= new PathForm(foldSegments(this.machine), this.#roots.folded);
    return this.#folded;
  }

  /** The same without case, every name whole; `folded` itself where nothing was cut from that. */
  get uncut(): PathForm {
    this.#uncut ??= this.#withoutCase();
    return this.#uncut;
  }

  #withoutCase(): PathForm {
    const { folded } = this;
    const names = this.machine.map(foldCase);
    const isSame =
      names.length === folded.machine.length &&
      names.every((name, at) => name === folded.machine[at]);
    return isSame ? folded : new PathForm(names, this.#roots.uncut);
  }
}

/** The folders of a context, in both forms. Each is made when it is asked for: the real one costs a look at the disk. */
export class Ground {
  readonly resolver: PathResolver | undefined;
  readonly #context: CallContext;
  #given: Roots | undefined;
  #real: Roots | undefined;

  constructor(context: CallContext, resolver: PathResolver | undefined) {
    this.resolver = resolver;
    this.#context = context;
  }

  /** The same on a disk without links. */
  withoutLinks(): Ground {
    return new Ground(this.#context, undefined);
  }

  get given(): Roots {
    const { workspace, home } = this.#context;
    this.#given ??= new Roots(rootOf(workspace), rootOf(home));
    return this.#given;
  }

  get real(): Roots {
    const { resolver } = this;
    if (resolver === undefined) return this.given;
    const { workspace, home } = this.#context;
    this.#real ??= new Roots(realRoot(workspace, resolver), realRoot(home, resolver));
    return this.#real;
  }
}

function rootOf(path: string | undefined): readonly string[] | undefined {
  return path === undefined || !isAbsolute(path) ? undefined : toSegments(path);
}

function realRoot(path: string | undefined, resolver: PathResolver): readonly string[] | undefined {
  if (path === undefined || !isAbsolute(path)) return undefined;
  const real = resolver.real(path);
  return real === undefined ? undefined : toSegments(real);
}

/** A path as it is judged: absolute, in both forms. Most paths of a command line no rule asks for, so each form is made when one does. */
export class KnownPath {
  /** As given and joined to a folder, not normalised. */
  readonly text: string;
  readonly #ground: Ground;
  #given: PathForm | undefined;
  #real: PathForm | "unknown" | undefined;

  constructor(text: string, ground: Ground) {
    this.text = text;
    this.#ground = ground;
  }

  get given(): PathForm {
    this.#given ??= new PathForm(toSegments(this.text), this.#ground.given);
    return this.#given;
  }

  /** `undefined` where the resolver cannot say; without a resolver it is the given form. */
  get real(): PathForm | undefined {
    this.#real ??= this.#resolve() ?? "unknown";
    return this.#real === "unknown" ? undefined : this.#real;
  }

  /** The path as if it were what its text says, whatever links lie on the way. */
  withoutLinks(): KnownPath {
    return new KnownPath(this.text, this.#ground.withoutLinks());
  }

  #resolve(): PathForm | undefined {
    const { resolver } = this.#ground;
    if (resolver === undefined) return this.given;
    const real = resolver.real(this.text);
    return real === undefined ? undefined : new PathForm(toSegments(real), this.#ground.real);
  }
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
function isAbsolute(path: string): boolean {
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
