import fc from "fast-check";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { argsValue } from "./generate-args.ts";
import type { Policy } from "./reference-document.ts";

/** Policies from small alphabets, so that rules and calls meet often. Some rules are in error, a few documents are broken. */
export function policies(): fc.Arbitrary<Policy> {
  const org = weighted([8, document(false)], [1, fc.constant("a: [")]);
  return weighted(
    [10, document(false).map((main) => ({ main: MAIN, documents: new Map([[MAIN, main]]) }))],
    [
      3,
      fc.tuple(document(true), org, document(false)).map(([main, parent, top]) => ({
        main: MAIN,
        documents: new Map([
          [MAIN, main],
          ["org.ambit.yaml", parent],
          ["top.ambit.yaml", top],
        ]),
      })),
    ],
  );
}

const MAIN = "ambit.yaml";

/** An arbitrary that picks among others by weight. */
export function weighted<T>(
  ...choices: readonly (readonly [number, fc.Arbitrary<T>])[]
): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

function document(linked: boolean): fc.Arbitrary<Json> {
  return fc
    .record({
      otherwise: weighted<Json | undefined>(
        [4, fc.constant(undefined)],
        [2, fc.constant("ask")],
        [1, fc.constant("deny")],
      ),
      servers: fc.constantFrom<Json | undefined>(
        undefined,
        undefined,
        { alpha: {} },
        { alpha: {}, beta: {}, alpha__x: {} },
      ),
      tools: weighted<Json | undefined>([2, fc.constant(undefined)], [3, facts()]),
      base: fc.subarray([...BASE]),
      rules: fc.array(rule(), { minLength: 1, maxLength: 5 }),
      links: linked ? links() : fc.constant({}),
      broken: weighted<JsonObject>(
        [60, fc.constant({})],
        [
          1,
          fc.constantFrom<JsonObject>(
            { rule: [] },
            { ambit: 2 },
            { otherwise: "maybe" },
            { rules: "none" },
          ),
        ],
      ),
    })
    .map(({ otherwise, servers, tools, base, rules, links: extra, broken }) => {
      const used = JSON.stringify(rules);
      const sets = used.includes("$none") ? { ...SETS, none: EMPTY } : SETS;
      return defined({
        ambit: 1,
        agent: { id: "bot" },
        otherwise,
        servers,
        sets: used.includes("$") ? sets : undefined,
        tools,
        rules: [...base, ...rules],
        ...extra,
        ...broken,
      });
    });
}

/** Wide grants, so that what narrower rules say is not lost among calls that nobody granted. */
const BASE: readonly JsonObject[] = [
  { allow: ["file.read", "file.write"], path: "/**" },
  { allow: "shell", command: "**", env: ["A", "B"], cwd: "/**" },
  { allow: "shell", command: "**", files: "any" },
  { allow: "web.fetch", host: ["*", "a.example:8080"] },
  { allow: ["mcp:*/*", "tool:*", "web.search", "agent.run"] },
];

const SETS: JsonObject = {
  places: {
    path: ["src/**", "**/.env"],
    cwd: "lib",
    host: ["a.example", "*.b.example"],
    args: { enum: ["x", "y"] },
  },
  verbs: { command: ["npm test", "mytool push **"], args: "x" },
};

/** A set in error breaks its document. */
const EMPTY: JsonObject = { path: [], command: [] };

function links(): fc.Arbitrary<JsonObject> {
  return weighted<JsonObject>(
    [4, fc.constant({ extends: ["./org.ambit.yaml"] })],
    [4, fc.constant({ ceiling: "./org.ambit.yaml" })],
    [2, fc.constant({ extends: ["./org.ambit.yaml"], ceiling: "./top.ambit.yaml" })],
    [
      1,
      fc.constantFrom<JsonObject>(
        { extends: ["./gone.ambit.yaml"] },
        { extends: ["./ambit.yaml"] },
        { ceiling: "./gone.ambit.yaml" },
      ),
    ],
  );
}

function facts(): fc.Arbitrary<JsonObject> {
  return fc.constantFrom<JsonObject>(
    { "mcp:alpha/write": { views: [{ tool: "file.write", path: "path" }] } },
    {
      "mcp:alpha/write": {
        reads: ["private"],
        views: [
          { tool: "file.write", path: ["to", "path"] },
          { tool: "file.read", path: "from" },
        ],
      },
    },
    { "mcp:alpha/write": { views: "none" }, "mcp:beta/send": { reads: ["untrusted"] } },
    { "tool:put": { views: [{ tool: "file.write", path: "path" }] } },
  );
}

