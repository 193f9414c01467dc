import { stricter, type Decision } from "../../src/model/call.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { PathResolver } from "../../src/model/resolver.ts";
import { argsMatch } from "./reference-args.ts";
import { partsOf, type TestCall } from "./reference-call.ts";
import { commandMatches, type CommandSubject } from "./reference-commands.ts";
import { load, type Loaded, type Policy } from "./reference-document.ts";
import { hostMatches, isWeb } from "./reference-hosts.ts";
import { filePath, folderPath, inWorkspace, type Ground } from "./reference-paths.ts";
import type { Constraints, Except, Rule } from "./reference-policy.ts";
import { reachable, type Part, type Subject } from "./reference-shell.ts";
import { all, glob, some, truth, type Reading, type Truth } from "./reference-truth.ts";

/**
 * The second implementation of the policy language, written from `docs/policy-language.md` alone, for clarity and not for speed. The decision
 * about one call by a policy; a shell call brings the tree that its command line was printed from. `resolver`: absent for a caller without a disk.
 */
export function referenceDecide(policy: Policy, call: TestCall, resolver?: PathResolver): Decision {
  if (!loaded.has(policy)) loaded.set(policy, load(policy));
  const read = loaded.get(policy);
  return read ? decide(read, call, resolver) : "deny";
}

/** Policies that were read before: many calls are made of each. */
const loaded = new WeakMap<Policy, Loaded | undefined>();

function decide(policy: Loaded, test: TestCall, resolver: PathResolver | undefined): Decision {
  const context = test.call.context;
  const ground: Ground = { workspace: context?.workspace, home: context?.home, resolver };
  const parts = partsOf(test, policy, ground);
  const judge = new Judge(policy, test, ground);
  const own = parts ? parts.map((part) => judge.part(part, UNCOVERED)).reduce(stricter) : "deny";
  return policy.ceilings.map((ceiling) => decide(ceiling, test, resolver)).reduce(stricter, own);
}

/** What a transparent wrapper does for the part inside: a rule grants it too, and says `files: any`. */
interface Cover {
  readonly granted: boolean;
  readonly lifted: boolean;
}

const UNCOVERED: Cover = { granted: false, lifted: false };

class Judge {
  readonly #policy: Loaded;
  readonly #test: TestCall;
  readonly #ground: Ground;
  readonly #now: number;
  /** The grants of each part: they are asked for by the part itself, and by each that holds it. */
  readonly #granting = new Map<Part, readonly Rule[]>();

  constructor(policy: Loaded, test: TestCall, ground: Ground) {
    this.#policy = policy;
    this.#test = test;
    this.#ground = ground;
    this.#now = Date.parse(test.call.now ?? "");
  }

  /** A part with all that is inside it. */
  part(part: Part, cover: Cover): Decision {
    const grants = this.#grants(part);
    const lifted = cover.lifted || grants.some((rule) => rule.files === "any");
    const granted = cover.granted || grants.length > 0;
    const seen = [part.subject, ...part.views];
    const inside = (part.inner ?? []).map((inner) =>
      this.part(inner, { granted: inner.subject.kind === "command" ? granted : lifted, lifted }),
    );
    const files = part.files.map((subject) =>
      this.part({ subject, free: false, files: [], views: [] }, { granted: lifted, lifted }),
    );
    return [...inside, ...files].reduce(
      stricter,
      this.#alone(part, seen, granted || this.#isGranted(part)),
    );
  }

