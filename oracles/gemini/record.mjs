/** Records what the policy engine of Gemini CLI decides: `node oracles/gemini/record.mjs`. `GEMINI_CORE` names another place of the package. */
import fs from "node:fs";
import path from "node:path";
import { POLICIES, CALLS, LINES } from "./cases.mjs";

const core =
  process.env.GEMINI_CORE ?? path.join(import.meta.dirname, "node_modules/@google/gemini-cli-core");
const { version } = JSON.parse(fs.readFileSync(path.join(core, "package.json"), "utf8"));
console.debug = () => {};
console.log = () => {};
const { loadPoliciesFromToml } = await import(path.join(core, "dist/src/policy/toml-loader.js"));
const { PolicyEngine } = await import(path.join(core, "dist/src/policy/policy-engine.js"));

// The engine takes its working folder for the workspace.
const scratch = fs.mkdtempSync("/tmp/ambit-gemini-");
process.chdir(scratch);
const groups = [];
for (const { name, text, mode = "default", headless = false, defaults = true } of POLICIES) {
  const file = path.join(scratch, `${name}.toml`);
  fs.writeFileSync(file, text);
  const builtIn = path.join(core, "dist/src/policy/policies");
  const { rules, errors } = await loadPoliciesFromToml(defaults ? [file, builtIn] : [file], (at) =>
    at === builtIn ? 1 : 4,
  );
  const engine = new PolicyEngine({ rules, nonInteractive: headless, approvalMode: mode });
  const lines = name.startsWith("lines") ? LINES : LINES.filter((_, at) => at % 6 === 0);
  const calls = [
    ...CALLS,
    ...lines.map((command) => ({ name: "run_shell_command", args: { command } })),
  ];
  const decided = [];
  for (const { server, annotations, ...call } of calls) {
    const { decision } = await engine.check(call, server, annotations);
    decided.push({ ...call, ...(server ? { server } : {}), decision });
  }
  const lost = errors.filter(
    ({ severity, filePath }) => severity !== "warning" && filePath === file,
  );
  groups.push({
    name,
    text,
    mode,
    headless,
    defaults,
    errors: lost.map(({ errorType }) => errorType),
    calls: decided,
  });
}
fs.rmSync(scratch, { recursive: true });
const out = path.join(import.meta.dirname, "../../test/formats/gemini-cli/vectors/policies.json");
fs.mkdirSync(path.dirname(out), { recursive: true });
const source = `Gemini CLI ${version}, PolicyEngine.check`;
fs.writeFileSync(out, `${JSON.stringify({ source, groups }, null, 1)}\n`);
process.stdout.write(`${groups.flatMap(({ calls }) => calls).length} vectors\n`);
process.exit(0);
