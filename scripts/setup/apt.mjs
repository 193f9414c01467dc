/**
 * Installs Debian packages, only those that are absent.
 *
 * As a command: `node scripts/setup/apt.mjs [set...]`, where a set is one of
 * the names in `SETS` below (default: `browser native`).
 */
import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { onPath } from "./which.mjs";

/**
 * What the project needs, and how to tell that it is there already without
 * asking dpkg: another distribution may have it under another package name.
 * @typedef {{ package: string, command?: string }} Need
 * @type {Record<string, { why: string, needs: Need[] }>}
 */
export const SETS = {
  browser: {
    why: "to show the editor in a headless browser",
    needs: [
      { package: "chromium", command: "chromium" },
      { package: "fonts-inter" },
      { package: "fonts-dejavu-core" },
    ],
  },
  native: {
    why: "to compile the editor server's native modules",
    needs: [
      { package: "libkrb5-dev" },
      { package: "python3", command: "python3" },
      { package: "make", command: "make" },
      { package: "g++", command: "g++" },
    ],
  },
  sandbox: {
    why: "to run simulated calls in isolation",
    needs: [
      { package: "bubblewrap", command: "bwrap" },
      { package: "strace", command: "strace" },
    ],
  },
};

/** @param {string} name */
function installed(name) {
  const status = spawnSync("dpkg-query", ["-W", "-f=${db:Status-Status}", name], {
    encoding: "utf8",
  });
  return status.stdout === "installed";
}

/**
 * The packages of a set that this machine lacks.
 * @param {Need[]} needs
 */
export function missing(needs) {
  return needs
    .filter((need) => !(need.command && onPath(need.command)) && !installed(need.package))
    .map((need) => need.package);
}

/** The words that come before `apt-get`, or a refusal that says what to do by hand. */
function privilege(/** @type {string[]} */ packages) {
  const byHand = `Install by hand: ${packages.join(" ")}`;
  if (!onPath("apt-get")) throw new Error(`No apt-get on this machine. ${byHand}`);
  if (process.getuid?.() === 0) return [];
  if (onPath("sudo")) return ["sudo"];
  throw new Error(`Neither root nor sudo: cannot install Debian packages. ${byHand}`);
}

/**
 * Installs what is missing from the named sets.
 * @param {string[]} names
 */
export function ensureSets(names) {
  const wanted = names.map((name) => {
    const set = SETS[name];
    if (!set) throw new Error(`Unknown set "${name}"; known: ${Object.keys(SETS).join(", ")}`);
    return { why: set.why, packages: missing(set.needs) };
  });
  const packages = wanted.flatMap((set) => set.packages);
  if (packages.length === 0) return;
  const reasons = wanted.filter((set) => set.packages.length > 0);
  const prefix = privilege(packages);
  console.log(
    `apt: installing ${reasons.map((set) => `${set.packages.join(" ")} (${set.why})`).join("; ")}`,
  );
  // Another apt or an unattended upgrade may hold the lock: wait for it.
  const lock = ["-q", "-o", "DPkg::Lock::Timeout=300"];
  aptGet(prefix, [...lock, "update"]);
  aptGet(prefix, [...lock, "install", "-y", "--no-install-recommends", ...packages]);
}

/**
 * @param {string[]} prefix
 * @param {string[]} args
 */
function aptGet(prefix, args) {
  const command = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args];
  const run = spawnSync(/** @type {string} */ (command[0]), command.slice(1), { encoding: "utf8" });
  if (run.status === 0) return;
  const tail = `${run.stdout ?? ""}${run.stderr ?? ""}`.trim().split("\n").slice(-20).join("\n");
  throw new Error(`${command.join(" ")} failed (${run.status ?? run.signal})\n${tail}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2);
  try {
    ensureSets(names.length > 0 ? names : ["browser", "native"]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
