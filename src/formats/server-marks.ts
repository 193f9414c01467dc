import { isList, isObject, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Mark } from "../model/mark.ts";
import type { SymbolicPath } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type { Server } from "../model/subject.ts";

/** The servers under a key such as `mcpServers`: name, and how each is started or reached. */
export function serversUnder(value: Json | undefined, at: SymbolicPath): readonly Server[] {
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((name) => {
    const server = own(value, name);
    if (!isObject(server)) return [];
    const [command, url] = [own(server, "command"), own(server, "url")];
    return [
      {
        name,
        at: [...at, name],
        ...(typeof command === "string" ? { command } : {}),
        ...(typeof url === "string" ? { url } : {}),
      },
    ];
  });
}

/** Servers whose program is fetched anew at each start, in whatever version there is then. */
export function unpinnedServers(value: Json | undefined, at: SymbolicPath): readonly Mark[] {
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((name) => {
    const server = own(value, name);
    return isObject(server) ? unpinned(server, [...at, name]) : [];
  });
}

const RUNNERS: ReadonlyMap<string, "npm" | "python" | "image"> = new Map([
  ["npx", "npm"],
  ["bunx", "npm"],
  ["pnpx", "npm"],
  ["uvx", "python"],
  ["pipx", "python"],
  ["docker", "image"],
  ["podman", "image"],
]);

function unpinned(server: JsonObject, at: SymbolicPath): readonly Mark[] {
  const [command, args] = [own(server, "command"), own(server, "args")];
  if (typeof command !== "string") return [];
  const listed = isList(args) ? args : [];
  // `cmd /c npx …` is how npx is started on Windows.
  const all = [command, ...listed].map((one) => (typeof one === "string" ? one : ""));
  const from = all.findIndex((one) => RUNNERS.has(bare(one)));
  const kind = RUNNERS.get(bare(all[from] ?? ""));
  if (kind === undefined || from > 2) return [];
  const index = packageAt(all, from + 1, kind);
  const name = all[index];
  if (name === undefined || isPinned(name, kind)) return [];
  const path = index === 0 ? [...at, "command"] : [...at, "args", index - 1];
  const example =
    kind === "python" ? `${name}==1.2.3` : `${name.replace(/@latest$|:latest$/, "")}@1.2.3`;
  const advice =
    kind === "image"
      ? "name it by its digest, `@sha256:…`"
      : `name a version, as in \`${shownShort(example, 60)}\``;
  const message = `\`${shownShort(name, 60)}\` is fetched anew at each start, in whatever version is published then, and runs with your rights; ${advice}`;
  return [{ kind: "unpinned-package", at: { path }, message }];
}

function bare(command: string): string {
  return command.replace(/^.*[\\/]/, "").replace(/\.(?:cmd|exe)$/i, "");
}

/** Where the package or image stands behind the runner's own words. */
function packageAt(
  words: readonly string[],
  from: number,
  kind: "npm" | "python" | "image",
): number {
  for (let at = from; at < words.length; at++) {
    const word = words[at] ?? "";
    if (kind === "image" && VALUED_BY_DOCKER.test(word)) at++;
    else if (kind !== "image" && /^(?:--package|-p|--from)$/.test(word)) return at + 1;
    else if (/^(?:--package|--from)=/.test(word)) return words.length;
    else if (!word.startsWith("-") && !/^(?:run|exec|tool|container)$/.test(word)) return at;
  }
  return words.length;
}

const VALUED_BY_DOCKER =
  /^(?:-e|-v|-p|-w|-u|--(?:env|volume|mount|name|network|env-file|user|workdir|publish|entrypoint|pull|platform|add-host|label))$/;

function isPinned(name: string, kind: "npm" | "python" | "image"): boolean {
  // A path, an address or a variable is somebody's own; what it leads to cannot be told here.
  if (/^[./~$]|[$]\{|:\/\//.test(name)) return true;
  if (kind === "python") return /[=~<>]=?\d|@[\da-f]{7,}|@\d/.test(name);
  if (kind === "image") return /@sha256:|:[^/]*\d[^/]*$/.test(name);
  return /.@\d/.test(name);
}
