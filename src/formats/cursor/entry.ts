import type { Decision } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";

/** What an entry is compared with. */
export type EntryTest =
  /** The first word of a command, and the text behind it where the entry says so. */
  | { readonly kind: "command"; readonly base: string; readonly args: string | undefined }
  /** Whole words at the start of a command. */
  | { readonly kind: "prefix"; readonly text: string }
  | { readonly kind: "path"; readonly act: "read" | "write"; readonly glob: string }
  | { readonly kind: "host"; readonly pattern: string }
  | { readonly kind: "tool"; readonly server: string; readonly tool: string };

/** The two programs of Cursor: each has its own files and its own way to decide. */
export type Product = "editor" | "cli";

/** An entry of a list. */
export interface Entry {
  readonly product: Product;
  readonly effect: Extract<Decision, "allow" | "deny">;
  readonly source: string;
  readonly test: EntryTest;
  readonly clause: Clause;
}

/** Why an entry is about nothing: a sentence without its full stop. */
export interface DeadEntry {
  readonly dead: string;
}

/**
 * Reads a token of the CLI: `Shell(base)`, `Shell(base:args)`, `Read(glob)`, `Write(glob)`, `WebFetch(domain)`, `Mcp(server:tool)`.
 * Source: cursor.com/docs/cli/reference/permissions (2026-06-26).
 */
export function parseToken(source: string): EntryTest | DeadEntry {
  const [, name = "", inside = ""] = /^([A-Za-z]+)\((.*)\)$/s.exec(source) ?? [];
  if (inside === "") return { dead: `it is no token of the form ${FORMS}` };
  switch (name) {
    case "Shell": {
      const [base = "", ...args] = inside.split(":");
      if (/\s/.test(base))
        return {
          dead: `only the first word of a command is compared with \`${base}\`; write the other words behind a colon`,
        };
      return { kind: "command", base, args: args.length === 0 ? undefined : args.join(":") };
    }
    case "Read":
    case "Write":
      return { kind: "path", act: name === "Read" ? "read" : "write", glob: inside };
    case "WebFetch":
      return { kind: "host", pattern: inside.toLowerCase() };
    case "Mcp":
      return parseTool(inside);
    default:
      return { dead: `there is no token \`${name}\`: the tokens are ${FORMS}` };
  }
}

const FORMS = "`Shell(…)`, `Read(…)`, `Write(…)`, `WebFetch(…)` and `Mcp(server:tool)`";

/** Reads `server:tool`, with `*`. Source: cursor.com/docs/reference/permissions: an entry without a colon is ignored. */
export function parseTool(source: string): EntryTest | DeadEntry {
  const colon = source.indexOf(":");
  if (colon < 0) return { dead: "it has no `:`; write `server:tool`, or `server:*`" };
  const [server, tool] = [source.slice(0, colon), source.slice(colon + 1)];
  if (server === "" || tool === "") return { dead: "its server or its tool is empty" };
  return { kind: "tool", server, tool };
}

/**
 * Reads an entry of `terminalAllowlist`: whole words that a command begins with, or a program, a colon and a glob of its arguments.
 * Source: cursor.com/docs/reference/permissions.
 */
export function parseTerminal(source: string): EntryTest | DeadEntry {
  const text = source.trim();
  if (text === "") return { dead: "it is empty" };
  const [, base, args] = /^([^\s:]+):(.*)$/s.exec(text) ?? [];
  return base === undefined || args === undefined
    ? { kind: "prefix", text }
    : { kind: "command", base, args };
}