/** A rule; one in forty is in error. */
function rule(): fc.Arbitrary<Json> {
  const sound = weighted([5, fileRule()], [6, shellRule()], [3, fetchRule()], [5, namedRule()]);
  return weighted<Json>(
    [40, sound],
    [1, fc.tuple(sound, faults()).map(([good, fault]) => defined({ ...good, ...fault }))],
  );
}

function faults(): fc.Arbitrary<JsonObject> {
  return fc.constantFrom<JsonObject>(
    { exept: {} },
    { path: [] },
    { path: 7 },
    { path: ["!src/**"] },
    { command: "npm 'x" },
    { command: ["npm ** x"] },
    { expires: "2026-13-45" },
    { path: "$nope" },
    { host: "a.*.example" },
    { args: { x: { patern: "a" } } },
    { args: { x: { pattern: "(" } } },
    { except: {} },
    { except: [] },
    { when: { seen: [] } },
    { files: "none" },
    { deny: "file.delete" },
    { ask: "shell", allow: "shell" },
    { env: [] },
    { path: "$none" },
  );
}

type Effect = "allow" | "ask" | "deny";

/** Rules of one form for each effect, by weight. */
function byEffect(
  allows: number,
  asks: number,
  denies: number,
  form: (name: Effect) => fc.Arbitrary<JsonObject>,
): fc.Arbitrary<JsonObject> {
  return weighted([allows, form("allow")], [asks, form("ask")], [denies, form("deny")]);
}

/** Rarely a value, most often nothing. */
function seldom<T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return weighted<T | undefined>([10, fc.constant(undefined)], [weight, arbitrary]);
}

function oneOrMore<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | readonly T[]> {
  return weighted<T | readonly T[]>(
    [2, arbitrary],
    [3, fc.array(arbitrary, { minLength: 1, maxLength: 3 })],
  );
}

/** `except` of a rule, from single constraints that fit its tools. */
function except(...bounds: readonly fc.Arbitrary<JsonObject>[]): fc.Arbitrary<Json | undefined> {
  const one = fc.oneof(...bounds);
  return seldom<Json>(
    3,
    weighted<Json>([3, one], [1, fc.array(one, { minLength: 1, maxLength: 2 })]),
  );
}

const DATES = ["2026-01-01", "2026-11-21", "2027-06-30"];

function finished(
  effectName: string,
  key: string | readonly string[],
  rest: Record<string, Json | undefined>,
): JsonObject {
  const { expires, when, ...others } = rest;
  const dated = effectName === "deny" ? {} : { expires };
  const conditional = effectName === "allow" ? {} : { when };
  return defined({ [effectName]: key, ...others, ...dated, ...conditional });
}

const later = {
  expires: seldom<Json>(1, fc.constantFrom(...DATES)),
  when: seldom<Json>(
    3,
    fc.constantFrom<Json>({ seen: "untrusted" }, { seen: ["private", "untrusted"] }),
  ),
};

const PATHS = [
  "src/**",
  "**",
  "/**",
  "lib/*",
  "**/.env",
  "src/a",
  "~/.ssh/**",
  "/tmp/**",
  "{src,lib}/**",
  "out/**",
  ".git/**",
  "**/.git/**",
  "**/*.ambit.yaml",
];
const MORE_PATHS = [
  ".",
  "src",
  "**/*.ts",
  "$places",
  "./src//a",
  "../other/**",
  "src/.*",
  "src/in:*",
  "src/.env.*",
  "~/*",
  "ambit.yaml",
  "link/**",
  "/ws/src/*",
  "Src/A",
];
const path = weighted([3, fc.constantFrom(...PATHS)], [1, fc.constantFrom(...MORE_PATHS)]);

function fileRule(): fc.Arbitrary<JsonObject> {
  const wide = fc.constantFrom("/**", "**", "src/**", "{src,lib,out}/**");
  return byEffect(5, 5, 2, (name) =>
    fc
      .record({
        tools: fc.constantFrom<string | readonly string[]>(
          "file.read",
          "file.write",
          ["file.read", "file.write"],
          ...(name === "allow" ? [] : ["file.*"]),
        ),
        path: oneOrMore(name === "allow" ? weighted([2, wide], [2, path]) : path),
        except: except(
          path.map((one) => ({ path: one })),
          fc.constantFrom<JsonObject>(
            { tool: "file.write" },
            { tool: "file.read", path: "src/**" },
          ),
        ),
        args: seldom(
          1,
          fc.constantFrom<Json>(
            { path: { maxLength: 6 } },
            { path: { pattern: "^src" }, rest: "none" },
          ),
        ),
        ...later,
      })
      .map(({ tools, ...rest }) => finished(name, tools, rest)),
  );
}

