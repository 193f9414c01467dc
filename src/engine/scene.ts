import type { ToolCall } from "../model/call.ts";
import type { PathResolver } from "../model/resolver.ts";
import type { CommandGround } from "./command-match.ts";
import { groundOf, knownPath } from "./paths.ts";
import type { Ground, KnownPath } from "./paths.ts";

/** One call and the world that it is judged in; paths are read once, and only when asked for. */
export class Scene implements CommandGround {
  readonly call: ToolCall;
  /** The instant of the call, in milliseconds; `undefined` where it is not known. */
  readonly now: number | undefined;
  readonly #resolver: PathResolver | undefined;
  readonly #paths = new Map<string, KnownPath>();
  #ground: Ground | undefined;

  constructor(call: ToolCall, resolver: PathResolver | undefined) {
    this.call = call;
    this.#resolver = resolver;
    this.now = instant(call.now);
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

  /** Both forms of an absolute path as given. */
  path(text: string): KnownPath {
    const before = this.#paths.get(text);
    if (before !== undefined) return before;
    this.#ground ??= groundOf(this.call.context ?? {}, this.#resolver);
    const path = knownPath(text, this.#ground);
    this.#paths.set(text, path);
    return path;
  }

  /** Does something for which `matches` holds lie in the tree? */
  holds(tree: string, matches: (path: KnownPath) => boolean): boolean | undefined {
    const ground = (this.#ground ??= groundOf(this.call.context ?? {}, this.#resolver));
    return this.#resolver?.holds(tree, (path) => matches(knownPath(path, ground)));
  }

  kind(path: string): "file" | "folder" | "missing" | undefined {
    return this.#resolver?.kind?.(path);
  }
}

function instant(now: string | undefined): number | undefined {
  if (now === undefined) return undefined;
  const time = Date.parse(now);
  return Number.isNaN(time) ? undefined : time;
}
