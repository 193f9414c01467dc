/**
 * One process that runs `ambit` again and again: the built program, whose entry is evaluated anew for each command, as a process of its
 * own would, with its own arguments, folder, environment and streams; only the parts that it imports stay loaded.
 * Argument: the program. A message is a command, the answer what it left.
 */
import { rmSync } from "node:fs";
import path from "node:path";
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";

/** @typedef {{ args: readonly string[], cwd: string, env: Record<string, string>, input: string }} Command */

const [, , program = ""] = process.argv;
const entry = pathToFileURL(program).href;
let runs = 0;

process.on("message", (/** @type {Command} */ command) => {
  void run(command).then((ran) => process.send?.(ran));
});

// A worker that runs tests is ended without a word: what it has built goes with this process.
process.once("disconnect", () => {
  rmSync(path.dirname(program), { recursive: true, force: true });
});

/** @param {Command} command */
async function run({ args, cwd, env, input }) {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, program, ...args];
  process.exitCode = undefined;
  const [stdout, stderr] = [kept(), kept()];
  const streams = { stdin: Readable.from([Buffer.from(input)]), stdout, stderr };
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true });
  await import(`${entry}?${++runs}`);
  const status = process.exitCode ?? 0;
  process.exitCode = undefined;
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

/** A stream that keeps what is written to it. */
function kept() {
  /** @type {Buffer[]} */
  const chunks = [];
  const stream = new Writable({
    decodeStrings: true,
    write: (chunk, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString("utf8") });
}
