import { execFileSync, fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Command, ShellPart, Word } from "../../../src/model/command.ts";
import { readShell } from "../../../src/engine/shell/read.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import { BIN, CONTEXT, corpus } from "./corpus.ts";

/**
 * The truth about the corpus: each line runs in a real bash, in an empty folder, where every program is a recorder of its arguments. What
 * was run must be among the parts and views of the reading, or the line is unreadable.
 */

const BASH = "/bin/bash";
const grammars = await loadGrammars();
const root = mkdtempSync(join(tmpdir(), "ambit-shell-"));
const entries = corpus().filter(({ run, dialect }) => run !== false && dialect === undefined);

/** Programs of the machine that only run what they are given, from the same `PATH` of recorders. */
const REAL = [
  "bash",
  "env",
  "xargs",
  "timeout",
  "nice",
  "nohup",
  "stdbuf",
  "setsid",
  "find",
  "cat",
];
const RECORDED = (
  "zap zip zop zbp z ls head tail sort uniq wc grep git npm node python3 sudo doas su pkexec watch ionice chrt taskset flock script strace unshare chroot nsenter busybox parallel ssh " +
  "sudo.exe SUDO dash ksh zsh entr systemd-run tee date diff rm mv cp a b c f g x y"
).split(" ");

describe.skipIf(!existsSync(BASH))("bash runs nothing that the reader does not see", async () => {
  const results = existsSync(BASH) ? await runAll() : [];
  test.each(results)("$line", ({ line, recorded, unreadable, commands }) => {
    if (unreadable) return;
    const missed = recorded.filter((words) => !commands.some((command) => covers(command, words)));
    expect({ line, missed }).toEqual({ line, missed: [] });
  });

  test("the recorders work", () => {
    expect(
      results.filter(({ recorded }) => recorded.some(([program]) => program === "zap")).length,
    ).toBeGreaterThan(150);
  });
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

interface Result {
  readonly line: string;
  readonly recorded: readonly (readonly string[])[];
  readonly unreadable: boolean;
  readonly commands: readonly Command[];
}

async function runAll(): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = [...entries];
  const starter = fork(new URL("starter.mjs", import.meta.url), { execArgv: [] });
  starter.setMaxListeners(0);
  const worker = async (name: string): Promise<void> => {
    const place = prepare(name);
    for (let entry = queue.pop(); entry !== undefined; entry = queue.pop())
      results.push(await runOne(entry.line, place, starter));
  };
  await Promise.all(["1", "2", "3"].map(worker)).finally(() => starter.kill());
  return results;
}

interface Place {
  readonly bin: string;
  readonly log: string;
  readonly folder: string;
}

function prepare(name: string): Place {
  const place = {
    bin: join(root, name, "bin"),
    log: join(root, name, "log"),
    folder: join(root, name, "a", "b"),
  };
  mkdirSync(place.bin, { recursive: true });
  const recorder = `#!/bin/sh\nprintf '%s\\0' "$#" "\${0##*/}" "$@" >> '${place.log}'\n`;
  for (const program of RECORDED) {
    writeFileSync(join(place.bin, program), recorder);
    chmodSync(join(place.bin, program), 0o755);
  }
  for (const program of REAL)
    symlinkSync(
      execFileSync(BASH, ["-c", `type -P ${program}`], { encoding: "utf8" }).trim(),
      join(place.bin, program),
    );
  symlinkSync(BASH, join(place.bin, "sh"));
  return place;
}

async function runOne(
  source: string,
  { bin, log, folder }: Place,
  starter: ChildProcess,
): Promise<Result> {
  const line = source.replaceAll(BIN, bin).replaceAll("/usr/bin/env", `${bin}/env`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "f"), "");
  writeFileSync(log, "");
  const env = { PATH: bin, HOME: folder };
  await started(starter, {
    id: folder,
    command: BASH,
    args: ["--norc", "--noprofile", "-c", line],
    options: { cwd: folder, env, timeout: 4000, killSignal: "SIGKILL" },
  });
  const reading = readShell(
    line,
    { ...CONTEXT, workspace: folder, folder, home: folder },
    grammars,
  );
  return {
    line: source,
    recorded: records(readFileSync(log, "utf8")),
    unreadable: reading.unreadable !== undefined,
    commands: reading.parts.flatMap(commandsOf),
  };
}

/** Runs it until it ends, in whatever way. */
async function started(
  starter: ChildProcess,
  job: { readonly id: string; readonly [name: string]: unknown },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const listen = (answer: unknown): void => {
      if ((answer as { readonly id: string }).id !== job.id) return;
      starter.off("message", listen).off("exit", gone);
      resolve();
    };
    const gone = (): void => {
      reject(new Error("the process that starts others has ended"));
    };
    starter.on("message", listen).on("exit", gone);
    starter.send(job);
  });
}

function records(log: string): readonly (readonly string[])[] {
  const fields = log.split("\0");
  const found: (readonly string[])[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const count = Number(fields[at]);
    found.push(fields.slice(at + 1, at + 2 + count));
    at += 2 + count;
  }
  return found;
}

function commandsOf(part: ShellPart): readonly Command[] {
  if (part.kind !== "command") return [];
  const views = part.views.flatMap((view) =>
    view.kind === "command" ? [view.command] : view.kind === "hidden" ? [ANYTHING] : [],
  );
  return [part.command, ...views, ...(part.inner ?? []).flatMap(commandsOf)];
}

const ANYTHING: Command = {
  words: [{ text: "", known: false, splits: true }],
  assigns: [],
  folders: [],
};

function covers(command: Command, recorded: readonly string[]): boolean {
  const [program, ...rest] = command.words;
  if (program === undefined) return false;
  const last = program.text.slice(program.text.lastIndexOf("/") + 1);
  return matches([{ ...program, text: last }, ...rest], recorded);
}

function matches(words: readonly Word[], recorded: readonly string[]): boolean {
  const [word, ...rest] = words;
  if (word === undefined) return recorded.length === 0;
  const [first, ...others] = recorded;
  if (word.known) return first === word.text && matches(rest, others);
  if (!word.splits) return first?.startsWith(word.text) === true && matches(rest, others);
  for (let taken = 0; taken <= recorded.length; taken += 1)
    if (matches(rest, recorded.slice(taken))) return true;
  return false;
}
