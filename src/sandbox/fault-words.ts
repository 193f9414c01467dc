import { shownShort } from "../model/shown.ts";

/** What a program that builds a sandbox said when it failed, and what that means, for people: each with what to do. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /ENOSPC|nesting depth|No space left on device/,
    "no more namespaces may be made: they are switched off or used up (`sysctl user.max_user_namespaces`), or this already is a sandbox",
  ],
  [/Unknown option/i, "bubblewrap is too old; version 0.8 or later is needed"],
  [
    /uid map|RTM_NEWADDR|apparmor/i,
    "the system lets nobody but root make namespaces with rights in them; on Ubuntu 24.04 and later give bubblewrap a profile of AppArmor, or `sysctl kernel.apparmor_restrict_unprivileged_userns=0`",
  ],
  [
    /(proc|devpts|tmpfs).*(not permitted|denied)/i,
    "this is a container that lets nobody mount a `/proc` of their own; run Ambit outside of it, or give the container that right",
  ],
  [
    /No permissions to create new namespace|not permitted|Permission denied/i,
    "the system does not let this user make namespaces: `sysctl kernel.unprivileged_userns_clone=1` where there is such a setting; in Docker a seccomp profile that allows `clone` and `unshare`",
  ],
];

/** Why a sandbox cannot be built, by what bubblewrap said. */
export function faultWords(said: string): string {
  const meaning = MEANINGS.find(([pattern]) => pattern.test(said))?.[1];
  const quote = shownShort(said.trim().split("\n").at(-1) ?? "", 200);
  if (meaning === undefined)
    return `bubblewrap does not start a program${quote === "" ? "" : `: \`${quote}\``}`;
  return quote === "" ? meaning : `${meaning} (\`${quote}\`)`;
}

/** Why there is no sandbox on a system at all; nothing where there may be one. */
export function platformFault(platform: string): string | undefined {
  switch (platform) {
    case "linux":
      return undefined;
    case "darwin":
      return "there is no sandbox for macOS yet; a dev container or a virtual machine with Linux has one";
    case "win32":
      return "there is no sandbox for Windows itself; WSL 2 has one";
    default:
      return `there is no sandbox for ${platform}`;
  }
}

/** Which package brings a program that a sandbox is built with. */
export function missingWords(program: string): string {
  const from = program === "bwrap" ? "bubblewrap" : "util-linux";
  return `\`${program}\` is not installed; install the package \`${from}\` (\`apt-get install ${from}\`, \`dnf install ${from}\`)`;
}
