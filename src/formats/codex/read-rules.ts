import type { Range, SymbolicPath } from "../../model/place.ts";
import { shown, shownShort } from "../../model/shown.ts";
import { nearest } from "../../policy/suggest.ts";
import { matchingRules } from "./policy.ts";
import type { NetworkRule, PatternToken, PrefixRule } from "./policy.ts";
import { hostOf } from "./rule-host.ts";
import {
  decisionOf,
  justificationOf,
  kindOf,
  NETWORK_DECISIONS,
  PREFIX_DECISIONS,
  Stop,
  textOf,
} from "./rule-values.ts";
import { shlexSplit } from "./shlex.ts";
import { openIn, readStarlark } from "./starlark.ts";
import type { Argument, Call, Expression } from "./starlark.ts";

/** Why Codex does not load a file. */
export interface Fault {
  readonly code: "refused-rules" | "failing-rule-example";
  /** Lower-case start, no final stop. */
  readonly message: string;
  readonly at: SymbolicPath;
  readonly range: Range;
  /** What was probably meant, in the place of the range. */
  readonly suggestion?: string | undefined;
}

/** A `.rules` file. */
export interface RulesText {
  readonly rules: readonly PrefixRule[];
  readonly networks: readonly NetworkRule[];
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  /** What would have to be run to be known. */
  readonly open: readonly {
    readonly what: string;
    readonly at: SymbolicPath;
    readonly range: Range;
  }[];
  readonly faults: readonly Fault[];
  rangeOf(path: SymbolicPath): Range;
}

/** The parameters of each function, in their order; those with `!` must be there. Source: codex-rs/execpolicy/src/parser.rs (0.169.0). */
const FUNCTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["prefix_rule", ["pattern!", "decision", "match", "not_match", "justification"]],
  ["network_rule", ["host!", "protocol!", "decision!", "justification"]],
  ["host_executable", ["name!", "paths!"]],
]);

/** The parameters of the functions of `.rules` files, in their order. */
export const RULE_PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map(
  [...FUNCTIONS].map(([name, parameters]) => [
    name,
    parameters.map((parameter) => parameter.replace("!", "")),
  ]),
);

/** Reads a `.rules` file: its literal part as Codex would, the rest named as not analysed. Never throws. */
export function readRules(text: string): RulesText {
  const rules: PrefixRule[] = [];
  const networks: NetworkRule[] = [];
  const hosts = new Map<string, readonly string[]>();
  const open: { what: string; at: SymbolicPath; range: Range }[] = [];
  const faults: Fault[] = [];
  const ranges = new Map<string, Range>();
  const examples: Example[] = [];
  const statements = readStarlark(text);
  const defines = statements.some((one) => one.kind === "open" && one.what === "`def`");
  const strangers = defines ? "open" : "fault";
  for (const [index, statement] of statements.entries()) {
    const at = [index];
    ranges.set(key(at), statement.range);
    if (statement.kind === "open") open.push({ what: statement.what, at, range: statement.range });
    else if (statement.kind === "bad") faults.push(refused(statement.what, at, statement.range));
    else {
      note(ranges, at, statement.args);
      const source = shown(
        text.slice(statement.range.start, statement.range.end).replace(/\s+/g, " "),
      );
      const before = { at, range: statement.range, source };
      const done = take(statement, before, { rules, networks, hosts, examples, strangers });
      if (done instanceof Stop) {
        if (done.kind === "fault")
          faults.push(refused(done.message, at, done.range, done.suggestion));
        else open.push({ what: done.message, at, range: done.range });
      }
    }
  }
  // An example is checked against the paths of the whole file, also those that come later.
  for (const example of examples) {
    const fault = checkExample(example, hosts);
    if (fault !== undefined) faults.push(fault);
  }
  const rangeOf = (path: SymbolicPath): Range => {
    for (let length = path.length; length > 0; length--) {
      const found = ranges.get(key(path.slice(0, length)));
      if (found !== undefined) return found;
    }
    return { start: 0, end: text.length };
  };
  return { rules, networks, hosts, open, faults, rangeOf };
}

function key(path: SymbolicPath): string {
  return path.join("/");
}

function refused(message: string, at: SymbolicPath, range: Range, suggestion?: string): Fault {
  return { code: "refused-rules", message, at, range, suggestion };
}

function note(ranges: Map<string, Range>, at: SymbolicPath, args: readonly Argument[]): void {
  for (const { name = "pattern", value } of args) {
    ranges.set(key([...at, name]), value.range);
    if (value.kind !== "list") continue;
    for (const [index, item] of value.items.entries())
      ranges.set(key([...at, name, index]), item.range);
  }
}

