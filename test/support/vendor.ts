import { FORMATS } from "../../src/formats/index.ts";
import type { Circumstances, FileAt, Format } from "../../src/formats/format.ts";
import { USUAL } from "../../src/formats/format.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { Explanation } from "../../src/engine/explanation.ts";
import type { ToolCall } from "../../src/model/call.ts";
import type { Subject } from "../../src/model/subject.ts";

const world = { grammars: await loadGrammars() };

/** Where the agents of tests work. */
export const BASE = "/repo/app";

/** The format of an agent; throws where it is not registered. */
export function formatOf(id: Format["id"]): Format {
  const format = FORMATS.find((one) => one.id === id);
  if (format === undefined) throw new Error(`there is no format ${id}`);
  return format;
}

/** Files of an agent, by their paths below the folder that it works in. */
export type VendorFiles = Readonly<Record<string, string>>;

/** Reads files of an agent; a path that begins with `~/` is of user scope, one with `/` of whoever manages the machine. */
export function readFiles(format: Format, files: VendorFiles): readonly Subject[] {
  return Object.entries(files).map(([path, text]) => format.read(text, placeOf(format, path)));
}

function placeOf(format: Format, path: string): FileAt {
  const managed = path.startsWith("/");
  const home = path.startsWith("~/");
  const below = home ? path.slice(2) : path;
  const kind = format.files.find((one) => {
    const shared = home ? (one.home ?? one.at) : one.at;
    const patterns = managed ? (one.machine ?? []) : shared === undefined ? [] : [shared];
    return patterns.some((pattern) => patternOf(pattern).test(below));
  });
  if (kind === undefined) throw new Error(`${format.id} reads no ${path}`);
  if (managed) {
    const base = path.slice(0, path.lastIndexOf("/"));
    return { file: path, base, kind: kind.kind, scope: "managed" };
  }
  const base = home ? "/home/me" : BASE;
  return { file: `${base}/${below}`, base, kind: kind.kind, scope: home ? "user" : kind.scope };
}

function patternOf(glob: string): RegExp {
  return new RegExp(
    `^${glob
      .replaceAll(".", "\\.")
      .replaceAll("**/", "(?:.*/)?")
      .replaceAll(/(?<!\.)\*/g, "[^/]*")}$`,
  );
}

/** What an agent decides by its files, with everything about it. */
export function vendorExplain(
  format: Format,
  files: VendorFiles,
  call: ToolCall,
  circumstances: Circumstances = USUAL,
): Explanation {
  const engine = format.compile(readFiles(format, files), circumstances, world);
  const placed: ToolCall = {
    ...call,
    context: { workspace: BASE, cwd: BASE, home: "/home/me", dialect: "bash", ...call.context },
  };
  if (engine.vendor === undefined) throw new Error("it is no engine of an agent");
  return engine.vendor.explain(placed);
}
