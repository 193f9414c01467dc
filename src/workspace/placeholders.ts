import type { Launch } from "../model/launch.ts";
import type { Outcome } from "../model/problem.ts";
import { failed } from "../model/problem.ts";
import { shownShort } from "../model/shown.ts";

/** What a text of a definition stands for until the server starts. */
export interface Placeholder {
  /** As it is written: `${input:token}`. */
  readonly source: string;
  readonly kind: "input" | "env" | "workspace" | "name" | "home" | "separator";
  readonly name: string;
  /** `${NAME:-text}` of `.mcp.json`. */
  readonly otherwise?: string;
}

/** The placeholders of a definition, each once; an error names one that is not known. */
function placeholdersOf(launch: Launch): Outcome<readonly Placeholder[]> {
  const found = new Map<string, Placeholder>();
  for (const text of textsOf(launch)) {
    for (const [source, inner = ""] of text.matchAll(PLACEHOLDER)) {
      const read = readPlaceholder(source, inner);
      if (read === undefined)
        return { error: `uses \`${shownShort(source, 80)}\`, which Ambit does not know` };
      found.set(source, read);
    }
  }
  return { value: [...found.values()] };
}

/** A definition with its placeholders replaced, once: what a value holds is not looked at again. */
function fillIn(launch: Launch, valueOf: (source: string) => string): Launch {
  const fill = (text: string): string => text.replace(PLACEHOLDER, valueOf);
  const fillMap = (texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...texts].map(([name, text]) => [name, fill(text)]));
  if (launch.kind === "http")
    return { kind: "http", url: fill(launch.url), headers: fillMap(launch.headers) };
  const { envFile, cwd } = launch;
  return {
    kind: "stdio",
    command: fill(launch.command),
    args: launch.args.map(fill),
    env: fillMap(launch.env),
    ...(envFile === undefined ? {} : { envFile: fill(envFile) }),
    ...(cwd === undefined ? {} : { cwd: fill(cwd) }),
  };
}

const PLACEHOLDER = /\$\{([^{}]*)\}/g;

function textsOf(launch: Launch): readonly string[] {
  if (launch.kind === "http") return [launch.url, ...launch.headers.values()];
  const { command, args, env, envFile = "", cwd = "" } = launch;
  return [command, ...args, ...env.values(), envFile, cwd];
}

function readPlaceholder(source: string, inner: string): Placeholder | undefined {
  const named = /^(input|env):(.+)$/s.exec(inner);
  if (named?.[1] === "input") return { source, kind: "input", name: named[2] ?? "" };
  if (named?.[1] === "env") return { source, kind: "env", name: named[2] ?? "" };
  const fixed = FIXED.get(inner);
  if (fixed !== undefined) return { source, kind: fixed, name: inner };
  const [whole, name = "", otherwise] = /^([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inner) ?? [];
  if (whole === undefined) return undefined;
  return { source, kind: "env", name, ...(otherwise === undefined ? {} : { otherwise }) };
}

const FIXED: ReadonlyMap<string, Placeholder["kind"]> = new Map([
  ["workspaceFolder", "workspace"],
  ["workspaceFolderBasename", "name"],
  ["userHome", "home"],
  ["pathSeparator", "separator"],
  ["/", "separator"],
]);

/** What the surroundings say; `ask` is for what nobody knows, and gives `undefined` where nobody can be asked. */
export interface Surroundings {
  readonly folder: string;
  readonly home: string;
  readonly separator: string;
  env(name: string): string | undefined;
  ask(placeholder: Placeholder): Promise<string | undefined>;
}

/** A definition with nothing left open. Nothing that was asked is kept. */
export async function resolveLaunch(
  launch: Launch,
  around: Surroundings,
): Promise<Outcome<Launch>> {
  const placeholders = placeholdersOf(launch);
  if (failed(placeholders)) return placeholders;
  const values = new Map<string, string>();
  for (const placeholder of placeholders.value) {
    const value = knownValue(placeholder, around) ?? (await around.ask(placeholder));
    if (value === undefined)
      return {
        error: `needs a value for \`${shownShort(placeholder.source, 80)}\`, and there is nobody to ask; set it in the environment, or run this on a terminal`,
      };
    values.set(placeholder.source, value);
  }
  return { value: fillIn(launch, (source) => values.get(source) ?? "") };
}

function knownValue(
  { kind, name, otherwise }: Placeholder,
  around: Surroundings,
): string | undefined {
  switch (kind) {
    case "input":
      return undefined;
    case "env":
      return around.env(name) ?? otherwise;
    case "workspace":
      return around.folder;
    case "name":
      return around.folder.slice(around.folder.lastIndexOf("/") + 1);
    case "home":
      return around.home;
    case "separator":
      return around.separator;
  }
}
