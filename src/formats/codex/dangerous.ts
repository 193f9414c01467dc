import type { ShellGrammars } from "../../model/syntax.ts";
import { literalCommands } from "./shell-words.ts";

/** Scripts inside of scripts are read so deep. */
const DEEPEST = 8;

/**
 * Does Codex ask before such a command though no rule speaks of it? It does for a forced `rm`, also behind `sudo`, `env` and the script of a shell, and wherever it
 * stands in a line that is judged whole. Source: recorded from Codex 0.169.0; codex-rs/shell-command/src/command_safety/is_dangerous_command.rs.
 */
export function isDangerous(words: readonly string[], grammars: ShellGrammars, depth = 0): boolean {
  const [program, ...args] = words;
  if (program === undefined || depth > DEEPEST) return false;
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (name === "rm") return isForced(args);
  if (name === "sudo") return isDangerous(args, grammars, depth + 1);
  if (name === "env") {
    const from = args.findIndex((arg) => arg !== "-i" && !/^[A-Za-z_]\w*=/.test(arg));
    return from >= 0 && isDangerous(args.slice(from), grammars, depth + 1);
  }
  const [flag, script, ...more] = args;
  if (!SHELLS.has(name) || script === undefined || more.length > 0) return false;
  if (flag !== "-c" && flag !== "-lc") return false;
  return literalCommands(script, grammars).some((one) => isDangerous(one, grammars, depth + 1));
}

const SHELLS: ReadonlySet<string> = new Set(["bash", "sh", "zsh"]);

function isForced(args: readonly string[]): boolean {
  for (const arg of args) {
    if (arg === "--") return false;
    if (arg === "--force" || /^-[^-]*f/.test(arg)) return true;
  }
  return false;
}