interface Example {
  readonly rule: PrefixRule;
  readonly kind: "match" | "not_match";
  readonly words: readonly string[];
  readonly at: SymbolicPath;
  readonly range: Range;
}

interface Collected {
  readonly rules: PrefixRule[];
  readonly networks: NetworkRule[];
  readonly hosts: Map<string, readonly string[]>;
  readonly examples: Example[];
  /** What a function is that Codex does not bring along: the file's own, or none. */
  readonly strangers: "open" | "fault";
}

type Placed = Pick<PrefixRule, "at" | "range" | "source">;

function take(call: Call, placed: Placed, collected: Collected): Stop | undefined {
  const parameters = FUNCTIONS.get(call.name);
  if (parameters === undefined) {
    const message =
      collected.strangers === "open"
        ? `a call of \`${shownShort(call.name, 40)}\``
        : `there is no function \`${shownShort(call.name, 40)}\``;
    return new Stop(
      collected.strangers,
      message,
      call.nameAt,
      nearest(call.name, FUNCTIONS.keys()),
    );
  }
  const args = bind(call, parameters);
  if (args instanceof Stop) return args;
  const unknown = call.args.map(({ value }) => openIn(value)).find((one) => one !== undefined);
  if (unknown !== undefined) return new Stop("open", unknown.what, unknown.range);
  switch (call.name) {
    case "prefix_rule":
      return takePrefix(args, placed, collected);
    case "network_rule":
      return takeNetwork(args, placed, collected);
    default:
      return takeHost(args, collected);
  }
}

type Bound = ReadonlyMap<string, Expression>;

function bind(call: Call, parameters: readonly string[]): Bound | Stop {
  const names = RULE_PARAMETERS.get(call.name) ?? [];
  const bound = new Map<string, Expression>();
  let named = false;
  for (const [index, { name, at, value }] of call.args.entries()) {
    if (name !== undefined) named = true;
    else if (named)
      return new Stop("fault", "a value by its position stands behind a named one", at);
    const target = name ?? names[index];
    if (target === undefined || !names.includes(target)) {
      const what = target === undefined ? "this value" : `\`${shownShort(target, 40)}\``;
      const meant = name && nearest(name, names);
      return new Stop("fault", `\`${call.name}\` does not take ${what}`, at, meant);
    }
    if (bound.has(target)) return new Stop("fault", `\`${target}\` stands here twice`, at);
    bound.set(target, value);
  }
  const missing = parameters.find(
    (name) => name.endsWith("!") && !bound.has(name.replace("!", "")),
  );
  if (missing !== undefined) {
    const message = `\`${call.name}\` lacks \`${missing.replace("!", "")}\``;
    return new Stop("fault", message, call.nameAt);
  }
  return bound;
}

function takePrefix(args: Bound, placed: Placed, collected: Collected): Stop | undefined {
  const decision = decisionOf(args.get("decision"), PREFIX_DECISIONS) ?? "allow";
  if (decision instanceof Stop) return decision;
  const justification = justificationOf(args.get("justification"));
  if (justification instanceof Stop) return justification;
  const pattern = patternOf(args.get("pattern"));
  if (pattern instanceof Stop) return pattern;
  const rule: PrefixRule = {
    ...placed,
    pattern,
    decision,
    ...(justification === undefined ? {} : { justification }),
  };
  for (const kind of ["match", "not_match"] as const) {
    const examples = examplesOf(args.get(kind), kind, rule);
    if (examples instanceof Stop) return examples;
    collected.examples.push(...examples);
  }
  collected.rules.push(rule);
  return undefined;
}

function patternOf(value: Expression | undefined): readonly PatternToken[] | Stop {
  if (value?.kind !== "list") {
    const range = value?.range ?? { start: 0, end: 0 };
    return new Stop(
      "fault",
      '`pattern` must be a list of words, such as `["git", "status"]`',
      range,
    );
  }
  if (value.items.length === 0) return new Stop("fault", "`pattern` is empty", value.range);
  const tokens: PatternToken[] = [];
  for (const item of value.items) {
    if (item.kind === "text") {
      tokens.push([item.value]);
      continue;
    }
    if (item.kind !== "list" || item.items.length === 0) {
      const message = "a word of `pattern` must be a string or a list of strings that is not empty";
      return new Stop("fault", message, item.range);
    }
    const words: string[] = [];
    for (const word of item.items) {
      const text = textOf(word, "an alternative");
      if (text instanceof Stop) return text;
      words.push(text);
    }
    tokens.push(words);
  }
  return tokens;
}

