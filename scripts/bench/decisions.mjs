/** How long decisions take. */
import { compare } from "./measure.mjs";
import { peers } from "./peers.mjs";
import { pathPolicy, shellPolicy, toolPolicy } from "./policies.mjs";

/** @typedef {import("./library.mjs").Library} Library */
/** @typedef {import("./print.mjs").Row} Row */

const SIZES = [10, 100, 1000];

/** A command line of six commands, two of them substitutions, and three redirections. `N` is a tool. */
const SIX_PARTS = [
  'N run build --rev "$(N run rev)" > out/build.log',
  "N run test < src/cases.txt | N run report >> out/report.txt",
  'N run upload "$(N run sign --key main)"',
].join(" && ");

const CALL = {
  context: { workspace: "/ws", home: "/home/u", cwd: "/ws", dialect: "bash" },
  session: { seen: [] },
  now: "2026-11-21T12:00:00Z",
};

/**
 * A call of a tool of a server, decided by rules that hold its amount against a limit: Ambit and every
 * engine that is installed.
 *
 * @param {Library} library
 * @returns {Promise<readonly Row[]>}
 */
export async function structuredCalls(library) {
  /** @type {Row[]} */
  const rows = [];
  const all = peers();
  for (const size of SIZES) {
    const call = { ...CALL, tool: `mcp:S/t${size - 2}`, args: { amount: 100 } };
    /** @type {import("./measure.mjs").Contender[]} */
    const contenders = [await ambit(library, toolPolicy(size), call)];
    for (const peer of all) {
      if (peer.missing === undefined) contenders.push(await peer.contender(size));
    }
    const timings = await compare(contenders);
    const target = size === 1000 ? 2 : undefined;
    for (const timing of timings) {
      const own = timing.name === "ambit";
      rows.push({ what: `${size} rules`, ...timing, target: own ? target : undefined });
    }
  }
  return rows;
}

/** The engines that are not installed, with the reason. */
export function missingPeers() {
  return peers().flatMap(({ name, missing }) =>
    missing === undefined ? [] : [`${name}: ${missing}`],
  );
}

/**
 * Rules about the paths of one tool, command lines.
 *
 * @param {Library} library
 * @returns {Promise<readonly Row[]>}
 */
export async function ownCalls(library) {
  /** @type {Row[]} */
  const rows = [];
  const read = (/** @type {string} */ path) => ({ ...CALL, tool: "file.read", args: { path } });
  const paths = pathPolicy(1000);
  rows.push(
    ...(await alone("1000 path rules, granted by the last but one", [
      await ambit(library, paths, read("packages/p998/src/a/b.ts")),
    ])),
    ...(await alone("1000 path rules, granted by none", [
      await ambit(library, paths, read("docs/readme.md"), "deny"),
    ])),
  );
  for (const size of SIZES) {
    const policy = shellPolicy(size);
    const tool = `tool${size - 4}`;
    const shell = (/** @type {string} */ command) => ({
      ...CALL,
      tool: "shell",
      args: { command },
    });
    const plain = await ambit(library, policy, shell(`${tool} run build -v`));
    const six = await ambit(library, policy, shell(SIX_PARTS.replaceAll("N", tool)));
    const [target, targetOfSix] = size === 1000 ? [20, 200] : [];
    rows.push(
      ...(await alone(`${size} rules, a plain command`, [plain], target)),
      ...(await alone(`${size} rules, a command line of six parts`, [six], targetOfSix)),
    );
  }
  return rows;
}

/**
 * @param {string} what
 * @param {readonly import("./measure.mjs").Contender[]} contenders
 * @param {number} [target]
 * @returns {Promise<readonly Row[]>}
 */
async function alone(what, contenders, target) {
  return (await compare(contenders)).map((timing) => ({ what, ...timing, target }));
}

/**
 * Ambit, ready to decide; it has answered as expected.
 *
 * @param {Library} library
 * @param {string} policy
 * @param {import("../../src/model/call.ts").ToolCall} call
 * @param {string} expected
 */
async function ambit({ readPolicy, compile, loadGrammars }, policy, call, expected = "allow") {
  grammars ??= await loadGrammars();
  const main = readPolicy(policy, { file: "/ws/ambit.yaml" });
  const [problem] = main.problems;
  if (problem !== undefined) throw new Error(`the policy of the bench: ${problem.message}`);
  const engine = compile({ main, extended: [], ceilings: [] }, { grammars });
  const { decision } = engine.decide(call);
  if (decision !== expected) throw new Error(`${JSON.stringify(call)} is decided ${decision}`);
  return { name: "ambit", run: () => engine.decide(call) };
}

/** @type {import("../../src/model/syntax.ts").ShellGrammars | undefined} */
let grammars;
