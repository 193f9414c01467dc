import type { Launch } from "../model/launch.ts";
import type { Secret } from "../model/redact.ts";
import { isSecretName } from "../model/secret-name.ts";

/** The secrets that stand in how a server is started or reached: by the names of variables, headers, options and parameters. */
export function launchSecrets(launch: Launch): readonly Secret[] {
  const named =
    launch.kind === "http"
      ? [...launch.headers, ...parameters(launch.url)]
      : [...launch.env, ...options(launch.args), ...launch.args.flatMap(parameters)];
  return named
    .filter(([name, value]) => isSecretName(name) && !value.includes("${"))
    .map(([name, value]) => ({ name: name.replace(/^-+/, ""), value }));
}

/** `--token text` and `--token=text`; also `TOKEN=text`, which programs such as `env` and `docker run -e` take. */
function options(args: readonly string[]): readonly (readonly [string, string])[] {
  return args.flatMap((word, at): readonly (readonly [string, string])[] => {
    const [, name, value] = /^(-*[A-Za-z][\w.-]*)=(.+)$/s.exec(word) ?? [];
    if (name !== undefined && value !== undefined) return [[name, value]];
    const next = args[at + 1];
    return word.startsWith("-") && next !== undefined && !next.startsWith("-")
      ? [[word, next]]
      : headerOf(word);
  });
}

/** `Authorization: Bearer text`, as `mcp-remote --header` takes it. */
function headerOf(word: string): readonly (readonly [string, string])[] {
  const [, name, value] = /^([A-Za-z][\w-]*): *(.+)$/s.exec(word) ?? [];
  return name === undefined || value === undefined ? [] : [[name, value]];
}

function parameters(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/[?&]([\w.-]+)=([^&#\s]+)/g)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]);
}
