#!/usr/bin/env node
import { shown } from "../model/shown.ts";
import { HELP, usageOf } from "./help.ts";
import { Refusal } from "./refusal.ts";

/** A command takes the arguments after its name and answers with the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

/** Each command is loaded when it runs. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["check", async () => (await import("./check.ts")).check],
  ["explain", async () => (await import("./explain.ts")).explainCalls],
  ["simulate", async () => (await import("./simulate.ts")).simulate],
  ["effective", async () => (await import("./effective.ts")).effectivePermissions],
  ["stress", async () => (await import("./stress.ts")).stressPolicies],
  ["test", async () => (await import("./test.ts")).test],
  ["tools", async () => (await import("./tools.ts")).tools],
  ["audit", async () => (await import("./audit.ts")).audit],
  ["hooks", async () => (await import("./hooks.ts")).hooks],
  ["lsp", async () => (await import("./lsp.ts")).lsp],
]);

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: Error & { code?: string }) => {
    // Whoever read it has enough (`ambit check | head`): what is left is written to nobody.
    if (error.code !== "EPIPE") throw error;
  });
}
process.exitCode = await main(process.argv.slice(2));

/** The one fence: wrong usage is 2, input that cannot be read 3, and so is a defect of ours, which says so. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined) {
    process.stderr.write(HELP);
    return 2;
  }
  if (name === "--help" || name === "-h" || name === "help") return printHelp(args[0]);
  if (name === "--version" || name === "-v") {
    const { VERSION } = await import("../host/version.ts");
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const load = COMMANDS.get(name);
  if (load === undefined)
    return complain(`there is no command \`${name}\`; \`ambit --help\` lists them`, 2);
  if (args.includes("--help") || args.includes("-h")) return printHelp(name);
  try {
    const command = await load();
    return await command(args);
  } catch (error) {
    if (error instanceof Refusal) {
      const hint = error.exitCode === 2 ? `; \`ambit ${name} --help\` says more` : "";
      return complain(`${error.message}${hint}`, error.exitCode);
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return complain(`this is a defect of Ambit: ${detail}`, 3);
  }
}

function printHelp(command: string | undefined): number {
  if (command !== undefined && !COMMANDS.has(command))
    return complain(`there is no command \`${command}\`; \`ambit --help\` lists them`, 2);
  process.stdout.write(command === undefined ? HELP : usageOf(command));
  return 0;
}

function complain(message: string, code: number): number {
  process.stderr.write(`ambit: ${message.split("\n").map(shown).join("\n")}\n`);
  return code;
}
