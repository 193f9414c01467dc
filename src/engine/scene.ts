import type { ToolCall } from "../model/call.ts";
import type { PathResolver } from "../model/resolver.ts";
import type { CommandGround } from "./command-match.ts";
import { Ground, KnownPath } from "./paths.ts";

/** One call and the world that it is judged in; dates and paths are read once, and only when asked for. */
export class Scene implements CommandGround {
  readonly call: ToolCall;
  readonly #resolver: PathResolver | undefined;
  #paths: Map<string, KnownPath> | undefined;
  #ground: Ground | undefined;
  #now: number | undefined;

  constructor(call: ToolCall, resolver: PathResolver | undefined) {
    this.call = call;
    this.#resolver = resolver;
  }

  /** The instant of the call, in milliseconds; `undefined` where it is not known. */
  get now(): number | undefined {
    const { now } = this.call;
    this.#now ??= now === undefined ? Number.NaN : Date.parse(now);
    return Number.isNaN(this.#now) ? undefined : this.#now;
  }

  get workspace(): string | undefined {
    return this.call.context?.workspace;
  }

  get home(): string | undefined {
    return this.call.context?.home;
  }

  /** The folder that relative paths of tools start from. */
  get folder(): string | undefined {
    return this.call.context?.cwd ?? this.call.context?.workspace;
  }

  /** An absolute path as given, to be judged. */
  path(text: string): KnownPath {
    this.#paths ??= new Map();
    const before = this.#paths.get(text);
    if (before !== undefined) return before;
    const path = new KnownPath(text, this.#grounds);
    this.#paths.set(text, path);
    return path;
  }

  /** Does something for which `matches` holds lie in the tree? */
  holds(tree: string, matches: (path: KnownPath) => boolean): boolean | undefined {
    return this.#resolver?.holds(tree, (path) => matches(new KnownPath(path, this.#grounds)));
  }

  kind(path: string): "file" | "folder" | "missing" | undefined {
    return this.#resolver?.kind?.(path);
  }

  get #grounds(): Ground {
    this.#ground ??= new Ground(this.call.context ?? {}, this.#resolver);
    return this.#ground;
  }
}
