/**
 * Records what opencode decides: `node oracles/opencode/record.mjs [text in the name]…`.
 *
 * Writes `test/formats/opencode/vectors/recorded.json`, which `npm test` replays; with texts, prints
 * those cases and writes nothing. Install it before with `node oracles/install.mjs opencode`, or
 * name the program with `OPENCODE_BIN`. Takes some minutes; nothing leaves the machine, and no command is run.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { start } from "./agent.mjs";
import { CASES } from "./cases.mjs";

const wanted = process.argv.slice(2);
const groups = [];
for (const one of CASES) {
  if (wanted.length > 0 && !wanted.some((text) => one.name.includes(text))) continue;
  groups.push(await record(one));
  console.log(JSON.stringify(groups.at(-1)));
}
if (wanted.length === 0) {
  const file = path.resolve(
    import.meta.dirname,
    "../../test/formats/opencode/vectors/recorded.json",
  );
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ vendor: "opencode-ai 1.18.33", groups }, undefined, 1)}\n`,
  );
}
process.exit(0);

async function record({ name, files, git = true, agent = "build", folder = "", calls }) {
  const named = { name, files: plainFiles(files), git, agent, folder };
  let run;
  try {
    run = await start({ files, git, agent, folder });
  } catch (error) {
    return { ...named, refused: true, why: String(error).slice(0, 200), vectors: [] };
  }
  try {
    const rules = await run.rules();
    if (rules === undefined) return { ...named, refused: true, vectors: [] };
    const vectors = [];
    for (const call of calls) {
      const made = await run.decide(call);
      vectors.push({ tool: call.tool, args: plainArgs(call.args), ...made });
    }
    return { ...named, refused: false, rules, vectors };
  } finally {
    await run.stop();
  }
}

function plainFiles(files) {
  return Object.fromEntries(Object.entries(files).map(([at, text]) => [`/${at}`, plain(text)]));
}

function plainArgs(args) {
  return JSON.parse(plain(JSON.stringify(args)));
}

function plain(text) {
  return text
    .replaceAll("{{project}}", "/project")
    .replaceAll("{{home}}", "/home")
    .replaceAll("{{root}}", "")
    .replaceAll("{{url}}", "http://127.0.0.1:1");
}
