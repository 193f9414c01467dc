#!/usr/bin/env node
import { check } from "./check.ts";
import { explainCalls } from "./explain.ts";
import { HELP, usageOf } from "./help.ts";
import { simulate } from "./simulate.ts";
import { Refusal } from "./refusal.ts";

/** A command takes the arguments after its name and answers with the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["check", check],
  ["explain", explainCalls],
  ["simulate", simulate],
  ["tools", tools],
  ["lsp", lsp],
]);

process.exitCode = await main(process.argv.slice(2));

/** The one fence: wrong usage is 2, input that cannot be read 3, and so is a defect of ours, which says so. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    const { VERSION } = await import("./version.ts");
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const command = COMMANDS.get(name);
  if (command === undefined)
    return complain(`there is no command \`${name}\`; \`ambit --help\` lists them`, 2);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(usageOf(name));
    return 0;
  }
  try {
    return await command(args);
  } catch (error) {
    if (error instanceof Refusal) return complain(error.message, error.exitCode);
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return complain(`this is a defect of Ambit: ${detail}`, 3);
  }
}

function complain(message: string, code: number): number {
  process.stderr.write(`ambit: ${message}\n`);
  return code;
}

async function tools([what, ...args]: readonly string[]): Promise<number> {
  if (what !== "sync") throw new Refusal("`ambit tools` needs what to do: `ambit tools sync`", 2);
  const { toolsSync } = await import("./tools-sync.ts");
  return toolsSync(args);
}

async function lsp(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== "--stdio")
    throw new Refusal("`ambit lsp` needs `--stdio`", 2);
  const { serveStdio } = await import("../server/node/stdio.ts");
  return serveStdio();
}
