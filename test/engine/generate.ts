import fc from "fast-check";
import type { CallContext, Session, ToolCall } from "../../src/model/call.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { argsOfCall } from "./generate-args.ts";
import { defined, policies, weighted } from "./generate-policy.ts";
import { trees } from "./generate-shell.ts";
import type { TestCall } from "./reference-call.ts";
import type { Policy } from "./reference-document.ts";
import { print } from "./shell-tree.ts";
import { worldOf, type World } from "./world.ts";

/** A policy and several calls of it, each with the disk that a caller has, if any. */
export interface Sample {
  readonly policy: Policy;
  readonly calls: readonly Tried[];
}

export interface Tried extends TestCall {
  readonly world: World | undefined;
}

/** Samples of one policy and `many` calls. */
export function samples(many: number): fc.Arbitrary<Sample> {
  return fc.record({
    policy: policies(),
    calls: fc.array(tried(), { minLength: many, maxLength: many }),
  });
}

function tried(): fc.Arbitrary<Tried> {
  return fc.tuple(calls(), worlds()).map(([call, world]) => ({ ...call, world }));
}

function worlds(): fc.Arbitrary<World | undefined> {
  const links: Record<string, string> = {
    "/wsl": "/ws",
    "/ws/link": "/tmp",
    "/ws/loop": "/ws/loop",
  };
  const here = ["/ws/src/a", "/ws/src/.env", "/ws/lib/b.ts", "/ws/.git/config", "/tmp/x"];
  return weighted<World | undefined>(
    [2, fc.constant(undefined)],
    [2, fc.constant(worldOf({ links, files: here, blind: false }))],
    [
      1,
      fc.constant(
        worldOf({
          links: { "/ws/link": "/ws/lib", "/ws/src/.env": "/ws/src/a" },
          files: ["/ws/src/a", "/ws/lib/b.ts"],
          blind: false,
        }),
      ),
    ],
    [1, fc.constant(worldOf({ links: { "/wsl": "/ws" }, files: here, blind: true }))],
  );
}

function calls(): fc.Arbitrary<TestCall> {
  const parts = fc.tuple(
    weighted([4, fileCall()], [6, shellCall()], [2, fetchCall()], [4, namedCall()], [1, oddCall()]),
    contexts(),
    sessions(),
    agents(),
  );
  return parts.map(([{ call, tree }, context, session, rest]): TestCall => ({
    call: { ...call, ...context, ...session, ...rest },
    ...(tree ? { tree } : {}),
  }));
}

/** Now and then something is not known. */
function contexts(): fc.Arbitrary<{ context?: CallContext }> {
  const full = { workspace: "/ws", home: "/home/u", cwd: "/ws", dialect: "bash" };
  const context = weighted<CallContext>(
    [20, fc.constant(full)],
    [2, fc.constant({ ...full, cwd: "/ws/src" })],
    [1, fc.constant({ ...full, workspace: "/wsl", cwd: "/wsl" })],
    [
      1,
      fc.constantFrom<CallContext>(
        { home: "/home/u", cwd: "/ws", dialect: "bash" },
        { workspace: "/ws", cwd: "/ws", dialect: "bash" },
        { workspace: "/ws", home: "/home/u", dialect: "bash" },
      ),
    ],
    [
      1,
      fc.constantFrom<CallContext>(
        { dialect: "bash" },
        { workspace: "/ws", home: "/home/u", cwd: "/ws" },
        { ...full, dialect: "fish" },
        { ...full, cwd: "/tmp" },
      ),
    ],
  );
  return weighted<{ context?: CallContext }>(
    [60, context.map((value) => ({ context: value }))],
    [1, fc.constant({})],
  );
}

function sessions(): fc.Arbitrary<{ session?: Session }> {
  return weighted<{ session?: Session }>(
    [6, fc.constant({ session: { seen: [] } })],
    [
      2,
      fc.constantFrom(
        { session: { seen: ["untrusted"] } },
        { session: { seen: ["private", "other"] } },
      ),
    ],
    [1, fc.constant({})],
  );
}

function agents(): fc.Arbitrary<{ agent?: string; now?: string }> {
  const nows = weighted<{ now?: string }>(
    [
      10,
      fc.constantFrom(
        { now: "2026-06-01T12:00:00Z" },
        { now: "2026-11-21T23:59:59Z" },
        { now: "2026-11-22T00:00:00Z" },
        { now: "2026-11-21T23:30:00-02:00" },
      ),
    ],
    [1, fc.constant({})],
  );
  return fc
    .tuple(
      weighted<{ agent?: string }>(
        [30, fc.constant({})],
        [4, fc.constant({ agent: "bot" })],
        [1, fc.constant({ agent: "other" })],
      ),
      nows,
    )
    .map(([agent, now]) => ({ ...agent, ...now }));
}

