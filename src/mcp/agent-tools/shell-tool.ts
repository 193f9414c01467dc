import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

import type { ToolAnswer } from "./tool-answer.ts";

/** More of what a command writes is not handed on, in bytes; the command goes on. */
const MOST_BYTES = 1_000_000;

/** What a command that has ended may still have left to read, when something that it started holds its output open, in milliseconds. */
const LINGER_MS = 200;

/** Runs a command line. How long it may take is watched from outside, where the whole sandbox can be ended. */
export function runCommand(command: string, cwd: string): Promise<ToolAnswer> {
  const shell = existsSync("/bin/bash") ? "/bin/bash" : "/bin/sh";
  return new Promise((resolve, reject) => {
    if (!existsSync(cwd)) {
      resolve({ text: `there is no folder \`${cwd}\``, isError: true });
      return;
    }
    const child = spawn(shell, ["-c", command], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let [output, left] = ["", 0];
    const hear = (chunk: Buffer): void => {
      const room = MOST_BYTES - output.length;
      output += chunk.toString("utf8", 0, Math.max(0, room));
      left += Math.max(0, chunk.length - room);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    const done = (code: number | null, signal: NodeJS.Signals | null): void => {
      const cut = left > 0 ? `\n… ${left} more bytes` : "";
      const failed = code !== 0;
      const how = failed ? `\n(${signal ?? `exit code ${code ?? "unknown"}`})` : "";
      resolve({ text: `${output.trimEnd()}${cut}${how}`.trimStart(), isError: failed });
    };
    child.once("close", done);
    child.once("exit", (code, signal) => setTimeout(() => done(code, signal), LINGER_MS));
  });
}
