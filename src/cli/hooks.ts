import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";

import { hooksFolder } from "../host/git.ts";
import { writeFileInside } from "../host/write.ts";
import { failed } from "../model/problem.ts";
import { shown } from "../model/shown.ts";
import { folderOption } from "./open.ts";
import { readOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { terminal } from "./terminal.ts";

/** `ambit hooks install`: a pre-commit hook that checks what is staged. */
export async function hooks([what, ...args]: readonly string[]): Promise<number> {
  if (what !== "install")
    throw new Refusal("`ambit hooks` needs what to do: `ambit hooks install`", 2);
  const { values, positionals } = readOptions(args, {
    yes: { type: "boolean" },
    folder: { type: "string" },
  });
  const [more] = positionals;
  if (more !== undefined) throw new Refusal(`\`${more}\` is too much`, 2);
  const at = (await folderOption(values.folder)) ?? process.cwd();
  const found = await hooksFolder(at);
  if (failed(found)) throw new Refusal(`there is no repository of git here: ${found.error}`, 3);
  const folder = resolve(at, found.value);
  return install(folder, values.yes === true);
}

async function install(folder: string, yes: boolean): Promise<number> {
  const file = resolve(folder, NAME);
  const text = hookText();
  const before = await readFile(file, "utf8").catch(() => undefined);
  if (before === text) {
    process.stdout.write(`\`${shown(file)}\` is there already\n`);
    return 0;
  }
  if (before !== undefined && !before.includes(MARK))
    throw new Refusal(
      `there is a hook \`${file}\` already, which is left as it is; add the line \`ambit check --staged || exit 1\` to it`,
      3,
    );
  process.stderr.write(`${shown(file)} will hold:\n\n${text.replaceAll(/^/gm, "  ")}\n`);
  const person = terminal();
  if (!yes && person === undefined)
    throw new Refusal("nothing was written: agree on a terminal, or with `--yes`", 2);
  if (!yes && (await person?.confirm("write it?")) !== true) return 1;
  await write(folder, before, text);
  process.stdout.write(`wrote \`${shown(file)}\`\n`);
  return 0;
}

const NAME = "pre-commit";
const MARK = "# Written by `ambit hooks install`.";

/** The command on the path if there is one, since that is kept up to date; else the one that wrote the hook. */
function hookText(): string {
  const own = [process.execPath, process.argv[1] ?? ""].map(quoted).join(" ");
  return `#!/bin/sh
${MARK}
# Stops a commit that brings findings of error level; \`git commit --no-verify\` goes on without.
if command -v ambit >/dev/null 2>&1; then
  exec ambit check --staged
fi
exec ${own} check --staged
`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\\\''")}'`;
}

async function write(folder: string, before: string | undefined, text: string): Promise<void> {
  const parent = await stat(folder).catch(() => undefined);
  const [ground, names] =
    parent === undefined
      ? [resolve(folder, ".."), [folder.slice(folder.lastIndexOf("/") + 1), NAME] as const]
      : [folder, [NAME] as const];
  try {
    await writeFileInside({ folder: ground, names, text, before, mode: 0o755 });
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error), 3);
  }
}
