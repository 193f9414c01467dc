/**
 * opencode itself, made to decide: its server, a model that says what it is told, and a shell that runs nothing.
 */
import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const here = import.meta.dirname;

/** The program: the newest instructions are not needed. */
function program() {
  if (process.env.OPENCODE_BIN !== undefined) return process.env.OPENCODE_BIN;
  const folder = path.join(here, "node_modules");
  const names = ["opencode-linux-x64-baseline", "opencode-linux-x64", "opencode-linux-arm64"];
  const found = names
    .flatMap((name) => [
      path.join(folder, name, "bin/opencode"),
      path.join(folder, "opencode-ai/node_modules", name, "bin/opencode"),
    ])
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error("opencode is not there; run `node oracles/install.mjs opencode`");
  return found;
}

/**
 * Starts the agent in a folder of its own that holds `files` (below `project/` or `home/`) and hands over what decides.
 *
 * @param {{ files: Readonly<Record<string, string>>, git?: boolean, agent?: string, folder?: string }} setting
 */
export async function start({ files, git = true, agent = "build", folder = "" }) {
  const root = mkdtempSync(path.join(tmpdir(), "oc-"));
  const project = path.join(root, "project");
  const home = path.join(root, "home");
  for (const at of ["project/src", "project/sub", "home", "outside"])
    mkdirSync(path.join(root, at), { recursive: true });
  for (const [at, text] of Object.entries({ ...GROUND, ...files })) {
    const file = path.join(root, at);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      text
        .replaceAll("{{home}}", home)
        .replaceAll("{{project}}", project)
        .replaceAll("{{root}}", root),
    );
  }
  cpSync(path.join(here, "server.mjs"), path.join(root, "server.mjs"));
  if (git) spawnSync("git", ["init", "-q"], { cwd: project });
  const shell = path.join(root, "bash");
  writeFileSync(shell, "#!/bin/sh\necho not run\n", { mode: 0o755 });
  const model = await startModel();
  const own = {
    autoupdate: false,
    share: "disabled",
    model: "mock/m",
    small_model: "mock/m",
    provider: {
      mock: {
        npm: "@ai-sdk/openai-compatible",
        name: "mock",
        options: { baseURL: `${model.url}/v1`, apiKey: "x" },
        models: { m: { name: "m", tool_call: true, limit: { context: 100000, output: 4000 } } },
      },
    },
  };
  const cwd = path.join(project, folder);
  const child = spawn(program(), ["serve", "--port", "0", "--hostname", "127.0.0.1", "--pure"], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      SHELL: shell,
      XDG_CONFIG_HOME: path.join(home, ".config"),
      XDG_DATA_HOME: path.join(home, ".local/share"),
      XDG_STATE_HOME: path.join(home, ".local/state"),
      XDG_CACHE_HOME: path.join(home, ".cache"),
      OPENCODE_CONFIG_CONTENT: JSON.stringify(own),
      OPENCODE_DISABLE_AUTOUPDATE: "1",
      OPENCODE_DISABLE_MODELS_FETCH: "1",
      OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
      OPENCODE_DISABLE_DEFAULT_PLUGINS: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const base = await new Promise((resolve, reject) => {
    const wait = setTimeout(() => reject(new Error(`no server: ${log}`)), 40_000);
    const more = (chunk) => {
      log += chunk;
      const found = /(http:\/\/127\.0\.0\.1:\d+)/.exec(log);
      if (!found) return;
      clearTimeout(wait);
      resolve(found[1]);
    };
    child.stdout.on("data", more);
    child.stderr.on("data", more);
  });
  const query = `?directory=${encodeURIComponent(cwd)}`;
  const ask = async (method, at, body) => {
    const answer = await fetch(base + at + query, {
      method,
      headers: { "content-type": "application/json" },
      signal: AbortSignal.timeout(30_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    try {
      return JSON.parse(text);
    } catch {
      return { status: answer.status, text: text.slice(0, 300) };
    }
  };
  const asked = [];
  const listening = new AbortController();
  void listen(`${base}/event${query}`, listening.signal, (event) => {
    if (!/permission.*asked/.test(event.type)) return;
    asked.push(event.properties);
    void ask("POST", `/permission/${event.properties.id}/reply`, { reply: "once" });
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  // Without a repository paths are taken from `/` on: then they begin with no slash.
  const plain = (text) =>
    text
      .replaceAll(project, "/project")
      .replaceAll(home, "/home")
      .replaceAll(root, "")
      .replaceAll(`${root.slice(1)}/`, "");
  const real = (text) =>
    text
      .replaceAll("{{home}}", home)
      .replaceAll("{{project}}", project)
      .replaceAll("{{root}}", root)
      .replaceAll("{{url}}", model.url);
  return {
    /** The rules of an agent in the order in which they are judged; `undefined` where the configuration was refused. */
    async rules() {
      const agents = await ask("GET", "/agent");
      const found = Array.isArray(agents) ? agents.find((one) => one.name === agent) : undefined;
      return found?.permission.map(({ permission, pattern, action }) => [
        permission,
        plain(pattern),
        action,
      ]);
    },
    /** What becomes of a call: what is asked for on the way (every question is answered with yes), and the end. */
    async decide({ tool, args }) {
      const session = await ask("POST", "/session", { title: "t" });
      if (session.id === undefined) return { decision: "refused", asked: [] };
      asked.length = 0;
      let late = false;
      const call = { tool, args: JSON.parse(real(JSON.stringify(args))) };
      await ask("POST", `/session/${session.id}/message`, {
        parts: [{ type: "text", text: `CALL${JSON.stringify(call)}LLAC` }],
        model: { providerID: "mock", modelID: "m" },
        agent,
      }).catch(() => (late = true));
      if (late) return { decision: "error", why: "no answer in time", asked: [] };
      const messages = await ask("GET", `/session/${session.id}/message`);
      const part = (Array.isArray(messages) ? messages : [])
        .flatMap((message) => message.parts)
        .find((one) => one.type === "tool");
      const questions = asked.map(({ permission, patterns }) => [permission, patterns.map(plain)]);
      return { ...outcome(part, questions.length), asked: questions };
    },
    async stop() {
      listening.abort();
      child.kill("SIGKILL");
      model.stop();
      await new Promise((resolve) => setTimeout(resolve, 200));
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Lies in every project. */
const GROUND = {
  "project/README.md": "hello\n",
  "project/.env": "hello\n",
  "project/.env.example": "S=\n",
  "project/.env.local": "S=1\n",
  "project/src/a.ts": "hello\n",
  "project/src/.env": "S=1\n",
  "project/sub/b.ts": "hello\n",
  "home/notes.txt": "hello\n",
  "outside/o.txt": "hello\n",
};

function outcome(part, questions) {
  const { state } = part ?? {};
  const why = state?.error ?? "";
  // Where the model has no tool at all, it is not even asked for one.
  if (part === undefined) return { decision: "deny", hidden: true };
  if (part.tool === "invalid" || /unavailable tool/.test(why))
    return { decision: "deny", hidden: true };
  if (/specified a rule which prevents/.test(why)) return { decision: "deny" };
  if (state.status === "completed" || /not found|ripgrep execution failed/.test(why))
    return { decision: questions > 0 ? "ask" : "allow" };
  return { decision: questions > 0 ? "ask" : "error", why: why.slice(0, 200) };
}

async function listen(url, signal, hear) {
  try {
    const answer = await fetch(url, { signal });
    let text = "";
    for await (const chunk of answer.body) {
      text += Buffer.from(chunk);
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const line = text.slice(0, end).replace(/^data: /, "");
        text = text.slice(end + 2);
        try {
          hear(JSON.parse(line));
        } catch {
          // A line that is no event says nothing.
        }
      }
    }
  } catch {
    // The stream ends with the agent.
  }
}

/** A model that calls the tool which the message names, and is done. */
function startModel() {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      if (request.method === "GET") {
        response.end("hello");
        return;
      }
      const { messages = [], tools } = JSON.parse(body || "{}");
      const last = messages.at(-1);
      const text =
        typeof last?.content === "string"
          ? last.content
          : (last?.content?.map?.((piece) => piece.text).join("") ?? "");
      const found = last?.role === "user" ? /CALL(\{.*\})LLAC/s.exec(text) : null;
      response.writeHead(200, { "content-type": "text/event-stream" });
      const say = (choice) =>
        response.write(
          `data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, ...choice }] })}\n\n`,
        );
      if (found !== null && (tools?.length ?? 0) > 0) {
        const call = JSON.parse(found[1]);
        const id = `call_${Math.random().toString(36).slice(2)}`;
        const made = { name: call.tool, arguments: JSON.stringify(call.args) };
        say({
          delta: {
            role: "assistant",
            tool_calls: [{ index: 0, id, type: "function", function: made }],
          },
        });
        say({ delta: {}, finish_reason: "tool_calls" });
      } else {
        say({ delta: { role: "assistant", content: "done" } });
        say({ delta: {}, finish_reason: "stop" });
      }
      response.end("data: [DONE]\n\n");
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({
        url: `http://127.0.0.1:${server.address().port}`,
        stop: () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}
