import type { World } from "../../../src/engine/engine.ts";
import { USUAL } from "../../../src/formats/format.ts";
import type { FileAt } from "../../../src/formats/format.ts";
import { agentFileAt } from "../../../src/formats/index.ts";
import { opencode } from "../../../src/formats/opencode/opencode.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import type { Decision } from "../../../src/model/call.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { PathResolver } from "../../../src/model/resolver.ts";
import type { Subject } from "../../../src/model/subject.ts";

/** Configurations and what opencode decided by them: written by `oracles/opencode/record.mjs`. */
export interface Recorded {
  readonly vendor: string;
  readonly groups: readonly Group[];
}

export interface Group {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly git: boolean;
  readonly agent: string;
  readonly folder: string;
  readonly refused: boolean;
  readonly rules?: readonly (readonly [string, string, Decision])[];
  readonly vectors: readonly Vector[];
}

export interface Vector {
  readonly tool: string;
  readonly args: JsonObject;
  readonly decision: Decision | "error";
  readonly asked: readonly (readonly [string, readonly string[]])[];
  readonly why?: string;
}

const grammars = await loadGrammars();

/** What lies on the disk of every recording, besides its configurations. */
const FOLDERS = ["/", "/project", "/project/src", "/project/sub", "/home", "/outside", "/etc"];

/** A disk that knows which paths are folders. */
function diskOf(git: boolean): PathResolver {
  return {
    real: (path) => path,
    holds: () => undefined,
    kind: (path) => {
      if (path.endsWith("/.git")) return git && path === "/project/.git" ? "folder" : "missing";
      return FOLDERS.includes(path) ? "folder" : "file";
    },
  };
}

export function worldOf(git = true): World {
  return { grammars, resolver: diskOf(git) };
}

export function read(file: string, text: string): Subject {
  const found = agentFileAt(file, "/home");
  const at: FileAt = found?.at ?? { file, kind: "config", scope: "project", base: "/project" };
  return opencode.read(text, at);
}

/** The decision that the adapter makes for a recorded call. */
export function replay(group: Group, { tool, args }: Vector) {
  const subjects = Object.entries(group.files)
    .filter(([file]) => !file.endsWith("SKILL.md"))
    .map(([file, text]) => read(file, text));
  const mode = group.agent;
  const engine = opencode.compile(subjects, { ...USUAL, mode }, worldOf(group.git));
  const cwd = group.folder === "" ? "/project" : `/project/${group.folder}`;
  const context = { workspace: "/project", home: "/home", cwd };
  const server = /^lab_(.+)$/.exec(tool)?.[1];
  return engine.decide({
    tool: server === undefined ? tool : `mcp:lab/${server}`,
    args,
    context,
  });
}
