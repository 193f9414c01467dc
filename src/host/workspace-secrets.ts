import type { Secret } from "../model/redact.ts";
import { isSecretName } from "../model/secret-name.ts";
import { readEnvFile } from "../workspace/env-file.ts";
import { launchSecrets } from "../workspace/launch-secrets.ts";
import { configuredServers } from "../workspace/servers.ts";
import { diskFiles } from "./files.ts";

/** What stands as a secret in files of a workspace that its programs may print: the definitions of its servers, and `.env` files in its folder. */
export async function workspaceSecrets(root: string): Promise<readonly Secret[]> {
  const { servers } = await configuredServers(root, diskFiles);
  const written = [...servers.values()].flatMap(({ launch }) => launchSecrets(launch));
  const entries = await diskFiles.list(root);
  const names = entries.map(({ name }) => name).filter((name) => DOTENV.test(name));
  const files = await Promise.all(names.map((name) => diskFiles.read(`${root}/${name}`)));
  const values = files.flatMap((file) => ("text" in file ? [...readEnvFile(file.text)] : []));
  const named = values.filter(([name]) => isSecretName(name));
  return [...written, ...named.map(([name, value]) => ({ name, value }))];
}

/** Templates hold none. */
const DOTENV = /^\.env(?!.*(example|sample|template|dist))(\.|$)/;
