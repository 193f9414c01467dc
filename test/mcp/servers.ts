import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StdioLaunch } from "../../src/model/launch.ts";
import { root } from "../repo/files.ts";

/** A program of node's, with arguments. */
export function program(...args: readonly string[]): StdioLaunch {
  return { kind: "stdio", command: process.execPath, args, env: new Map() };
}

/** The hostile server in one of its modes. */
export function hostile(mode: string, ...rest: readonly string[]): StdioLaunch {
  return program(path.join(root, "test/mcp/hostile-server.mjs"), mode, ...rest);
}

/** A server of the npm packages of the Model Context Protocol. */
export function real(name: string, ...args: readonly string[]): StdioLaunch {
  const folder = path.join(root, "node_modules/@modelcontextprotocol", `server-${name}`);
  return program(path.join(folder, "dist/index.js"), ...args);
}

/** Is there a process of this id that is no zombie? */
export async function isAlive(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    const file = `/proc/${pid}/stat`;
    if (!existsSync(file) || readFileSync(file, "utf8").includes(" Z ")) return false;
    await sleep(25);
  }
  return true;
}
