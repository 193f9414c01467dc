/**
 * An MCP server that does what servers must not: `node hostile-server.mjs MODE`. It speaks the protocol by hand, so that it can speak it
 * wrongly.
 */
import { spawn } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [mode = "fine", file = ""] = process.argv.slice(2);
const tool = { name: "look", description: "Looks.", inputSchema: { type: "object" } };
const bell = "\u001b]0;owned\u0007\u202Etxt.exe\u0000";
let listed = 0;
const SILENT = new Set([
  "hangs",
  "stubborn",
  "nonsense",
  "flood-line",
  "flood-errors",
  "flood-messages",
]);

/** @type {Record<string, () => unknown>} */
const onStart = {
  exits: () => {
    process.stderr.write(`no token ${bell}\n`);
    process.exit(7);
  },
  hangs: () => setInterval(() => undefined, 1_000),
  stubborn: () => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => undefined);
    setInterval(() => undefined, 1_000);
  },
  banner: () => process.stdout.write("Welcome to the server!\n"),
  nonsense: () => setInterval(() => process.stdout.write("this is no message\n"), 1),
  "flood-line": () => flood(() => process.stdout.write("x".repeat(65_536))),
  "flood-errors": () => flood(() => process.stderr.write("x".repeat(65_536))),
  "flood-messages": () => {
    const message = `${JSON.stringify({ jsonrpc: "2.0", method: "notifications/message" })}\n`;
    flood(() => process.stdout.write(message.repeat(1_000)));
  },
  // A grandchild that would outlive its parent, and tells who it is.
  family: () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], {
      stdio: "inherit",
    });
    writeFileSync(file, `${process.pid} ${child.pid}`);
  },
  env: () => writeFileSync(file, JSON.stringify(process.env)),
  count: () => appendFileSync(file, "started\n"),
};

/** @type {Record<string, (params: { cursor?: string }) => object>} */
const lists = {
  "no-list": () => ({ tools: "many" }),
  "no-object": () => ({ tools: [tool, 7] }),
  "no-name": () => ({ tools: [{ ...tool, name: 7 }] }),
  "no-schema": () => ({ tools: [{ name: "look" }] }),
  "wrong-schema": () => ({ tools: [{ ...tool, inputSchema: [] }] }),
  "wrong-description": () => ({ tools: [{ ...tool, description: { text: "Looks." } }] }),
  twice: () => ({ tools: [tool, tool] }),
  deep: () => ({ tools: [{ ...tool, inputSchema: nested(500) }] }),
  many: () => ({ tools: Array.from({ length: 5_000 }, (_, i) => ({ ...tool, name: `t${i}` })) }),
  circle: () => ({ tools: [], nextCursor: "again" }),
  endless: () => ({ tools: [], nextCursor: `page ${++listed}` }),
  changes: () => ({ tools: [{ ...tool, description: `Looks ${++listed} times.` }] }),
  grows: () => ({ tools: listed++ === 0 ? [tool] : [tool, { ...tool, name: "late" }] }),
  characters: () => ({ tools: [{ ...tool, name: "lo\u202Eok", description: `Looks. ${bell}` }] }),
  names: () => ({
    tools: ["__proto__", "constructor", "../../x"].map((name) => ({ ...tool, name })),
  }),
  pages: ({ cursor = "0" }) => {
    const tools = [{ ...tool, name: `page-${cursor}` }];
    return cursor === "2" ? { tools } : { tools, nextCursor: String(Number(cursor) + 1) };
  },
};

onStart[mode]?.();
for await (const line of createInterface({ input: process.stdin })) answer(JSON.parse(line));

/** @param {{ id?: number, method?: string, params?: { cursor?: string, protocolVersion?: string } }} message */
function answer({ id, method, params = {} }) {
  if (id === undefined || SILENT.has(mode)) return;
  if (method === "initialize") {
    if (mode === "wrong-handshake") return reply(id, { hello: "world" });
    const { protocolVersion } = params;
    const capabilities = mode === "toolless" ? {} : { tools: {} };
    return reply(id, {
      protocolVersion,
      capabilities,
      serverInfo: { name: "hostile", version: "1" },
    });
  }
  if (mode === "hangs-later") return undefined;
  if (mode === "refuses")
    return send({ id, error: { code: -32000, message: `not for you ${bell}` } });
  return reply(id, lists[mode]?.(params) ?? { tools: [tool] });
}

/** @param {number} id @param {object} result */
function reply(id, result) {
  send({ id, result });
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** @param {number} depth */
function nested(depth) {
  /** @type {object} */
  let schema = { type: "object" };
  for (let i = 0; i < depth; i++) schema = { not: schema };
  return schema;
}

/** @param {() => boolean} write */
function flood(write) {
  const more = () => {
    while (write());
    setTimeout(more, 1);
  };
  more();
}
