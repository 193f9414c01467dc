import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import type { Format } from "../formats/format.ts";

/** Where an agent is installed: its program, and how the package is called that it lies in. */
interface Installed {
  readonly program: string;
  readonly packages: readonly string[];
}

/** By the vendors' own instructions for installing them. VS Code and Cursor name their package after the product. */
const INSTALLED: Readonly<Record<Format["id"], Installed>> = {
  "claude-code": { program: "claude", packages: ["@anthropic-ai/claude-code"] },
  codex: { program: "codex", packages: ["@openai/codex"] },
  "gemini-cli": { program: "gemini", packages: ["@google/gemini-cli"] },
  opencode: { program: "opencode", packages: ["opencode-ai"] },
  vscode: { program: "code", packages: ["Code", "code-oss-dev", "VSCodium"] },
  cursor: { program: "cursor", packages: ["Cursor"] },
};

/** Folders above a program are looked into so far. */
const MOST_FOLDERS = 6;

/**
 * The version of the agent that the `PATH` leads to, read from the package that its program lies in, or from a folder of that name: nothing is run.
 * `undefined` where that says nothing.
 */
export async function installedVersion(
  agent: Format["id"],
  search: string = process.env["PATH"] ?? "",
): Promise<string | undefined> {
  const installed = INSTALLED[agent];
  for (const folder of search.split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    const program = await realpath(path.join(folder, installed.program)).catch(() => undefined);
    if (program === undefined) continue;
    const named = /[\\/]versions[\\/](\d+\.\d+\.\d+[\w.-]*)(?:[\\/]|$)/.exec(program)?.[1];
    return (await versionAbove(program, installed)) ?? named;
  }
  return undefined;
}

async function versionAbove(program: string, { packages }: Installed): Promise<string | undefined> {
  let folder = path.dirname(program);
  for (let step = 0; step < MOST_FOLDERS; step++) {
    const inside = packages.map((name) => path.join("node_modules", name));
    for (const below of [".", "resources/app", ...inside]) {
      const version = await versionOf(path.join(folder, below, "package.json"), packages);
      if (version !== undefined) return version;
    }
    folder = path.dirname(folder);
  }
  return undefined;
}

async function versionOf(file: string, names: readonly string[]): Promise<string | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null) return undefined;
    if (!("name" in found) || !("version" in found)) return undefined;
    const { name, version } = found;
    if (typeof name !== "string" || typeof version !== "string") return undefined;
    return names.includes(name) && /^\d+\.\d+\.\d+[\w.+-]*$/.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}
