/**
 * The whole agent as an oracle: `codex app-server` with a model on the loopback that makes the call under test. A request for approval is
 * an ask, an output that says "rejected" a deny; else the command ran, so only harmless ones are used.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { BIN, SCRATCH } from "./program.mjs";

let agents = 0;

/** @param {{ rules: Record<string, string>, config?: string, approval: unknown, sandbox?: string }} setting */
export async function start({ rules, config = "", approval, sandbox }) {
  const home = path.join(SCRATCH, `home${agents}`);
  const workspace = path.join(SCRATCH, `ws${agents++}`);
  fs.mkdirSync(path.join(home, "rules"), { recursive: true });
  fs.mkdirSync(path.join(workspace, ".git"), { recursive: true });
  for (const [name, text] of Object.entries(rules))
    fs.writeFileSync(path.join(home, "rules", name), text);
  /** @type {string | undefined} */
  let output;
  const model = await startModel((text) => (output = text));
  fs.writeFileSync(path.join(home, "config.toml"), configOf(config, model.port, workspace));
  const env = { PATH: "/usr/bin:/bin", HOME: home, CODEX_HOME: home, SHELL: "/bin/bash" };
  const program = spawn(BIN, ["app-server"], {
    cwd: workspace,
    env,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const line = connect(program);
  const clientInfo = { name: "oracle", title: "oracle", version: "0" };
  await line.call("initialize", { clientInfo, capabilities: { experimentalApi: true } });
  line.send({ method: "initialized" });
  return {
    workspace,
    stop() {
      program.kill("SIGKILL");
      model.close();
    },
    /** @param {string} cmd */
    async decide(cmd) {
      output = undefined;
      const thread = await line.call("thread/start", {
        model: "mock-model",
        cwd: workspace,
        approvalPolicy: approval,
        ...(sandbox === undefined ? {} : { sandbox }),
        ephemeral: true,
      });
      if (thread.error) throw new Error(JSON.stringify(thread.error));
      const turn = line.turn();
      const text = `CALL${JSON.stringify({ cmd })}LLAC`;
      const input = [{ type: "text", text, text_elements: [] }];
      await line.call("turn/start", { threadId: thread.result.thread.id, input });
      const { asked, items, tried } = await turn;
      const [item] = items;
      if (process.env.VERBOSE)
        console.error(cmd, asked, JSON.stringify(items).slice(0, 300), output);
      if (asked.length > 0) return "ask";
      if (tried) return "allow";
      if (item !== undefined && item.status !== "declined") return "allow";
      return /Process exited|Chunk ID|Success/.test(output ?? "") ? "allow" : "deny";
    },
  };
}

/** @param {(output: string) => void} heard */
async function startModel(heard) {
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      if (!request.url?.includes("/responses")) {
        response.writeHead(200, { "content-type": "application/json" });
        response.end('{"models":[],"data":[]}');
        return;
      }
      const last = JSON.parse(body || "{}").input?.at(-1);
      if (/_output$/.test(last?.type ?? "")) heard(JSON.stringify(last.output));
      const said =
        last?.type === "message" ? (last.content ?? []).map((part) => part.text).join("") : "";
      const call = /CALL(\{.*\})LLAC/s.exec(said);
      response.writeHead(200, { "content-type": "text/event-stream" });
      const id = `resp_${Math.random().toString(36).slice(2)}`;
      const tell = (type, more) =>
        response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
      tell("response.created", { response: { id } });
      const item = call
        ? {
            type: "function_call",
            id: `fc_${id}`,
            call_id: `call_${id}`,
            name: "exec_command",
            arguments: call[1],
          }
        : {
            type: "message",
            role: "assistant",
            id: `m_${id}`,
            content: [{ type: "output_text", text: "done" }],
          };
      tell("response.output_item.done", { output_index: 0, item });
      const none = { input_tokens_details: null, output_tokens_details: null };
      const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2, ...none };
      tell("response.completed", { response: { id, usage } });
      response.end();
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, close: () => server.close() };
}

function configOf(config, port, workspace) {
  return `model = "mock-model"
model_provider = "mock"
${config}
[model_providers.mock]
name = "mock"
base_url = "http://127.0.0.1:${port}/v1"
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0
supports_websockets = false
[projects."${workspace}"]
trust_level = "trusted"
`;
}

/** JSON-RPC, a message a line. */
function connect(program) {
  let id = 0;
  let buffer = "";
  const waiting = new Map();
  let onMessage = (_message) => {};
  const send = (message) =>
    program.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  program.stdout.on("data", (chunk) => {
    buffer += chunk;
    const lines = buffer.split("\n");
    buffer = lines.pop() ?? "";
    for (const text of lines) {
      const message = JSON.parse(text);
      if (message.id !== undefined && message.method === undefined)
        waiting.get(message.id)?.(message);
      else onMessage(message);
    }
  });
  return {
    send,
    call: (method, params) =>
      new Promise((done) => {
        waiting.set(++id, done);
        send({ id, method, params });
      }),
    /** What is asked and done until the turn ends; every question is declined. */
    turn: () =>
      new Promise((done) => {
        const asked = [];
        const items = [];
        let tried = false;
        const late = setTimeout(() => done({ asked, items, tried }), 20_000);
        onMessage = (message) => {
          if (message.id !== undefined && message.method) {
            // A sandbox that cannot run here is no question of the rules: the command went into it unasked.
            if (/retry without sandbox/.test(message.params.reason ?? "")) tried = true;
            else asked.push(message.method);
            const result = { decision: "decline", action: "decline", content: null, answers: {} };
            send({ id: message.id, result });
          } else if (message.method === "item/completed") {
            if (/commandExecution|fileChange|mcpToolCall/.test(message.params.item.type))
              items.push(message.params.item);
          } else if (
            message.method === "turn/completed" ||
            (message.method === "error" && !message.params.willRetry)
          ) {
            clearTimeout(late);
            done({ asked, items, tried });
          }
        };
      }),
  };
}
