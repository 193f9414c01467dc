import { shown } from "../model/shown.ts";
import type { ServerDefinition } from "../policy/read-servers.ts";

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
