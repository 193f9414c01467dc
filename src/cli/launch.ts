import { homedir } from "node:os";
import { sep } from "node:path";

import { diskFiles, slashed } from "../host/files.ts";
import type { Launch } from "../model/launch.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import { shown, shownShort } from "../model/shown.ts";
import type { ServerDefinition, ServerInput } from "../policy/read-servers.ts";
import { readEnvFile } from "../workspace/env-file.ts";
import { isInside, joinPath } from "../workspace/paths.ts";
import { resolveLaunch } from "../workspace/placeholders.ts";
import type { Placeholder } from "../workspace/placeholders.ts";
import type { Terminal } from "./terminal.ts";

/** How a server is started, for people: all that a definition says, as it is written. */
export function launchLines({ name, file, launch }: ServerDefinition): readonly string[] {
  const head = `${shown(name)} (${file}) is`;
  if (launch.kind === "http") {
    const headers = [...launch.headers].map(([key, text]) => `  ${shown(key)}: ${shown(text)}`);
    return [`${head} at ${shown(launch.url)}`, ...headers];
  }
  const { command, args, env, envFile, cwd } = launch;
  return [
    `${head} started with: ${[command, ...args].map(quoted).join(" ")}`,
    ...[...env].map(([key, text]) => `  ${shown(key)}=${shown(text)}`),
    ...(envFile === undefined ? [] : [`  environment from ${shown(envFile)}`]),
    ...(cwd === undefined ? [] : [`  in ${shown(cwd)}`]),
  ];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${shown(word).replaceAll("'", "'\\''")}'`;
}

/** A definition ready to start: placeholders filled in, asked for where nobody knows them, `envFile` read. */
export async function readyLaunch(
  { launch }: ServerDefinition,
  root: string,
  inputs: ReadonlyMap<string, ServerInput>,
  person: Terminal | undefined,
): Promise<Outcome<Launch>> {
  const home = slashed(homedir());
  const ready = await resolveLaunch(launch, {
    folder: root,
    home,
    separator: sep,
    env: (name) => process.env[name],
    ask: (placeholder) => askFor(placeholder, inputs, person),
  });
  if (failed(ready) || ready.value.kind === "http") return ready;
  const { envFile, cwd, env, ...rest } = ready.value;
  const file = envFile === undefined ? undefined : await readEnvironment(envFile, root, home);
  if (file !== undefined && failed(file)) return file;
  return {
    value: {
      ...rest,
      env: new Map([...(file?.value ?? []), ...env]),
      ...(cwd === undefined ? {} : { cwd: joinPath(root, cwd, home) }),
    },
  };
}

async function askFor(
  { source, kind, name }: Placeholder,
  inputs: ReadonlyMap<string, ServerInput>,
  person: Terminal | undefined,
): Promise<string | undefined> {
  const input = kind === "input" ? inputs.get(name) : undefined;
  const about = input?.description === undefined ? "" : ` (${shownShort(input.description, 200)})`;
  // What an environment variable holds is as often a secret as not.
  const how = kind === "env" || input?.password === true ? "hidden" : "shown";
  return person?.ask(`${shownShort(source, 80)}${about}`, how);
}

async function readEnvironment(
  envFile: string,
  root: string,
  home: string,
): Promise<Outcome<ReadonlyMap<string, string>>> {
  const path = joinPath(root, envFile, home);
  const real = await diskFiles.real(path);
  const grounds = await Promise.all([root, home].map((folder) => diskFiles.real(folder)));
  const name = shownShort(envFile, 200);
  if (!grounds.some((folder) => isInside(real, folder)))
    return { error: `has an \`envFile\` outside the workspace and the home: \`${name}\`` };
  const file = await diskFiles.read(path);
  if ("text" in file) return { value: readEnvFile(file.text) };
  const why = "missing" in file ? "there is no such file" : file.unreadable;
  return { error: `has an \`envFile\` that cannot be read (\`${name}\`): ${why}` };
}