const COMMANDS = [
  "**",
  "npm test",
  "npm **",
  "npm run *",
  "mytool **",
  "mytool push **",
  "mytool push",
  "mytool --zeta **",
  "rm **",
  "rm -rf **",
  "rm -r",
  "rm -f src",
  "cat **",
  "cat src/a",
  "cat *",
  "grep **",
  "cp **",
  "tee **",
  "{cat,grep} **",
  "echo **",
  "cd **",
];
const MORE_COMMANDS = [
  "'npm' test",
  "npm t*",
  "n* **",
  "* push",
  "timeout 5 *",
  "timeout **",
  "bash -c *",
  "xargs **",
  "sudo **",
  "./run.sh **",
  "$verbs",
  "mytool 'a b'",
  'mytool "\\$"',
  "mytool '*'",
  "mytool a=*",
  "mytool ~/x",
  "env **",
  "cat -n **",
  "mytool --ze*",
  "mytool -fr",
  "function **",
  "nice **",
  "time **",
];
const command = weighted([4, fc.constantFrom(...COMMANDS)], [1, fc.constantFrom(...MORE_COMMANDS)]);

function shellRule(): fc.Arbitrary<JsonObject> {
  const wide = fc.constantFrom("**", "npm **", "mytool **", "cat **", "grep **", "rm **", "cp **");
  const narrowish = command.filter((one) => one !== "**");
  return byEffect(6, 5, 2, (name) =>
    fc
      .record({
        command: oneOrMore(name === "allow" ? weighted([2, wide], [2, command]) : narrowish),
        cwd: seldom<Json>(1, fc.constantFrom<Json>("**", "src", ["lib/**", "/tmp"], "$places")),
        env: seldom<Json>(2, fc.constantFrom<Json>(["A"], ["A", "B"], "B")),
        files:
          name === "allow"
            ? seldom(4, fc.constantFrom("any", "any", "granted"))
            : fc.constant(undefined),
        except: except(
          command.map((one) => ({ command: one })),
          fc.constantFrom<JsonObject>(
            { env: "A" },
            { cwd: "src" },
            { command: "rm **", cwd: "." },
            { tool: "file.write" },
          ),
        ),
        ...later,
      })
      .map((rest) => finished(name, "shell", rest)),
  );
}

const HOSTS = ["*", "a.example", "b.example", "*.b.example", "a.example:8080", "$places"];
const MORE_HOSTS = [
  "localhost",
  "10.0.0.0/8",
  "10.1.2.3",
  "fc00::/7",
  "[fc00::1]",
  "*:8080",
  "127.0.0.1",
];
const host = weighted([4, fc.constantFrom(...HOSTS)], [1, fc.constantFrom(...MORE_HOSTS)]);

function fetchRule(): fc.Arbitrary<JsonObject> {
  return byEffect(5, 5, 2, (name) =>
    fc
      .record({
        host: oneOrMore(name === "allow" ? host : host.filter((one) => one !== "*")),
        method: seldom<Json>(3, fc.constantFrom<Json>("GET", ["GET", "POST"], "POST")),
        except: except(
          host.map((one) => ({ host: one })),
          fc.constantFrom<JsonObject>({ method: "GET" }, { method: "POST", host: "a.example" }),
        ),
        ...later,
      })
      .map((rest) => finished(name, "web.fetch", rest)),
  );
}

const NAMED = [
  "mcp:alpha/*",
  "mcp:alpha/write",
  "mcp:beta/send",
  "mcp:*/*",
  "mcp:*/se*",
  "mcp:beta/*",
  "tool:put",
  "tool:*",
  "web.search",
  "agent.run",
];

function namedRule(): fc.Arbitrary<JsonObject> {
  return byEffect(5, 5, 2, (name) =>
    fc
      .record({
        tools: weighted<string | readonly string[]>(
          [8, fc.constantFrom(...NAMED)],
          [3, fc.subarray(NAMED, { minLength: 1, maxLength: 3 })],
          [1, fc.constant(name === "ask" ? "*" : "mcp:alpha/write")],
        ),
        args: seldom(8, argsValue()),
        except: except(
          argsValue().map((args) => ({ args })),
          fc.constantFrom<JsonObject>(
            { tool: "mcp:alpha/*" },
            { tool: "mcp:beta/send", args: { x: "x" } },
          ),
        ),
        ...later,
      })
      .map(({ tools, ...rest }) => finished(name, tools, rest)),
  );
}

/** Without the names that have no value. */
export function defined(value: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, inner]])),
  );
}
