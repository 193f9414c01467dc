import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import { profileOf } from "../../src/sandbox/profile.ts";
import { RUN_LIMITS } from "../../src/sandbox/limits.ts";
import { isRunning } from "./processes.ts";
import type { Tried } from "./driver.ts";
import { Bench, PEOPLE, hasSandbox } from "./people.ts";

/** What comes through when a layer is taken away, and only then; as root where root's way of running is the one that needs it. */
const DECIDING: readonly (readonly [layer: string, attempt: string])[] = [
  ["users", "make new users"],
  ["processes", "end a process of the machine"],
  ["ipc", "see shared memory of the machine"],
  ["host-name", "learn the name of the machine"],
  ["network", "reach a service of the machine"],
  ["network", "reach a socket without a path"],
  ["capabilities", "change the root"],
  ["terminal", "open the terminal"],
  ["environment", "find a secret in its own environment"],
  ["files", "read a file outside"],
  ["files", "read through a symbolic link of the workspace"],
  ["files", "reach an agent's socket by its path"],
  ["kernel", "leave something in the memory that all share"],
  ["scratch", "leave something in /tmp"],
  ["scratch", "read a key in the home"],
  ["workspace", "write to the workspace itself"],
  ["workspace", "write to a file with two names, one of them outside"],
  ["sealed", "write to the root"],
  ["calls", "read the memory of a process"],
  ["calls", "work around what watches system calls"],
  ["calls", "use keys of the kernel"],
  ["limits", "start very many processes"],
  ["limits", "take all memory"],
  ["limits", "fill the disk with one file"],
];

describe.skipIf(!hasSandbox)("no layer is decoration", () => {
  const bench = hasSandbox ? new Bench() : undefined;
  let grounds = 0;
  const [somebody = { who: "a user", uid: -1 }] = PEOPLE.filter(({ who }) => who === "a user");
  beforeAll(async () => {
    await bench?.build();
  });
  afterAll(() => {
    bench?.remove();
  });

  it.each(DECIDING)("without %s one can %s", async (layer, attempt) => {
    if (bench === undefined) return;
    const base = bench.ground(`without-${++grounds}`, somebody);
    const task = { base, mode: "attempts", only: [attempt], without: layer } as const;
    const [tried] = await bench.drive<Tried>(somebody, task);
    expect(tried).toMatchObject({ name: attempt, succeeded: true });
  });

  it("the end of Ambit is the end of the sandbox, however it comes", async () => {
    expect(await survives(undefined)).toBe(false);
    expect(await survives("end")).toBe(true);
  });

  it("every layer is here", () => {
    const site = {
      ...{ workspace: { from: "/w", at: "/w" }, home: "/h", uid: 1, gid: 1, visible: [], etc: [] },
      ...{ path: [], env: new Map(), links: new Map(), filter: 9, limits: RUN_LIMITS },
    };
    const names = profileOf(site).map(({ name }) => name);
    expect(new Set(["end", ...DECIDING.map(([layer]) => layer)])).toEqual(new Set(names));
  });

  async function survives(without: string | undefined): Promise<boolean> {
    if (bench === undefined) return false;
    const base = bench.ground(`end-${without ?? "none"}`, somebody);
    const task = { base, mode: "hang", ...(without === undefined ? {} : { without }) } as const;
    const child = bench.start(somebody, task);
    const { mark } = JSON.parse(
      String(await new Promise((done) => child.stdout.once("data", done))),
    ) as { mark: string };
    while (!isRunning(mark)) await sleep(50);
    child.kill("SIGKILL");
    for (let tries = 0; tries < 40 && isRunning(mark); tries++) await sleep(50);
    const left = isRunning(mark);
    if (left) isRunning(mark, "end");
    return left;
  }
});
