import type { Constraints, ConstraintName } from "../model/clause.ts";
import { compileCommand } from "./command-match.ts";
import { matchHost } from "./hosts.ts";
import { compilePath } from "./path-match.ts";
import type { Guard, PathMatcher } from "./path-match.ts";
import type { KnownPath } from "./paths.ts";
import { isProtected, ownSegments } from "./protected.ts";
import type { Scene } from "./scene.ts";
import type { FileTarget, Target } from "./target.ts";
import { greatest, least, NO, SOFT, truth, UNKNOWN, YES } from "./truth.ts";
import type { Reading, Truth } from "./truth.ts";
import { compileArgs } from "./values.ts";

/** A target that can be read. */
export type OpenTarget = Exclude<Target, { kind: "hidden" }>;

/** One constraint of a rule, ready to match. On a target that it does not speak about it is `NO`. */
export interface Constraint {
  readonly name: ConstraintName;
  readonly test: (target: OpenTarget, reading: Reading, scene: Scene) => Truth;
}

/** What constraints are for: a rule that (also) grants, one that only restricts, or what a rule leaves out. */
export type Use = "grant" | "restriction" | "exception";

/** Compiles the constraints of a rule. Without `cwd` and `env` a command is matched narrowly only in its folder and without assignments. */
export function compileConstraints(where: Constraints, use: Use): readonly Constraint[] {
  const all: Constraint[] = [];
  const add = (name: ConstraintName, test: Constraint["test"]): void =>
    void all.push({ name, test });
  if (where.path) add("path", filesIn(where.path.map(compilePath), use));
  else if (use === "grant") add("path", spareProtected);
  if (where.command) add("command", commandIs(where.command.map(compileCommand)));
  if (where.cwd) add("cwd", runsIn(where.cwd.map(compilePath)));
  else if (use === "grant") add("cwd", runsAtHome);
  if (where.env) add("env", setsOnly(where.env));
  else if (use !== "restriction") add("env", setsOnly([]));
  if (where.files === "granted") add("files", effectsAreKnown);
  const { host, method } = where;
  if (host) {
    add("host", (target, reading) =>
      target.kind === "fetch"
        ? any(host, (pattern) => matchHost(pattern, target.url, reading))
        : NO,
    );
  }
  if (method) {
    add("method", (target) => {
      if (target.kind !== "fetch") return NO;
      return target.method === undefined ? UNKNOWN : truth(method.includes(target.method));
    });
  }
  if (where.args) {
    const matches = compileArgs(where.args);
    add("args", (target) => matches(target.args));
  }
  return all;
}

function any<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let best: Truth = NO;
  for (const item of items) {
    best = greatest(best, test(item));
    if (best === YES) break;
  }
  return best;
}

function every<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  return items.reduce<Truth>((all, item) => least(all, test(item)), YES);
}

function filesIn(matchers: readonly PathMatcher[], use: Use): Constraint["test"] {
  return (target, reading, scene) => {
    if (target.kind !== "file") return NO;
    return reading === "narrow"
      ? every(target.paths, (path) =>
          path ? narrowFile(matchers, path, target, scene, use) : UNKNOWN,
        )
      : any(target.paths, (path) => (path ? wideFile(matchers, path, target, scene) : UNKNOWN));
  };
}

function narrowFile(
  matchers: readonly PathMatcher[],
  path: KnownPath,
  target: FileTarget,
  scene: Scene,
  use: Use,
): Truth {
  const guard: Guard = use === "grant" && target.tool === "file.write" ? "guarded" : "open";
  if (target.tree === undefined) return any(matchers, (matcher) => matcher.narrow(path, guard));
  const covered = any(matchers, (matcher) => matcher.narrowTree(path, guard));
  if (covered !== YES || guard === "open" || isInProtected(path)) return covered;
  return truth(holdsProtected(path, scene) === false);
}

/** A grant to write that names no path does not reach protected files. */
function spareProtected(target: OpenTarget, reading: Reading, scene: Scene): Truth {
  if (reading === "wide" || target.kind !== "file" || target.tool === "file.read") return YES;
  const { tree } = target;
  return every(target.paths, (path) => {
    if (path?.real === undefined) return UNKNOWN;
    const touched = [path.given, path.real].some((form) => isProtected(ownSegments(form)));
    return truth(!touched && (tree === undefined || holdsProtected(path, scene) === false));
  });
}

/** Does the path lie in something protected, by both of its forms? */
function isInProtected({ given, real }: KnownPath): boolean {
  return real !== undefined && isProtected(ownSegments(given)) && isProtected(ownSegments(real));
}

function holdsProtected(path: KnownPath, scene: Scene): boolean | undefined {
  return scene.holds(path.text, ({ given, real }) => isProtected(ownSegments(real ?? given)));
}

function wideFile(
  matchers: readonly PathMatcher[],
  path: KnownPath,
  target: FileTarget,
  scene: Scene,
): Truth {
  const direct = any(matchers, (matcher) => matcher.wide(path));
  if (direct !== NO || target.tree === undefined) return direct;
  if (!matchers.some((matcher) => matcher.mayLieBelow(path))) return NO;
  const holds = scene.holds(
    path.text,
    (inside) => any(matchers, (matcher) => matcher.wide(inside)) !== NO,
  );
  if (holds !== undefined) return truth(holds);
  return target.tree === "search" ? SOFT : UNKNOWN;
}

function commandIs(matchers: readonly ReturnType<typeof compileCommand>[]): Constraint["test"] {
  return (target, reading, scene) => {
    if (target.kind !== "command") return NO;
    const { command } = target;
    return any(matchers, (matcher) =>
      reading === "narrow" ? matcher.narrow(command, scene) : matcher.wide(command, scene),
    );
  };
}

function runsIn(matchers: readonly PathMatcher[]): Constraint["test"] {
  return (target, reading, scene) => {
    if (target.kind !== "command") return NO;
    const { folders } = target.command;
    return reading === "narrow"
      ? every(folders, (folder) =>
          folder === undefined
            ? UNKNOWN
            : any(matchers, (m) => m.narrow(scene.path(folder), "open")),
        )
      : any(folders, (folder) =>
          folder === undefined ? UNKNOWN : any(matchers, (m) => m.wide(scene.path(folder))),
        );
  };
}

/** Without `cwd`, a grant is for the workspace's own folder; for a command whose effects are known, for every folder in it. */
function runsAtHome(target: OpenTarget, reading: Reading, scene: Scene): Truth {
  if (reading === "wide" || target.kind !== "command") return YES;
  return every(target.command.folders, (folder) => {
    if (folder === undefined) return UNKNOWN;
    const { given, real } = scene.path(folder);
    return every([given, real], (form) => {
      if (form === undefined) return UNKNOWN;
      const inside = form.from("workspace");
      if (inside === "unknown") return UNKNOWN;
      return truth(inside !== undefined && (inside.length === 0 || target.effectsKnown));
    });
  });
}

/** Narrowly no other name is set; widely one of them is, and without `env` assignments do not matter. */
function setsOnly(names: readonly string[]): Constraint["test"] {
  return (target, reading) => {
    if (target.kind !== "command") return YES;
    const { assigns } = target.command;
    if (reading === "narrow") return truth(assigns.every((name) => names.includes(name)));
    return truth(names.length === 0 || assigns.some((name) => names.includes(name)));
  };
}

function effectsAreKnown(target: OpenTarget): Truth {
  return target.kind === "command" ? truth(target.effectsKnown) : YES;
}
