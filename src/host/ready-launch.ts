import { homedir } from "node:os";
import { sep } from "node:path";

import type { Launch } from "../model/launch.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import type { Secret } from "../model/redact.ts";
import { isSecretName } from "../model/secret-name.ts";
import { shownShort } from "../model/shown.ts";
import type { ServerInput } from "../policy/read-servers.ts";
import { readEnvFile } from "../workspace/env-file.ts";
import { launchSecrets } from "../workspace/launch-secrets.ts";
import { isInside, joinPath } from "../workspace/paths.ts";
import { resolveLaunch } from "../workspace/placeholders.ts";
import type { Placeholder } from "../workspace/placeholders.ts";
import { diskFiles, slashed } from "./files.ts";

/** A value that a person is asked for. The answer is used once and kept nowhere. */
export interface Question {
  /** For people: `${input:token} (A token of the service)`. */
  readonly text: string;
  /** A value that may be a secret is not shown while it is typed. */
  readonly how: "shown" | "hidden";
}

/** Where a server starts, and who can be asked for what it lacks; `undefined` is no answer. */
export interface LaunchGround {
  readonly root: string;
  readonly inputs: ReadonlyMap<string, ServerInput>;
  ask(question: Question): Promise<string | undefined>;
  /** Hears of each value that no output is to show. */
  secret?(secret: Secret): void;
}

/** A definition ready to start: placeholders filled in, asked for where nobody knows them, `envFile` read. */
export async function readyLaunch(
  launch: Launch,
  { root, inputs, ask, secret }: LaunchGround,
): Promise<Outcome<Launch>> {
  const home = slashed(homedir());
  const heard = (name: string, value: string | undefined): string | undefined => {
    if (value !== undefined) secret?.({ name, value });
    return value;
  };
  const ready = await resolveLaunch(launch, {
    folder: root,
    home,
    separator: sep,
    env: (name) => (isSecretName(name) ? heard(name, process.env[name]) : process.env[name]),
    ask: async (placeholder) => {
      const question = questionFor(placeholder, inputs);
      const value = await ask(question);
      const isSecret = question.how === "hidden" || isSecretName(placeholder.name);
      return isSecret ? heard(placeholder.name, value) : value;
    },
  });
  if (failed(ready)) return ready;
  for (const one of launchSecrets(ready.value)) secret?.(one);
  if (ready.value.kind === "http") return ready;
  const { envFile, cwd, env, ...rest } = ready.value;
  const file = envFile === undefined ? undefined : await readEnvironment(envFile, root, home);
  if (file !== undefined && failed(file)) return file;
  for (const [name, value] of file?.value ?? []) if (isSecretName(name)) secret?.({ name, value });
  return {
    value: {
      ...rest,
      env: new Map([...(file?.value ?? []), ...env]),
      ...(cwd === undefined ? {} : { cwd: joinPath(root, cwd, home) }),
    },
  };
}

function questionFor(
  { source, kind, name }: Placeholder,
  inputs: ReadonlyMap<string, ServerInput>,
): Question {
  const input = kind === "input" ? inputs.get(name) : undefined;
  const about = input?.description === undefined ? "" : ` (${shownShort(input.description, 200)})`;
  // What an environment variable holds is as often a secret as not.
  const how = kind === "env" || input?.password === true ? "hidden" : "shown";
  return { text: `${shownShort(source, 80)}${about}`, how };
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
