import { acceptTools } from "../host/accept-tools.ts";
import type { ShownTool } from "../host/accept-tools.ts";
import { diskFiles } from "../host/files.ts";
import { shown } from "../model/shown.ts";
import { toolDigest } from "../model/tool-catalog.ts";
import { toolChanges } from "../model/tool-changes.ts";
import type { ToolChange } from "../model/tool-changes.ts";
import type { CatalogRead } from "../policy/read-catalog.ts";
import { catalogFiles } from "../workspace/catalogs.ts";
import { count } from "../workspace/words.ts";
import { rootFolder } from "./folder.ts";
import { toJson } from "./json.ts";
import { oneOf, readOptions } from "./options.ts";
import { changeLines } from "./print-tools.ts";
import { Refusal } from "./refusal.ts";
import { styleFor } from "./style.ts";
import { terminal } from "./terminal.ts";

/** `ambit tools accept`: takes over tools that are not as they were accepted, as `tools sync` has recorded them. Starts nothing. */
export async function toolsAccept(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    yes: { type: "boolean" },
    folder: { type: "string" },
    format: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  if (positionals.length === 0)
    throw new Refusal("`ambit tools accept` needs a server, or a tool: `SERVER/TOOL`", 2);
  const root = await rootFolder(values.folder);
  const catalogs = await readCatalogs(root);
  const results: Accepted[] = [];
  for (const wanted of wantedBy(positionals, catalogs)) {
    show(wanted);
    const agreed = values.yes === true || (await agrees(wanted));
    results.push(await accept(wanted, root, agreed ? "accept" : "leave"));
  }
  process.stdout.write(
    format === "json"
      ? `${toJson({ servers: results }, 2)}\n`
      : results.map((result) => `${acceptedLine(result)}\n`).join(""),
  );
  if (results.some(({ error }) => error !== undefined)) return 3;
  return results.some(({ accepted, waiting }) => accepted.length < waiting) ? 1 : 0;
}

/** What became of the tools of one server. The names in JSON are stable. */
interface Accepted {
  readonly server: string;
  readonly accepted: readonly string[];
  /** How many of those that were asked for waited to be accepted. */
  readonly waiting: number;
  readonly error?: string;
}

/** Tools of one server that wait, of those that are asked for. */
interface Wanted {
  readonly server: string;
  readonly changes: readonly ToolChange[];
  readonly tools: readonly ShownTool[];
}

async function readCatalogs(root: string): Promise<ReadonlyMap<string, CatalogRead>> {
  const found = await catalogFiles(root, diskFiles);
  return new Map(
    found.map(({ server, file, read, fault }) => {
      if (read === undefined)
        throw new Refusal(`\`${shown(file)}\` cannot be used: ${shown(fault ?? "")}`, 3);
      return [server, read];
    }),
  );
}

/** By server. A name that is a server's is the whole server, whatever signs it holds. */
function wantedBy(
  names: readonly string[],
  catalogs: ReadonlyMap<string, CatalogRead>,
): readonly Wanted[] {
  const chosen = new Map<string, Set<string>>();
  for (const name of names) {
    const { server, tool } = splitName(name, catalogs);
    const waiting = waitingOf(catalogs.get(server)).map((change) => change.tool);
    if (tool !== undefined && !waiting.includes(tool))
      throw new Refusal(`\`${shown(name)}\` does not wait to be accepted`, 2);
    const tools = tool === undefined ? waiting : [tool];
    chosen.set(server, new Set([...(chosen.get(server) ?? []), ...tools]));
  }
  return [...chosen].map(([server, tools]) => {
    const read = catalogs.get(server);
    const changes = waitingOf(read).filter(({ tool }) => tools.has(tool));
    const now = new Map(read?.now.tools.map((tool) => [tool.name, toolDigest(tool)]));
    return { server, changes, tools: [...tools].map((tool) => ({ tool, sha256: now.get(tool) })) };
  });
}

function splitName(
  name: string,
  catalogs: ReadonlyMap<string, CatalogRead>,
): { readonly server: string; readonly tool?: string } {
  if (catalogs.has(name)) return { server: name };
  for (let at = name.indexOf("/"); at > 0; at = name.indexOf("/", at + 1))
    if (catalogs.has(name.slice(0, at)))
      return { server: name.slice(0, at), tool: name.slice(at + 1) };
  const known = [...catalogs.keys()].map((one) => `\`${shown(one)}\``).join(", ");
  const hint = known === "" ? "there is none" : `there are those of ${known}`;
  throw new Refusal(`there is no catalog of \`${shown(name)}\`; ${hint}`, 2);
}

/** Edited entries wait, too: what stands there is taken. */
function waitingOf(read: CatalogRead | undefined): readonly ToolChange[] {
  if (read === undefined) return [];
  const changes = toolChanges(read.itself, read.now);
  const edited = read.edited.filter((name) => changes.every(({ tool }) => tool !== name));
  return [...changes, ...edited.map((tool) => ({ tool, kind: "changed" as const, fields: [] }))];
}

function show({ server, changes }: Wanted): void {
  if (changes.length === 0) return;
  const lines = changeLines(changes, styleFor(process.stderr));
  process.stderr.write(
    `the tools of ${shown(server)} are not as they were accepted:\n${lines.join("\n")}\n`,
  );
}

async function agrees({ server, tools }: Wanted): Promise<boolean> {
  if (tools.length === 0) return true;
  const person = terminal();
  if (person === undefined)
    throw new Refusal("nothing was accepted: agree on a terminal, or with `--yes`", 2);
  return person.confirm(
    `accept ${count(tools.length, "tool")} of ${shown(server)} as they are now?`,
  );
}

async function accept(
  { server, tools }: Wanted,
  root: string,
  how: "accept" | "leave",
): Promise<Accepted> {
  const waiting = tools.length;
  if (how === "leave") return { server, accepted: [], waiting };
  const result = await acceptTools(server, root, tools);
  return "error" in result
    ? { server, accepted: [], waiting, error: result.error }
    : { server, accepted: result.accepted, waiting };
}

function acceptedLine({ server, accepted, waiting, error }: Accepted): string {
  const style = styleFor(process.stdout);
  const name = style.bold(shown(server));
  if (error !== undefined) return `${style.red("failed   ")} ${name} ${shown(error)}`;
  if (waiting === 0) return `${style.green("unchanged")} ${name} nothing waited`;
  if (accepted.length === 0)
    return `${style.yellow("declined ")} ${name} ${count(waiting, "tool")}`;
  return `${style.green("accepted ")} ${name} ${count(accepted.length, "tool")}`;
}
