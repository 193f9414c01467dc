import { readFileSync, readdirSync } from "node:fs";

/** Is there a process, no zombie, with this word as its first? With `end` it is killed. */
export function isRunning(word: string, then: "look" | "end" = "look"): boolean {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const found = pids.filter((pid) => firstWord(pid) === word);
  if (then === "end") for (const pid of found) process.kill(Number(pid), "SIGKILL");
  return found.length > 0;
}

function firstWord(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] ?? "";
  } catch {
    return "";
  }
}
