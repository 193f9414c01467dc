import type { Scene } from "../../engine/scene.ts";
import type { Clause } from "../../model/clause.ts";
import type { Outcome } from "./judge-line.ts";
import { judgeDenied, judgeProfileRead, judgeProfileWrite } from "./judge-profile.ts";
import { PROTECTED, absolute, normal } from "./place.ts";
import { refusedOrAsked } from "./refused-or-asked.ts";
import type { Settings } from "./settings.ts";

/**
 * What Codex decides of an edit (`apply_patch`): within the roots that may be written it is unasked, else it is asked or refused. Sources: recorded from Codex 0.169.0;
 * developers.openai.com/codex/agent-approvals-security.
 */
export function judgeWrite(
  path: string,
  scene: Scene,
  settings: Settings,
  clauses: readonly Clause[],
): Outcome {
  const { approval, granular, sandbox, profile } = settings;
  if (approval === "untrusted" && granular === undefined)
    return { decision: "ask", rules: [], because: "`untrusted` asks before every edit" };
  const refused = judgeDenied(path, scene, settings);
  if (refused !== undefined) return refused;
  if (profile !== undefined) return judgeProfileWrite(path, scene, profile, settings);
  if (sandbox === "danger-full-access")
    return {
      decision: "allow",
      rules: [],
      because: "the sandbox is off: every file may be written",
    };
  const place = absolute(path, scene);
  if (place === undefined)
    return { decision: "deny", rules: [], unknown: "it is not known where the call is made" };
  const root = rootOf(place, scene, settings);
  if (sandbox === "workspace-write" && root !== undefined) {
    const [name] = place.slice(root.length).split("/").filter(Boolean);
    if (!PROTECTED.includes(name ?? "")) {
      const rules = clauses.filter(
        ({ tools, where }) =>
          tools[0]?.source === "file.write" && where.path?.[0]?.source.replace(/\/+$/, "") === root,
      );
      return { decision: "allow", rules, because: `edits below \`${root}\` are unasked` };
    }
  }
  const what =
    sandbox === "read-only"
      ? "the sandbox is `read-only`"
      : root === undefined
        ? "it lies outside of the roots that may be written"
        : "`.git`, `.codex`, `.agents` and `.aws` of a root stay read-only";
  return refusedOrAsked(what, settings);
}

/** Reading asks nobody: the sandbox may read the whole disk, unless a profile says otherwise. */
export function judgeRead(path: string, scene: Scene, settings: Settings): Outcome {
  if (settings.approval === "untrusted" && settings.granular === undefined)
    return {
      decision: "ask",
      rules: [],
      because:
        "Codex reads files with commands, and `untrusted` asks before each that no rule allows",
    };
  const refused = judgeDenied(path, scene, settings);
  if (refused !== undefined) return refused;
  if (settings.profile !== undefined)
    return judgeProfileRead(path, scene, settings.profile, settings);
  return {
    decision: "allow",
    rules: [],
    because: "commands in the sandbox may read the whole disk",
  };
}

/** The innermost root that may be written and holds the path. */
function rootOf(path: string, { workspace, home }: Scene, settings: Settings): string | undefined {
  const listed = settings.writable.flatMap((root) => {
    if (root.startsWith("~/")) return home === undefined ? [] : [`${home}/${root.slice(2)}`];
    return [root];
  });
  const roots = [workspace, ...(settings.tmp ? ["/tmp"] : []), ...listed]
    .flatMap((root) => (root === undefined ? [] : [normal(root)]))
    .filter((root) => path === root || path.startsWith(root === "/" ? root : `${root}/`));
  return roots.sort((a, b) => b.length - a.length)[0];
}