  /** The four steps of section 3. */
  #alone(part: Part, seen: readonly Subject[], granted: boolean): Decision {
    const rules = this.#policy.rules.map((rule) => ({
      rule,
      denies: this.#denies(rule),
      match: this.#widely(rule, part, seen),
    }));
    if (rules.some(({ denies, match }) => denies && match === "yes")) return "deny";
    if (!granted) {
      const inError = this.#policy.rules.some(
        (rule) => rule.error && seen.some((subject) => this.#isOf(rule.tools, subject, "wide")),
      );
      return inError ? "deny" : this.#policy.otherwise;
    }
    return rules.some(({ rule, match }) => rule.effect !== "allow" && match !== "no")
      ? "ask"
      : "allow";
  }

  #isGranted(part: Part): boolean {
    if (part.free || this.#grants(part).length > 0) return true;
    return part.inner?.every((inner) => this.#isGranted(inner)) === true;
  }

  /** Does the rule deny what it matches? So does an ask that is past its date, or whose date nobody can tell. */
  #denies(rule: Rule): boolean {
    if (rule.effect !== "ask") return rule.effect === "deny";
    return rule.end !== undefined && !this.#isBefore(rule.end);
  }

  #isBefore(end: number | "broken"): boolean {
    return end !== "broken" && this.#now < end;
  }

  /** The rules that grant a part: an allow or an ask that matches it narrowly. */
  #grants(part: Part): readonly Rule[] {
    const found = this.#granting.get(part) ?? this.#grantsOf(part);
    this.#granting.set(part, found);
    return found;
  }

  #grantsOf(part: Part): readonly Rule[] {
    return this.#policy.rules.filter((rule) => {
      if (rule.effect === "deny" || rule.error || !this.#isOf(rule.tools, part.subject, "narrow"))
        return false;
      if (rule.end !== undefined && !this.#isBefore(rule.end)) return false;
      if (rule.when && this.#seen(rule.when) !== "yes") return false;
      if (
        rule.files === "granted" &&
        !(part.subject.kind === "command" && part.subject.effectsKnown)
      )
        return false;
      if (
        this.#matches(rule.constraints, part.subject, "narrow", true, this.#args(part.subject)) !==
        "yes"
      )
        return false;
      const seen = reachable({ ...part, files: rule.files === "any" ? part.files : [] });
      return !rule.excepts.some((except) =>
        seen.some((subject) =>
          this.#excepted(except, rule, subject, "wide", subject === part.subject),
        ),
      );
    });
  }

  /** How a deny or ask matches a part and what is seen of it. */
  #widely(rule: Rule, part: Part, seen: readonly Subject[]): "yes" | "soft" | "no" {
    if (rule.effect === "allow") return "no";
    const named = seen.filter((subject) => this.#isOf(rule.tools, subject, "wide"));
    if (rule.error) return named.length > 0 ? "yes" : "no";
    if (rule.when && this.#seen(rule.when) === "no") return "no";
    if (rule.excepts.some((except) => this.#excepted(except, rule, part.subject, "narrow", true)))
      return "no";
    const matched = some(
      named.map((subject) =>
        this.#matches(
          rule.constraints,
          subject,
          "wide",
          false,
          subject === part.subject ? this.#args(subject) : undefined,
        ),
      ),
    );
    return matched === "unknown" || (matched === "soft" && rule.effect === "ask") ? "yes" : matched;
  }

  #excepted(
    except: Except,
    rule: Rule,
    subject: Subject,
    reading: Reading,
    written: boolean,
  ): boolean {
    if (!this.#isOf(except.tools ?? rule.tools, subject, reading)) return false;
    const matched = this.#matches(
      except.constraints,
      subject,
      reading,
      false,
      written ? this.#args(subject) : undefined,
    );
    return reading === "narrow" ? matched === "yes" : matched !== "no";
  }

  #seen(labels: readonly string[]): Truth {
    const session = this.#test.call.session;
    if (!session) return "unknown";
    const seen: readonly string[] = Object.hasOwn(session, "seen") ? session.seen : [];
    return truth(labels.some((label) => seen.includes(label)));
  }

  /** The arguments of the call, where the part is the call; a file of a command line has none that anybody knows. */
  #args(subject: Subject): JsonObject | undefined {
    return this.#test.call.tool === "shell" && subject.kind !== "command"
      ? undefined
      : this.#test.call.args;
  }

  #isOf(tools: readonly string[] | undefined, subject: Subject, reading: Reading): boolean {
    if (!tools) return true;
    if (subject.kind === "hidden") return tools.some((tool) => HIDDEN.includes(tool));
    return tools.some((tool) => this.#names(tool, toolName(subject), reading));
  }

  /** Does the name of a tool in a rule stand for a tool? Only a grant's `*` is bound by the servers that are given. */
  #names(pattern: string, tool: string, reading: Reading): boolean {
    if (pattern === "*" || pattern === tool) return true;
    if (pattern === "file.*") return tool.startsWith("file.");
    if (!pattern.includes("*")) return false;
    const wanted = pattern.split("/");
    const given = tool.split("/");
    const inServer =
      reading === "narrow" &&
      pattern.startsWith("mcp:") &&
      wanted[0]?.includes("*") &&
      this.#policy.servers;
    if (inServer && !inServer.includes((given[0] ?? "").slice("mcp:".length))) return false;
    return (
      wanted.length === given.length && wanted.every((segment, i) => glob(segment, given[i] ?? ""))
    );
  }

  #matches(
    constraints: Constraints,
    subject: Subject,
    reading: Reading,
    grants: boolean,
    args: JsonObject | undefined,
  ): Truth {
    const byArgs = constraints.args ? argsMatch(constraints.args, args) : "yes";
    switch (subject.kind) {
      case "file":
        return all([byArgs, filePath(constraints.path, subject, this.#ground, reading, grants)]);
      case "command":
        return all([byArgs, this.#command(constraints, subject, reading, grants)]);
      case "fetch": {
        const host = constraints.host
          ? some(constraints.host.map((pattern) => hostMatches(pattern, subject, reading)))
          : "yes";
        const method = constraints.method
          ? methodMatches(constraints.method, subject.method)
          : "yes";
        return all([byArgs, host, method, truth(reading === "wide" || isWeb(subject.url))]);
      }
      case "tool":
        return byArgs;
      case "hidden":
        return "unknown";
    }
  }

  #command(
    constraints: Constraints,
    command: CommandSubject,
    reading: Reading,
    grants: boolean,
  ): Truth {
    const { env, cwd } = constraints;
    const words = constraints.command
      ? some(
          constraints.command.map((pattern) =>
            commandMatches(pattern, command, this.#ground, reading),
          ),
        )
      : "yes";
    if (reading === "wide") {
      const set = truth(!env || env.some((name) => command.assigns.includes(name)));
      return all([
        words,
        set,
        cwd
          ? some(command.folders.map((folder) => folderPath(cwd, folder, this.#ground, "wide")))
          : "yes",
      ]);
    }
    const listed = truth(command.assigns.every((name) => env?.includes(name)));
    if (cwd)
      return all([
        words,
        listed,
        ...command.folders.map((folder) => folderPath(cwd, folder, this.#ground, "narrow")),
      ]);
    const here = command.folders.every((folder) =>
      inWorkspace(folder, this.#ground, !command.effectsKnown),
    );
    return all([words, listed, truth(!grants || here)]);
  }
}

const HIDDEN = ["*", "file.*", "file.read", "file.write", "shell", "web.fetch", "agent.run"];

function toolName(subject: Exclude<Subject, { kind: "hidden" }>): string {
  switch (subject.kind) {
    case "file":
      return subject.access === "read" ? "file.read" : "file.write";
    case "command":
      return "shell";
    case "fetch":
      return "web.fetch";
    case "tool":
      return subject.tool;
  }
}

function methodMatches(methods: readonly string[], method: string | undefined): Truth {
  if (method === undefined) return "unknown";
  return truth(methods.some((one) => one.toUpperCase() === method.toUpperCase()));
}
