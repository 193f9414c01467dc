/** `npm run package`: builds for release and packs the extension and the command line into `out/`. */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { root } from "./steps.mjs";
import { packVsix } from "./vsix.mjs";

await build({ production: true });
const out = path.join(root, "out");
const vsix = packVsix(out);
console.log(`${path.relative(root, vsix)}: ${(statSync(vsix).size / 1024 / 1024).toFixed(2)} MB`);
const { status } = spawnSync("npm", ["pack", "--pack-destination", out], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (status !== 0) process.exit(status ?? 1);
