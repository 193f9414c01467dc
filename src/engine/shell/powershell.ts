import type { ShellContext, ShellPart } from "../../model/command.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import { unreadable } from "./cursor.ts";

/** Reads a PowerShell line. */
export function readPowerShell(
  source: string,
  context: ShellContext,
  grammars: ShellGrammars,
): readonly ShellPart[] {
  void source;
  void context;
  void grammars;
  return unreadable("PowerShell");
}