function examplesOf(
  value: Expression | undefined,
  kind: "match" | "not_match",
  rule: PrefixRule,
): readonly Example[] | Stop {
  if (value === undefined) return [];
  if (value.kind !== "list") return new Stop("fault", `\`${kind}\` must be a list`, value.range);
  const examples: Example[] = [];
  for (const [index, item] of value.items.entries()) {
    const words = exampleWords(item);
    if (words instanceof Stop) return words;
    examples.push({ rule, kind, words, at: [...rule.at, kind, index], range: item.range });
  }
  return examples;
}

function exampleWords(item: Expression): readonly string[] | Stop {
  const no = (message: string): Stop => new Stop("fault", message, item.range);
  if (item.kind === "text") {
    const words = shlexSplit(item.value);
    if (words === undefined) return no("a quote of the example is not closed");
    return words.length === 0 ? no("the example is empty") : words;
  }
  if (item.kind !== "list") return no(`an example must be a string or a list, not ${kindOf(item)}`);
  if (item.items.length === 0) return no("the example is empty");
  const words: string[] = [];
  for (const word of item.items) {
    const text = textOf(word, "a word of an example");
    if (text instanceof Stop) return text;
    words.push(text);
  }
  return words;
}

/** Each rule is checked by itself, with absolute paths resolved. Source: codex-rs/execpolicy/src/rule.rs (0.169.0). */
function checkExample(
  { rule, kind, words, at, range }: Example,
  hosts: ReadonlyMap<string, readonly string[]>,
): Fault | undefined {
  const matched = matchingRules({ rules: [rule], hosts }, words, "resolve").length > 0;
  if (matched === (kind === "match")) return undefined;
  const example = shownShort(words.join(" "), 60);
  const message = matched
    ? `\`${example}\` stands in \`not_match\`, but the rule does match it`
    : `\`${example}\` stands in \`match\`, but the rule does not match it`;
  return { code: "failing-rule-example", message, at, range };
}

function takeNetwork(args: Bound, placed: Placed, { networks }: Collected): Stop | undefined {
  const [host, protocol, decided] = ["host", "protocol", "decision"].map((name) => args.get(name));
  if (host === undefined || protocol === undefined) return undefined;
  const scheme = textOf(protocol, "`protocol`");
  if (scheme instanceof Stop) return scheme;
  if (!PROTOCOLS.has(scheme)) {
    const message = `\`${shownShort(scheme, 40)}\` is no protocol; write \`http\`, \`https\`, \`socks5_tcp\` or \`socks5_udp\``;
    return new Stop("fault", message, protocol.range);
  }
  const decision = decisionOf(decided, NETWORK_DECISIONS) ?? "forbidden";
  if (decision instanceof Stop) return decision;
  const justification = justificationOf(args.get("justification"));
  if (justification instanceof Stop) return justification;
  const text = textOf(host, "`host`");
  if (text instanceof Stop) return text;
  const name = hostOf(text);
  if ("error" in name) return new Stop("fault", name.error, host.range);
  networks.push({ ...placed, host: name.value, protocol: scheme, decision });
  return undefined;
}

const PROTOCOLS: ReadonlySet<string> = new Set([
  "http",
  "https",
  "https_connect",
  "http-connect",
  "socks5_tcp",
  "socks5_udp",
]);

function takeHost(args: Bound, { hosts }: Collected): Stop | undefined {
  const [named, listed] = [args.get("name"), args.get("paths")];
  if (named === undefined || listed === undefined) return undefined;
  const name = textOf(named, "`name`");
  if (name instanceof Stop) return name;
  if (name === "" || name.includes("/") || name === "." || name === "..")
    return new Stop("fault", "`name` must be the name of a program, without folders", named.range);
  if (listed.kind !== "list") return new Stop("fault", "`paths` must be a list", listed.range);
  const paths: string[] = [];
  for (const item of listed.items) {
    const path = textOf(item, "a path");
    if (path instanceof Stop) return path;
    if (!path.startsWith("/"))
      return new Stop("fault", `\`${shownShort(path, 60)}\` is no absolute path`, item.range);
    if (path.slice(path.lastIndexOf("/") + 1) !== name) {
      const message = `\`${shownShort(path, 60)}\` does not end in \`${shownShort(name, 40)}\``;
      return new Stop("fault", message, item.range);
    }
    paths.push(path);
  }
  hosts.set(name, paths);
  return undefined;
}
