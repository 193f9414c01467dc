import type { Scene } from "../../engine/scene.ts";
import type { Clause } from "../../model/clause.ts";
import type { Outcome } from "./judge-line.ts";
import type { Settings } from "./settings.ts";

/** The folders in a root that stay read-only. Recorded from Codex 0.169.0: directly below a root, not deeper. */
const PROTECTED = [".git", ".codex", ".agents"];

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
  if (profile !== undefined) return unknownProfile(profile);
  if (approval === "untrusted" && granular === undefined)
    return { decision: "ask", rules: [], because: "`untrusted` asks before every edit" };
  if (sandbox === "danger-full-access")
    return {
      decision: "allow",
      rules: [],
      because: "the sandbox is off: every file may be written",
    };
  const absolute = place(path, scene);
  if (absolute === undefined)
    return { decision: "deny", rules: [], unknown: "it is not known where the call is made" };
  const root = rootOf(absolute, scene, settings);
  if (sandbox === "workspace-write" && root !== undefined) {
    const [name] = absolute.slice(root.length).split("/").filter(Boolean);
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
        : `\`.git\`, \`.codex\` and \`.agents\` of a root stay read-only`;
  return refusedOrAsked(what, settings);
}

/** Reading asks nobody: the sandbox may read the whole disk. */
export function judgeRead(settings: Settings): Outcome {
  if (settings.profile !== undefined) return unknownProfile(settings.profile);
  if (settings.approval === "untrusted" && settings.granular === undefined)
    return {
      decision: "ask",
      rules: [],
      because:
        "Codex reads files with commands, and `untrusted` asks before each that no rule allows",
    };
  return {
    decision: "allow",
    rules: [],
    because: "commands in the sandbox may read the whole disk",
  };
}

/** A question about leaving the sandbox. */
export function refusedOrAsked(what: string, { approval, granular }: Settings): Outcome {
  const asks = granular === undefined ? approval !== "never" : granular.sandbox;
  if (asks) return { decision: "ask", rules: [], because: `${what}, so Codex asks` };
  return { decision: "deny", rules: [], because: `${what}, and the approval policy asks nobody` };
}

/** A permission profile that is none of Codex's own. */
export function unknownProfile(profile: string): Outcome {
  const unknown = `the permission profile \`${profile}\` decides about files and hosts, and profiles are not simulated`;
  return { decision: "deny", rules: [], unknown };
}

function place(path: string, { folder, home }: Scene): string | undefined {
  if (path.startsWith("/")) return normal(path);
  if (path.startsWith("~/"))
    return home === undefined ? undefined : normal(`${home}/${path.slice(2)}`);
  return folder === undefined ? undefined : normal(`${folder}/${path}`);
}

function normal(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name === "..") names.pop();
    else names.push(name);
  }
  return `/${names.join("/")}`;
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
