/**
 * Installs the engines that Ambit is measured against: `node oracles/install.mjs [gemini] [opencode]`.
 *
 * Without a word: Cedar and OPA (60 MB). With `gemini`: Gemini CLI's policy engine too, some 400 MB
 * more; with `opencode`: opencode, some 350 MB. Nothing else installs them; `npm run bench` skips those that are not there.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";

const words = process.argv.slice(2);
const unknown = words.filter((word) => !["gemini", "opencode"].includes(word));
if (unknown.length > 0) {
  console.error(
    `\`${unknown.join(" ")}\` is not known; write \`node oracles/install.mjs [gemini] [opencode]\``,
  );
  process.exit(2);
}
for (const folder of [".", ...words]) {
  const cwd = path.join(import.meta.dirname, folder);
  const { status } = spawnSync("npm", ["ci"], {
    cwd,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(1);
}