const PATHS = [
  "src/a",
  "src/.env",
  "lib/b.ts",
  "out/x",
  "src/b.ts",
  "lib/x/y",
  "/ws/src/a",
  ".env",
  "src",
  "/tmp/x",
];
const ODD_PATHS = [
  "src/../.env",
  "./src/a",
  "src//a",
  "src/./a/",
  "~/.ssh/id",
  "~/x",
  "~",
  "~u/x",
  "SRC/A",
  "src/.ENV",
  "src/.env.",
  "src/.env ",
  "src/in:b.ts",
  "src/b.ts::$DATA",
  "src\\a",
  ".git/config",
  "src/.git/hooks/x",
  ".GIT/config",
  "ambit.yaml",
  "x.ambit.yaml",
  "file:///ws/src/a",
  "file:///ws/.env",
  "vscode-userdata:/x",
  "C:\\x",
  ".",
  "link/x",
  "link/../x",
  "../other/a",
  "src/a:stream",
  "src\\.env",
  "loop/x",
  "src/a\0b",
  "/",
  "..",
];

function fileCall(): fc.Arbitrary<TestCall> {
  const path = weighted([3, fc.constantFrom(...PATHS)], [2, fc.constantFrom(...ODD_PATHS)]);
  return fc
    .tuple(
      fc.constantFrom("file.read", "file.write"),
      path,
      weighted<JsonObject>([12, fc.constant({})], [1, fc.constant({ content: "x" })]),
    )
    .map(([tool, at, more]) => made(tool, { path: at, ...more }));
}

function shellCall(): fc.Arbitrary<TestCall> {
  const cwd = weighted<Json | undefined>(
    [12, fc.constant(undefined)],
    [2, fc.constantFrom("src", "lib", "/tmp", ".", "~/x", "..", "link")],
    [1, fc.constantFrom<Json>("/ws", 5)],
  );
  const line = fc.tuple(trees(), cwd).map(([tree, at]): TestCall => ({
    ...made("shell", defined({ command: print(tree), cwd: at })),
    tree,
  }));
  const empty = fc.constantFrom("", "  ", "# nothing").map((command) => made("shell", { command }));
  return weighted<TestCall>([40, line], [1, empty]);
}

const URLS = [
  "https://a.example/",
  "https://b.example/x",
  "https://x.b.example/",
  "https://a.example:8080/",
  "http://a.example/",
  "https://c.example/",
];
const ODD_URLS = [
  "https://a.example./",
  "https://x.a.example/",
  "http://a.example:8080/",
  "https://.b.example/",
  "http://localhost/",
  "http://localhost:8080/",
  "https://10.1.2.3/",
  "https://[::ffff:10.1.2.3]/",
  "https://[fc00::1]/",
  "https://11.1.2.3/",
  "file:///ws/src/a",
  "file:///ws/.env",
  "ftp://a.example/",
  "https://a.example@c.example/",
  "https://u:p@a.example/",
  "HTTPS://A.EXAMPLE/",
  "nonsense",
  "http://127.0.0.1/",
  "https://a.example:443/",
  "http://a.example:443/",
];

function fetchCall(): fc.Arbitrary<TestCall> {
  const url = weighted([2, fc.constantFrom(...URLS)], [1, fc.constantFrom(...ODD_URLS)]);
  const method = weighted<Json | undefined>(
    [3, fc.constant(undefined)],
    [2, fc.constantFrom("GET", "POST")],
    [1, fc.constantFrom<Json>("PUT", 5)],
  );
  return fc
    .tuple(url, method)
    .map(([at, by]) => made("web.fetch", defined({ url: at, method: by })));
}

function namedCall(): fc.Arbitrary<TestCall> {
  const names = weighted(
    [
      8,
      fc.constantFrom(
        "mcp:alpha/write",
        "mcp:beta/send",
        "mcp:alpha/read",
        "tool:put",
        "mcp:beta/write",
      ),
    ],
    [
      2,
      fc.constantFrom(
        "mcp:gamma/x",
        "tool:other",
        "mcp:alpha/a/b",
        "mcp__alpha__write",
        "mcp__alpha__x__y",
        "mcp__beta__send",
        "mcp:alpha__x/y",
        "mcp:alpha/resources.read",
      ),
    ],
  );
  const more = fc.constantFrom<JsonObject>(
    {},
    {},
    {},
    { to: "src/a", from: ".env" },
    { to: ["lib/b.ts", 5] },
  );
  const search = fc.constantFrom(
    made("web.search", { query: "x" }),
    made("agent.run", { name: "x" }),
    made("web.search", { query: "x", x: "x" }),
  );
  return weighted<TestCall>(
    [
      8,
      fc
        .tuple(names, argsOfCall(), more)
        .map(([name, args, other]) => made(name, { ...args, ...other })),
    ],
    [1, search],
  );
}

/** Calls that are malformed, or of no known tool. */
function oddCall(): fc.Arbitrary<TestCall> {
  return fc.constantFrom(
    made("file.read", {}),
    made("file.read", { file_path: "src/a" }),
    made("file.write", { path: 5 }),
    made("shell", { command: ["npm", "test"] }),
    made("web.fetch", { uri: "https://a.example/" }),
    made("web.search", {}),
    made("agent.run", { name: 1 }),
    made("mcp:alpha", { x: "x" }),
    made("file.delete", { path: "src/a" }),
    made("mcp:beta/send", { x: "a\0" }),
    made("Bash", { command: "npm test" }),
  );
}

function made(tool: string, args: JsonObject): { call: ToolCall } {
  return { call: { tool, args } };
}
