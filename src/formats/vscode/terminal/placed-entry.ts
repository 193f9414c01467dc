import type { ToolCall } from "../../../model/call.ts";
import type { OwnEntry } from "../own.ts";
import type { TerminalKey } from "./key.ts";
import { readTerminalValue } from "./merge.ts";
import { terminalKey } from "./rules.ts";
import type { TerminalRule } from "./rules.ts";

/** An entry, where it stands, and what it says. */
export interface PlacedEntry {
  readonly at: { readonly path: readonly string[]; readonly on: "key" };
  readonly key: TerminalKey;
  readonly value: OwnEntry["value"];
  /** `undefined`: neither. */
  readonly approves: boolean | undefined;
  readonly wholeLine: boolean;
}

/** The entries of a setting, with where they stand. */
export function withPlace(entries: readonly OwnEntry[], setting: string): readonly PlacedEntry[] {
  return entries.map(({ key, value }) => {
    const read = readTerminalValue(value);
    return {
      at: { path: [setting, key], on: "key" },
      key: terminalKey(key),
      value,
      approves: read?.approve,
      wholeLine: read?.wholeLine === true,
    };
  });
}

/** Is one simple command approved by the rules, and by this key among them? */
export function approvesCommand(
  key: TerminalKey,
  rules: readonly TerminalRule[],
  command: string,
): boolean {
  return key.matches(command, "bash") === true && !isDenied(rules, command, [command]);
}

/** Is a line approved as a whole by this key? `commands`: those that it is made of. */
export function approvesLine(
  key: TerminalKey,
  rules: readonly TerminalRule[],
  line: string,
  commands: readonly string[],
): boolean {
  return key.matches(line, "bash") === true && !isDenied(rules, line, commands);
}

function isDenied(
  rules: readonly TerminalRule[],
  line: string,
  commands: readonly string[],
): boolean {
  if (commands.some((command) => /^[A-Z_][A-Z0-9_]*=/i.test(command))) return true;
  return rules.some(({ approve, wholeLine, key }) => {
    if (approve) return false;
    const texts = wholeLine ? [line] : commands;
    return texts.some((text) => key.matches(text, "bash") !== false);
  });
}

/** A call that runs the line. */
export function shell(command: string): ToolCall {
  return { tool: "shell", args: { command } };
}
