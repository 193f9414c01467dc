import { homedir } from "node:os";
import { join } from "node:path";

/** Where a program keeps what it remembers for a person: `$XDG_STATE_HOME` or `~/.local/state`, and what takes its place elsewhere. */
export function stateFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = homedir();
  if (platform === "win32") return env["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
  if (platform === "darwin") return join(home, "Library", "Application Support");
  // The specification says: what is not absolute is to be ignored.
  const named = env["XDG_STATE_HOME"] ?? "";
  return named.startsWith("/") ? named : join(home, ".local", "state");
}
