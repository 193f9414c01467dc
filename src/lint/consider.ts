import type { Engine } from "../engine/engine.ts";
import { consider } from "../engine/explain.ts";
import type { Part } from "../engine/parts.ts";
import { grants, restricts } from "../engine/rule.ts";
import type { Rule } from "../engine/rule.ts";
import type { Scene } from "../engine/scene.ts";
import { isAbout } from "../engine/target.ts";
import { NO } from "../engine/truth.ts";
import type { ToolCall } from "../model/call.ts";
import type { Match } from "./rule.ts";

/**
 * Does the rule, as if it stood alone, match the call? An `allow` matches when it grants every part that is about its tools (a file that a
 * command touches is left to the rules about files); a `deny` or `ask` when it restricts one. A call that cannot be read is matched by none.
 */
export function considerAlone(rule: Rule, call: ToolCall, engine: Engine): Match {
  const verdict = engine.decide(call);
  const scene = engine.scene(call);
  const [problem] = verdict.problems;
  const parts = verdict.parts.map(({ part }) => part);
  const matched =
    rule.clause.effect === "allow"
      ? grantsAll(rule, parts, scene)
      : parts.some((part) => restricts(rule, part, scene) !== NO);
  return {
    matched,
    why: () => problem?.message ?? whyOf(rule, parts, scene) ?? consider(rule, verdict, scene).why,
  };
}

function grantsAll(rule: Rule, parts: readonly Part[], scene: Scene): boolean {
  const own = topOf(parts).filter((part) => isOwn(rule, part));
  return (
    own.every((part) => holds(rule, part, scene)) && parts.some((part) => grants(rule, part, scene))
  );
}

/** Of several commands the one that is left over is telling. */
function whyOf(rule: Rule, parts: readonly Part[], scene: Scene): string | undefined {
  if (rule.clause.effect !== "allow") return undefined;
  const own = topOf(parts).filter((part) => isOwn(rule, part));
  const left = own.find((part) => !holds(rule, part, scene));
  return own.length > 1 && left?.text !== undefined
    ? `it does not grant \`${left.text}\``
    : undefined;
}

/** Without what a wrapper runs and the files of commands: those hang on the others. */
function topOf(parts: readonly Part[]): readonly Part[] {
  const hanging = new Set(parts.flatMap(({ inner, files }) => [...(inner ?? []), ...files]));
  return parts.filter((part) => !hanging.has(part));
}

function isOwn(rule: Rule, { target }: Part): boolean {
  return isAbout(target, rule.names.narrow);
}

/** Is the part granted by this rule, or needs no grant? A wrapper has the grants of all that it runs. */
function holds(rule: Rule, part: Part, scene: Scene): boolean {
  if (part.free || grants(rule, part, scene)) return true;
  return (
    part.inner !== undefined &&
    part.inner.length > 0 &&
    part.inner.every((one) => holds(rule, one, scene))
  );
}
