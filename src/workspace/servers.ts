import { digestOf } from "../model/digest.ts";
import type { Launch } from "../model/launch.ts";
import { LineIndex } from "../model/place.ts";
import { SERVER_FILES, readServers } from "../policy/read-servers.ts";
import type { ServerDefinition, ServerInput } from "../policy/read-servers.ts";
import type { CatalogRead } from "../policy/read-catalog.ts";
import { CATALOG_FOLDER, catalogName } from "./catalog-file.ts";
import { catalogFile } from "./catalogs.ts";
import { isInside } from "./paths.ts";
import type { Files } from "./ports.ts";

/** The servers of a workspace, by the files that configure them. */
export interface ConfiguredServers {
  readonly servers: ReadonlyMap<string, ServerDefinition>;
  readonly inputs: ReadonlyMap<string, ServerInput>;
  /** For people: what of the files cannot be used, and where it stands. */
  readonly problems: readonly string[];
}

/** Reads the files in which a workspace configures its servers. */
export async function configuredServers(root: string, files: Files): Promise<ConfiguredServers> {
  const servers = new Map<string, ServerDefinition>();
  const inputs = new Map<string, ServerInput>();
  const problems: string[] = [];
  for (const name of SERVER_FILES) {
    const file = await readInside(root, name, files);
    if ("missing" in file) continue;
    if ("unreadable" in file) {
      problems.push(`${name}: ${file.unreadable}`);
      continue;
    }
    const read = readServers(file.text, name);
    const lines = new LineIndex(file.text);
    const at = (start: number): string => `${name}:${lines.position(start).line + 1}`;
    for (const { message, range } of read.problems) problems.push(`${at(range.start)}: ${message}`);
    for (const server of read.servers) {
      const other = servers.get(server.name);
      if (other === undefined) servers.set(server.name, server);
      else if (launchDigest(other.launch, root) !== launchDigest(server.launch, root))
        problems.push(
          `${at(server.range.start)}: \`${server.name}\` is defined otherwise in ${other.file}, which counts`,
        );
    }
    for (const input of read.inputs) inputs.set(input.id, input);
  }
  return { servers, inputs, problems };
}

/** What a person consents to: how a server is started, as it is written, in this folder. Any difference is another digest. */
export function launchDigest(launch: Launch, root: string): string {
  const { kind } = launch;
  if (launch.kind === "http")
    return digestOf({ kind, root, url: launch.url, headers: Object.fromEntries(launch.headers) });
  const { command, args, env, envFile = null, cwd = null } = launch;
  return digestOf({ kind, root, command, args, env: Object.fromEntries(env), envFile, cwd });
}

/** The catalog of a server: what its file holds, as text and as read; both `undefined` where there is none. */
export interface Recorded {
  readonly text: string | undefined;
  readonly read: CatalogRead | undefined;
}

/** What was recorded of a server, or why the file cannot be used: then nobody knows what was accepted. */
export async function recordedTools(
  server: string,
  root: string,
  files: Files,
): Promise<Recorded | string> {
  const name = [...CATALOG_FOLDER, catalogName(server)].join("/");
  const file = await readInside(root, name, files);
  if ("missing" in file) return { text: undefined, read: undefined };
  const { read, text, fault } = catalogFile(name, file);
  return read === undefined
    ? `\`${name}\` cannot be used: ${fault ?? ""}; restore it, or remove it and accept all tools anew`
    : { text, read };
}

async function readInside(root: string, name: string, files: Files): ReturnType<Files["read"]> {
  const path = `${root === "/" ? "" : root}/${name}`;
  const file = await files.read(path);
  if ("text" in file && !isInside(await files.real(path), await files.real(root)))
    return { unreadable: "it leads out of the workspace" };
  return file;
}
