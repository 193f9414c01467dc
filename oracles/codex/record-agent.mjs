/** Records what the whole agent decides: `node oracles/codex/record-agent.mjs`. */
import fs from "node:fs";
import path from "node:path";
import { start } from "./agent.mjs";
import { SETTINGS } from "./cases-agent.mjs";
import { version } from "./program.mjs";

const settings = [];
for (const { lines, ...setting } of SETTINGS) {
  const agent = await start(setting);
  const calls = [];
  for (const line of lines) calls.push([line, await agent.decide(line)]);
  agent.stop();
  settings.push({ ...setting, calls });
  console.log(JSON.stringify(setting.approval), setting.sandbox, calls.length);
}
const out = path.join(import.meta.dirname, "../../test/formats/codex/vectors/agent.json");
const vectors = { source: `codex ${version()}, app-server`, settings };
fs.writeFileSync(out, `${JSON.stringify(vectors, null, 1)}\n`);
process.exit(0);
