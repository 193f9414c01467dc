import { defineFormat } from "../format.ts";
import type { FileKind } from "../format.ts";
import { vendorEngine } from "../vendor-engine.ts";
import { cursorMachine, MODES } from "./machine.ts";
import { readCursorFile } from "./read-file.ts";
import type { CursorFile } from "./read-file.ts";
import { cursorFixes } from "./fixes.ts";

/**
 * Cursor: the editor and its CLI, which have different files and decide apart. Facts: cursor.com/docs (reference/permissions, reference/sandbox,
 * cli/reference/permissions, cli/reference/configuration, hooks), as of the summer of 2026.
 */
export const cursor = defineFormat<CursorFile>({
  id: "cursor",
  name: "Cursor",
  checked: { version: "3.6", on: "2026-11-22" },
  files: [
    {
      kind: "cli-config",
      at: ".cursor/cli-config.json",
      scope: "user",
      merged: true,
      home: ".cursor/cli-config.json",
    },
    { kind: "cli", at: ".cursor/cli.json", scope: "project", merged: true },
    ...["permissions", "sandbox"].map((kind) => ownAndShared(kind, kind)),
    // Source: cursor.com/docs/hooks, "Configuration".
    {
      ...ownAndShared("hooks", "hooks"),
      machine: [
        "/etc/cursor/hooks.json",
        "/Library/Application Support/Cursor/hooks.json",
        "C:/ProgramData/Cursor/hooks.json",
      ],
    },
    ownAndShared("servers", "mcp"),
  ],
  modes: MODES,
  fixes: cursorFixes,
  read: readCursorFile,
  compile: (files, circumstances, world) =>
    vendorEngine(
      cursorMachine(
        files.map(({ own }) => own),
        circumstances,
        world,
      ),
      world,
    ),
});

function ownAndShared(kind: string, name: string): FileKind {
  const at = `.cursor/${name}.json`;
  return { kind, at, scope: "project", merged: true, home: at };
}
