/** Records what `codex execpolicy check` decides: `node oracles/codex/record-rules.mjs`. */
import fs from "node:fs";
import path from "node:path";
import { FILES, REFUSED, RUNS } from "./cases-rules.mjs";
import { SCRATCH, check, version } from "./program.mjs";

const texts = { ...FILES, ...REFUSED };
for (const [name, text] of Object.entries(texts)) fs.writeFileSync(path.join(SCRATCH, name), text);
const at = (/** @type {string} */ name) => path.join(SCRATCH, name);

const runs = [...RUNS, ...Object.keys(REFUSED).map((name) => ({ rules: [name], argv: [["a"]] }))];
const cases = runs.flatMap(({ rules, argv, resolve = false }) =>
  argv.map((words) => ({
    rules,
    argv: words,
    resolve,
    decision: check(rules.map(at), words, resolve),
  })),
);
const out = path.join(import.meta.dirname, "../../test/formats/codex/vectors/rules.json");
fs.mkdirSync(path.dirname(out), { recursive: true });
const vectors = { source: `codex ${version()}, execpolicy check`, files: texts, cases };
fs.writeFileSync(out, `${JSON.stringify(vectors, null, 1)}\n`);
console.log(`${cases.length} vectors`);
