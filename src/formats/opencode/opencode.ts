import { subjectOf } from "../subject-of.ts";
import { defineFormat } from "../format.ts";
import type { FileKind } from "../format.ts";
import { vendorEngine } from "../vendor-engine.ts";
import { BUILT_IN_AGENTS } from "./built-in.ts";
import { clausesOf, readOpencodeFile } from "./file.ts";
import type { OpencodeFile } from "./file.ts";
import { opencodeMachine } from "./machine.ts";
import { marksOf } from "./marks.ts";
import { opencodeFixes } from "./fixes.ts";

/** Where an administrator's configuration lies. Source: opencode.ai/v1/docs/config, "Managed settings". */
const MANAGED = [
  "/etc/opencode",
  "/Library/Application Support/opencode",
  "C:/ProgramData/opencode",
];

/**
 * opencode 1 (the configuration of version 2 is another one, which version 1 refuses). Sources: opencode.ai/docs/permissions, the source of
 * anomalyco/opencode, and decisions recorded from the real agent.
 */
export const opencode = defineFormat<OpencodeFile>({
  id: "opencode",
  name: "opencode",
  checked: { version: "1.18.33", on: "2026-11-22" },
  files: [
    ...both(".config/opencode/opencode").map((at): FileKind => ({
      kind: "user-config",
      at,
      scope: "user",
      merged: true,
      home: at,
    })),
    ...agents(".config/opencode").map((at): FileKind => ({
      kind: "user-agent",
      at,
      scope: "user",
      merged: false,
      home: at,
    })),
    ...both(".opencode/opencode").map((at): FileKind => ({
      kind: "folder-config",
      at,
      scope: "project",
      merged: true,
    })),
    ...agents(".opencode").map((at): FileKind => ({
      kind: "agent",
      at,
      scope: "project",
      merged: false,
    })),
    ...both("opencode").map((at): FileKind => ({
      kind: "config",
      at,
      scope: "project",
      merged: true,
    })),
    ...both("opencode").map((name): FileKind => ({
      kind: "managed-config",
      scope: "managed",
      merged: true,
      machine: MANAGED.map((folder) => `${folder}/${name}`),
    })),
  ],
  fixes: opencodeFixes,
  modes: BUILT_IN_AGENTS,
  read(text, at) {
    const own = readOpencodeFile(text, at);
    const subject = subjectOf({
      format: "opencode",
      file: at.file,
      text,
      clauses: clausesOf(own),
      marks: marksOf(own),
      problems: own.problems,
      ...(own.servers.length === 0 ? {} : { servers: own.servers }),
      broken: own.refused,
      locate: (path, on) => (on === "key" ? own.keyRangeOf(path) : own.rangeOf(path)),
    });
    return { subject, own };
  },
  compile: (files, circumstances, world) =>
    vendorEngine(
      opencodeMachine(
        files.map(({ own }) => own),
        circumstances,
        world,
      ),
      world,
    ),
});

function both(name: string): readonly string[] {
  return [`${name}.json`, `${name}.jsonc`];
}

function agents(folder: string): readonly string[] {
  return [`${folder}/agent/**/*.md`, `${folder}/agents/**/*.md`];
}
