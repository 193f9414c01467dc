import { globMatches, hasStar } from "../model/glob.ts";
import type { PatternSegment } from "../model/path-pattern.ts";
import { foldCase, foldName } from "./fold.ts";
import type { PathForm } from "./paths.ts";

/**
 * Folders and files that change what agents may do, or that run by themselves: Ambit's own, agents' configuration and instructions, `.git`, hooks,
 * editor tasks and CI. A wildcard of a grant to write does not reach them.
 */
export const PROTECTED_NAMES: readonly string[] = [
  ".ambit",
  "ambit.yaml",
  ".claude",
  ".codex",
  ".gemini",
  ".cursor",
  ".opencode",
  ".agents",
  "opencode.json",
  "opencode.jsonc",
  ".mcp.json",
  "claude.md",
  "claude.local.md",
  "agents.md",
  "gemini.md",
  ".cursorrules",
  ".git",
  ".gitconfig",
  ".gitmodules",
  ".husky",
  ".githooks",
  ".pre-commit-config.yaml",
  "lefthook.yml",
  ".vscode",
  ".idea",
  ".devcontainer",
  ".github",
  ".gitlab",
  ".circleci",
  ".gitlab-ci.yml",
  ".travis.yml",
  "jenkinsfile",
  "azure-pipelines.yml",
  "bitbucket-pipelines.yml",
];

const NAMES: ReadonlySet<string> = new Set(PROTECTED_NAMES);

/** Is a file of this name, or anything in a folder of this name, protected? Case and trailing dots do not matter. */
export function isProtectedName(name: string): boolean {
  const folded = foldName(name);
  if (NAMES.has(folded) || folded.endsWith(".ambit.yaml")) return true;
  return name.includes(":") && foldCase(name).endsWith(".ambit.yaml");
}

/** Does the path lie in, or is it, something protected? */
export function isProtected(segments: readonly string[]): boolean {
  return segments.some(isProtectedName);
}

/** The segments that are judged: below the workspace where the path lies in it, as a workspace may itself stand in such a folder. */
export function ownSegments(form: PathForm): readonly string[] {
  const inside = form.from("workspace");
  return inside === undefined || inside === "unknown" ? form.machine : inside;
}

/** Does a pattern that matches the path name every protected segment of it, so that no wildcard stands for one? */
export function namesProtected(
  pattern: readonly PatternSegment[],
  segments: readonly string[],
): boolean {
  return segments.every(
    (name) => !isProtectedName(name) || pattern.some((part) => names(part, name)),
  );
}

function names(part: PatternSegment, name: string): boolean {
  if (part === "**") return false;
  if (!hasStar(part)) return part[0] === name;
  return (part.at(-1) ?? "").endsWith(".ambit.yaml") && globMatches(part, name);
}
