import { parseTree } from "jsonc-parser";
import type { SymbolicPath } from "../../model/place.ts";
import { COMMON_COMMANDS } from "../completion/commands.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** More names of one folder are not offered. */
const MOST_NAMES = 300;

/** What a text is put into to be an entry of an agent: `Bash(` and `)`. */
export interface Around {
  readonly front: string;
  readonly back: string;
  /** What stands for anything behind a command, such as ` *`. */
  readonly rest?: string;
}

/** Nothing around it. */
export const BARE: Around = { front: "", back: "" };

/** Commands: the scripts of the workspace, then programs that read or build, none of which runs whatever it is given. */
export async function commandOffers(
  { around }: AgentWriting,
  { front, back, rest = "" }: Around,
): Promise<readonly AgentOffer[]> {
  const scripts = (await around.scripts()).filter((name) => /^[\w:.-]+$/.test(name));
  const own = scripts.map((name): AgentOffer => ({
    text: `${front}${name === "test" ? "npm test" : `npm run ${name}`}${back}`,
    kind: "Event",
    rank: 1,
    detail: "a script of package.json",
  }));
  const common = COMMON_COMMANDS.map(([command, detail]): AgentOffer => ({
    text: `${front}${command}${rest}${back}`,
    kind: "Text",
    rank: 20,
    detail,
  }));
  return [...own, ...common];
}

/** Paths of the workspace, one folder after another, as they follow what is typed behind `front`. */
export async function pathOffers(
  { around, before, file }: AgentWriting,
  { front, back }: Around,
): Promise<readonly AgentOffer[]> {
  const typed = before.startsWith(front) ? before.slice(front.length) : "";
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  if (/[*{}\\]/.test(folder) || folder.startsWith("/")) return [];
  const { root } = around;
  const { base } = file.at;
  const below = base.startsWith(`${root}/`) ? `${base.slice(root.length + 1)}/` : "";
  const found = await around.list(
    `${folder.startsWith("~/") ? "" : below}${folder.replace(/^\.\//, "")}`,
  );
  const names = found.filter(({ name }) => /^[^*{}()\\$!~"'\p{Cc}]+$/u.test(name));
  return names.slice(0, MOST_NAMES).flatMap(({ name, kind }): readonly AgentOffer[] => {
    const text = `${front}${folder}${name}`;
    const later = name.startsWith(".") ? 5 : 0;
    if (kind === "file") return [{ text: `${text}${back}`, kind: "File", rank: 3 + later }];
    return [
      { text: `${text}/**${back}`, kind: "Folder", rank: 1 + later, detail: "everything below" },
      {
        text: `${text}/${back}`,
        kind: "Folder",
        rank: 2 + 2 * later,
        next: back === "" ? "behind" : "inside",
      },
    ];
  });
}

/** The hosts that the file speaks of already, and those of `package.json`. */
export function hostOffers(
  { text, before }: AgentWriting,
  { front, back }: Around,
): readonly AgentOffer[] {
  const named = text.matchAll(/(?:https?:\/\/|domain:)([\w-]+(?:\.[\w-]+)+)/g);
  const hosts = new Set([...named].map(([, host = ""]) => host.toLowerCase()));
  const typed = before.slice(front.length).toLowerCase();
  return [...hosts]
    .filter((host) => host !== typed)
    .map((host) => ({
      text: `${front}${host}${back}`,
      kind: "Value",
      rank: 1,
      detail: "named in this file",
    }));
}

/** The tools of the workspace's servers as `nameOf` writes them: those that a catalog knows one by one, and each server as a whole. */
export async function serverOffers(
  { around }: AgentWriting,
  nameOf: (server: string, tool: string | undefined) => string,
): Promise<readonly AgentOffer[]> {
  const tools = await around.tools();
  const servers = new Set([...(await around.servers()).map(({ name }) => name), ...tools.keys()]);
  return [...servers].flatMap((server) => [
    ...(tools.get(server) ?? []).map(({ name, description }): AgentOffer => ({
      text: nameOf(server, name),
      kind: "Function",
      rank: 2,
      ...(description === undefined ? {} : { detail: description.slice(0, 100) }),
    })),
    {
      text: nameOf(server, undefined),
      kind: "Module",
      rank: 4,
      detail: `every tool of ${server}`,
    },
  ]);
}

/** The tools of one server that a catalog knows, by their own names. */
export async function toolNames(
  { around }: AgentWriting,
  server: string,
): Promise<readonly AgentOffer[]> {
  const known = (await around.tools()).get(server) ?? [];
  return known.map(({ name, description = "" }) => ({
    text: name,
    kind: "Function",
    rank: 0,
    detail: description.slice(0, 100),
  }));
}

/** The names of servers. */
export async function serverNames({ around }: AgentWriting): Promise<readonly AgentOffer[]> {
  const servers = await around.servers();
  return servers.map(({ name, config }) => ({
    text: name,
    kind: "Module",
    rank: 0,
    detail: config,
  }));
}

/** Words of which one is chosen. */
export function words(all: Readonly<Record<string, string>>): readonly AgentOffer[] {
  return Object.entries(all).map(([text, detail], rank) => ({
    text,
    kind: "EnumMember",
    rank,
    detail,
  }));
}

/** Keys that the map does not have yet; `valueOf` gives what is written behind one. */
export function missing(
  { text, path, range, file }: AgentWriting,
  all: Readonly<Record<string, string>>,
  valueOf: (name: string) => string,
): readonly AgentOffer[] {
  const there = keysBeside(text, path, file.at.file);
  // The one that the cursor is on may be written as it is.
  return Object.entries(all)
    .filter(([name]) => !there.has(name) || text.slice(range.start, range.end) === name)
    .map(([name, detail], rank) => ({
      text: name,
      kind: "Property",
      rank,
      detail,
      value: valueOf(name),
    }));
}

/** The keys beside the one that is written, as far as a broken file shows them. */
function keysBeside(text: string, path: SymbolicPath, file: string): ReadonlySet<string> {
  if (!/\.jsonc?$/.test(file)) return path.length === 1 ? topKeys(text) : new Set();
  let node = parseTree(text);
  for (const step of path.slice(0, -1))
    node = node?.children?.find(({ children }) => children?.[0]?.value === step)?.children?.[1];
  const names = (node?.children ?? []).map(({ children }) => String(children?.[0]?.value));
  return new Set(names);
}

function topKeys(text: string): ReadonlySet<string> {
  const [front = text] = /^---[^]*?^---/m.exec(text) ?? [];
  const top = front.split(/^[ \t]*\[/m)[0] ?? "";
  return new Set([...top.matchAll(/^([\w-]+)\s*[:=]/gm)].map(([, name = ""]) => name));
}

/** The names that an object at the top of the file has, such as those of its servers. */
export function namesUnder({ text }: AgentWriting, key: string): readonly AgentOffer[] {
  const found = parseTree(text)?.children?.find(({ children }) => children?.[0]?.value === key);
  const names = found?.children?.[1]?.children ?? [];
  return names.flatMap(({ children }) => {
    const name: unknown = children?.[0]?.value;
    return typeof name === "string"
      ? [{ text: name, kind: "Module", rank: 0, detail: "a server of this file" } as const]
      : [];
  });
}
