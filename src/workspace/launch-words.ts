import { redactor } from "../model/redact.ts";
import { shown } from "../model/shown.ts";
import type { ServerDefinition } from "../policy/read-servers.ts";
import { launchSecrets } from "./launch-secrets.ts";

/** How a server is started, for people: all that a definition says, as it is written, but for what its name says is a secret. */
export function launchLines({ name, file, launch }: ServerDefinition): readonly string[] {
  const redact = redactor(launchSecrets(launch));
  const say = (text: string): string => shown(redact(text));
  const head = `${shown(name)} (${file}) is`;
  if (launch.kind === "http") {
    const headers = [...launch.headers].map(([key, text]) => `  ${shown(key)}: ${say(text)}`);
    return [`${head} at ${say(launch.url)}`, ...headers];
  }
  const { command, args, env, envFile, cwd } = launch;
  return [
    `${head} started with: ${[command, ...args].map((word) => quoted(redact(word))).join(" ")}`,
    ...[...env].map(([key, text]) => `  ${shown(key)}=${say(text)}`),
    ...(envFile === undefined ? [] : [`  environment from ${shown(envFile)}`]),
    ...(cwd === undefined ? [] : [`  in ${shown(cwd)}`]),
  ];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${shown(word).replaceAll("'", "'\\''")}'`;
}
