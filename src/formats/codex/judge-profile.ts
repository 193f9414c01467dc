import { parseUrl } from "../../model/url.ts";
import type { Scene } from "../../engine/scene.ts";
import type { Clause } from "../../model/clause.ts";
import { shownShort } from "../../model/shown.ts";
import type { Outcome } from "./judge-line.ts";
import { absolute } from "./place.ts";
import { accessOf } from "./profile-files.ts";
import type { GivenAccess } from "./profile-files.ts";
import { judgeHost } from "./profile-hosts.ts";
import { refusedOrAsked } from "./refused-or-asked.ts";
import type { ActiveProfile } from "./active-profile.ts";
import type { Settings } from "./settings.ts";

/**
 * An edit: within what the profile lets be written it is unasked; else, also where an entry denies, it is asked or refused. Sources: learn.chatgpt.com/docs/permissions;
 * recorded from Codex 0.169.0.
 */
export function judgeProfileWrite(
  path: string,
  scene: Scene,
  active: ActiveProfile,
  settings: Settings,
): Outcome {
  const given = givenOf(path, scene, active);
  if (typeof given === "string") return unknownAnswer(given);
  const { access, clause, denied, metadata } = given;
  const rules = clause === undefined ? [] : [clause];
  if (denied !== undefined)
    return {
      decision: "deny",
      rules: [denied],
      ...(access === "write" ? { pessimistic: { decision: "allow", why: NEWER } as const } : {}),
    };
  if (access === "write")
    return { decision: "allow", rules, because: `${nameOf(active)} lets it be written` };
  const what =
    metadata === true
      ? "`.git`, `.codex`, `.agents` and `.aws` of a folder that may be written stay read-only"
      : `${nameOf(active)} does not let it be written`;
  return { ...refusedOrAsked(what, settings), rules: access === "deny" ? rules : [] };
}

/** On Linux a pattern is looked up once, when the sandbox starts (recorded from 0.169.0). */
const NEWER = "a file that is not there yet when the sandbox starts is not covered by a pattern";

/** A command that reads: what no entry gives it does not see, and where an entry denies, nothing leaves the sandbox. */
export function judgeProfileRead(
  path: string,
  scene: Scene,
  active: ActiveProfile,
  settings: Settings,
): Outcome {
  const given = givenOf(path, scene, active);
  if (typeof given === "string") return unknownAnswer(given);
  const { access, clause, denied, reopened } = given;
  const rules = clause === undefined ? [] : [clause];
  if (denied !== undefined) return { decision: "deny", rules: [denied] };
  if (access === "deny") return { decision: "deny", rules };
  if (reopened !== undefined)
    return {
      decision: "deny",
      rules: [reopened],
      pessimistic: { decision: "allow", why: "a narrower entry is documented to open it again" },
    };
  if (access !== undefined)
    return { decision: "allow", rules, because: `${nameOf(active)} lets commands read it` };
  return leaving(`${nameOf(active)} does not let commands read it`, settings);
}

/** What the sandbox does not let through a person may let run outside of it, unless some reads are denied. */
function leaving(what: string, settings: Settings): Outcome {
  if (!settings.stays) return refusedOrAsked(what, settings);
  const because = `${what}, and as some reads are denied no command leaves the sandbox`;
  return { decision: "deny", rules: [], because };
}

/** Paths of an administrator: nothing reads them, and so nothing changes what they hold. Source: learn.chatgpt.com/docs/enterprise/managed-configuration, "Enforce deny-read requirements". */
export function judgeDenied(path: string, scene: Scene, { denied }: Settings): Outcome | undefined {
  const place = denied.size === 0 ? undefined : absolute(path, scene);
  if (place === undefined) return undefined;
  const profile = {
    at: [],
    roots: new Map<string, boolean>(),
    files: denied,
    hosts: new Map<string, never>(),
  };
  const given = accessOf(place, profile, scene);
  const clause = given.denied ?? (given.access === "deny" ? given.clause : undefined);
  return clause === undefined ? undefined : { decision: "deny", rules: [clause] };
}

function givenOf(path: string, scene: Scene, active: ActiveProfile): GivenAccess | string {
  if ("doubt" in active) return active.doubt;
  const place = absolute(path, scene);
  if (place === undefined) return "it is not known where the call is made";
  const given = accessOf(place, active.profile, scene);
  if (given.open === undefined) return given;
  return `what \`${shownShort(given.open.id, 60)}\` names is not known: \`[…]\` and \`{…}\` in paths are documented nowhere`;
}

/**
 * A request: as the network of the profile is on, and as its hosts say where the proxy runs, which asks nobody. Sources: learn.chatgpt.com/docs/permissions, "Network
 * permissions"; recorded from Codex 0.169.0.
 */
export function judgeProfileFetch(url: string, active: ActiveProfile, settings: Settings): Outcome {
  if ("doubt" in active) return unknownAnswer(active.doubt);
  const { profile } = active;
  const { network } = profile;
  if (network?.on !== true)
    return {
      ...leaving(`${nameOf(active)} leaves the network off`, settings),
      rules: network === undefined ? [] : [network.clause],
    };
  if (!settings.proxy)
    return unasked(
      [network.clause],
      "the network is on and no proxy runs, so the hosts of the profile are not looked at",
      settings,
    );
  const parsed = parseUrl(url);
  if (profile.limited === true && parsed?.protocol === "https:")
    return unknownAnswer('what `mode = "limited"` does with `https` is documented nowhere');
  const answer = judgeHost(parsed?.hostname ?? "", profile);
  switch (answer.kind) {
    case "denied":
      return { decision: "deny", rules: answer.clauses };
    case "allowed":
      return unasked(answer.clauses, undefined, settings);
    case "local":
      return {
        decision: "deny",
        rules: [],
        because: "Codex's proxy keeps hosts on the machine and private addresses away",
      };
    case "unlisted":
      return leaving(`${nameOf(active)} names no such host`, settings);
  }
}

function unasked(
  rules: readonly Clause[],
  because: string | undefined,
  { approval, granular }: Settings,
): Outcome {
  if (approval === "untrusted" && granular === undefined)
    return { decision: "ask", rules: [], because: "a command fetches it, and `untrusted` asks" };
  return { decision: "allow", rules, ...(because === undefined ? {} : { because }) };
}

function unknownAnswer(unknown: string): Outcome {
  return { decision: "deny", rules: [], unknown };
}

function nameOf({ name }: ActiveProfile): string {
  return `the profile \`${shownShort(name, 60)}\``;
}
