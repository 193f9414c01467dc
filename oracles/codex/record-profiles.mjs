/**
 * Records what `codex sandbox` lets commands read and write under permission profiles: `node oracles/codex/record-profiles.mjs` writes
 * test/formats/codex/vectors/profiles.json. Needs bubblewrap. Workspace and home lie in `/var/tmp`, which no profile names by itself.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { BIN, version } from "./program.mjs";
import { HOSTS, PATHS, PROFILES, REFUSED } from "./cases-profiles.mjs";

const SCRATCH = fs.mkdtempSync("/var/tmp/ambit-codex-");
process.on("exit", () => fs.rmSync(SCRATCH, { recursive: true, force: true }));
const folders = ["home", "ws", "tools", "codex"].map((name) => path.join(SCRATCH, name));
const [home, workspace, tools, codex] = folders;
for (const folder of [tools, codex]) fs.mkdirSync(folder);
fs.symlinkSync(BIN, path.join(tools, "codex-linux-sandbox"));

/**
 * @param {string} profile
 * @param {string} more
 */
function configure(profile, more = "") {
  for (const folder of [home, workspace]) fs.rmSync(folder, { recursive: true, force: true });
  for (const name of PATHS.filter((one) => !one.startsWith("/") && !one.endsWith("new"))) {
    fs.mkdirSync(path.dirname(real(name)), { recursive: true });
    fs.writeFileSync(real(name), "as it was\n");
  }
  const text = profile.replaceAll("WS", workspace).replaceAll("HOME", home);
  // The program has to be seen inside too.
  const own = [tools, path.dirname(fs.realpathSync(BIN))]
    .map((folder) => `filesystem.${JSON.stringify(folder)} = "read"`)
    .join("\n");
  const config = `default_permissions = "p"\n[permissions.p]\n${text}\n${own}\n${more}`;
  fs.writeFileSync(path.join(codex, "config.toml"), config);
}

/** @param {string} name */
function real(name) {
  if (name.startsWith("/")) return name;
  return name.startsWith("~/") ? path.join(home, name.slice(2)) : path.join(workspace, name);
}

/** @param {readonly string[]} words */
function sandboxed(words) {
  const args = ["sandbox", "-P", "p", "-C", workspace, "--", ...words];
  const env = { PATH: `${tools}:/usr/bin:/bin`, HOME: home, CODEX_HOME: codex };
  return spawnSync(BIN, args, { encoding: "utf8", env });
}

const vectors = Object.entries(PROFILES).map(([name, profile]) => {
  const paths = PATHS.map((one) => {
    configure(profile);
    const reads = !one.endsWith("new") && sandboxed(["cat", real(one)]).status === 0;
    // Of a file of the machine nothing is written, and what lands in the sandbox's own /tmp is not seen here.
    if (one.startsWith("/")) return [one, reads, null];
    sandboxed(["sh", "-c", 'echo more >> "$0"', real(one)]);
    const file = real(one);
    const writes = fs.existsSync(file) && fs.readFileSync(file, "utf8").endsWith("more\n");
    return [one, one.endsWith("new") ? null : reads, writes];
  });
  return { name, profile, paths };
});

const refused = REFUSED.map((profile) => {
  configure(profile);
  const { status, stderr } = sandboxed(["true"]);
  const [message = ""] = stderr.split("\n").filter((line) => line.startsWith("Error: "));
  return { profile, refused: status !== 0 && message !== "" };
});

/** The proxy says why it refuses. A name that is allowed and resolves nowhere counts to it as one of the own network. */
const SAID = { denied: "denied", not_allowed: "unlisted", not_allowed_local: "local" };
const domains = Object.entries(HOSTS.domains).map((entry) =>
  entry.map((text) => `"${text}"`).join(" = "),
);
const profile = `extends = ":read-only"\nnetwork = { enabled = true, domains = { ${domains.join(", ")} } }`;
configure(profile, "[features]\nnetwork_proxy = true\n");
const hosts = HOSTS.asked.map((host) => {
  const { stdout } = sandboxed(["curl", "-s", "-m", "2", `http://${host}/`]);
  const reason = /"reason":"(\w+)"/.exec(stdout)?.[1];
  const said = SAID[/** @type {keyof typeof SAID} */ (reason)] ?? "allowed";
  return [host, said === "local" && host.toLowerCase().endsWith(".example") ? "allowed" : said];
});

const target = path.join(import.meta.dirname, "../../test/formats/codex/vectors/profiles.json");
const text = { version: version(), os: "linux", vectors, refused, hosts: { profile, hosts } };
fs.writeFileSync(target, `${JSON.stringify(text, undefined, 2)}\n`);
