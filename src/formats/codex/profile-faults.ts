import type { SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { partsOf } from "./profile.ts";
import type { FileEntry, Profile } from "./profile.ts";

/** Why Codex does not start with a profile, and where it stands. */
export interface ProfileFault {
  readonly at: SymbolicPath;
  readonly message: string;
}

/** The first fault of a profile. Source: codex-rs/core/src/config/permissions.rs. */
export function faultOf(profile: Profile): ProfileFault | undefined {
  const { at, depth, files } = profile;
  if (depth !== undefined && !(Number.isInteger(depth) && depth >= 1))
    return {
      at: [...at, "filesystem", "glob_scan_max_depth"],
      message: "`glob_scan_max_depth` has to be 1 at least",
    };
  for (const [key, entry] of files) {
    const place = [...at, "filesystem", key];
    if (!isPlace(key))
      return {
        at: place,
        message: `\`${shownShort(key, 60)}\` has to be absolute, begin with \`~/\`, or be a name such as \`:workspace_roots\``,
      };
    for (const [part, { access, clause }] of partsOf(entry)) {
      const message = partFault(key, part, access);
      if (message !== undefined) return { at: clause?.at ?? place, message };
    }
  }
  return undefined;
}

function isPlace(key: string): boolean {
  return key === "~" || /^(?:\/|~\/|:|[A-Za-z]:[\\/]|\\\\|~\\)/.test(key);
}

function partFault(key: string, part: string, access: FileEntry["access"]): string | undefined {
  const shown = `\`${shownShort(part === "." ? key : part, 60)}\``;
  if (part !== ".") {
    if (SINGLE.has(key)) return `\`${key}\` has no paths below it that could be named`;
    const names = part.split("/");
    if (part.startsWith("/") || names.some((name) => name === ".." || name === "."))
      return `${shown} has to lie below \`${shownShort(key, 60)}\`, without \`.\` and \`..\``;
  }
  const whole = part === "." ? key : part;
  if (access !== "deny" && /[*?[\]]/.test(whole.replace(/\/\*\*$/, "")))
    return `${shown} is a pattern, and those can only be denied; name the folder, or end it with \`/**\``;
  return undefined;
}

const SINGLE: ReadonlySet<string> = new Set([":root", ":minimal", ":tmpdir", ":slash_tmp"]);
