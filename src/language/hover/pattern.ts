import type { Decision, ToolCall } from "../../model/call.ts";
import { code, paragraphs } from "../markdown.ts";
import { commandSamples, hostSamples, pathSamples } from "./samples.ts";
import type { Samples } from "./samples.ts";

/** Decides calls by a policy of its own: how the words of a hover are tried before they are said. */
export type Trial = (policy: string) => (call: ToolCall) => Decision;

/** The constraints whose patterns are explained. */
export type PatternKey = "path" | "command" | "cwd" | "host";

/** How many examples of each kind are shown. */
const MOST = 2;

/** What a pattern means, with calls that it matches and calls that it just misses, each confirmed by the engine. */
export function patternMarkdown(
  key: PatternKey,
  pattern: string,
  effect: Decision,
  trial: Trial,
): string {
  const { tool, argument, samples } = KINDS[key];
  const matches = tried(key, pattern, effect, trial);
  const { likely, near } = samples(pattern);
  const shown = (texts: readonly string[]): string => texts.slice(0, MOST).map(code).join(", ");
  const matching = likely.filter((text) => matches({ tool, args: { [argument]: text } }));
  const missing = near.filter((text) => !matches({ tool, args: { [argument]: text } }));
  const reading = effect === "deny" ? "Read widely: " : "";
  return paragraphs([
    `${code(pattern)}: ${reading}${wordsOf(key, pattern, effect)}`,
    matching.length === 0 ? undefined : `Matches ${shown(matching)}`,
    missing.length === 0 ? undefined : `Does not match ${shown(missing)}`,
  ]);
}

const KINDS: Readonly<
  Record<
    PatternKey,
    {
      readonly tool: string;
      readonly argument: string;
      readonly samples: (pattern: string) => Samples;
    }
  >
> = {
  path: { tool: "file.read", argument: "path", samples: pathSamples },
  cwd: { tool: "file.read", argument: "path", samples: pathSamples },
  command: { tool: "shell", argument: "command", samples: commandSamples },
  host: { tool: "web.fetch", argument: "url", samples: hostSamples },
};

/** A rule of the same effect with this pattern alone; JSON is YAML. */
function tried(
  key: PatternKey,
  pattern: string,
  effect: Decision,
  trial: Trial,
): (call: ToolCall) => boolean {
  const { tool } = KINDS[key];
  const constraint = key === "cwd" ? "path" : key;
  const own = { [constraint]: pattern.startsWith("$") ? `$${pattern}` : pattern };
  const files = tool === "shell" ? { files: "any" } : {};
  const grants = ALL.map((grant) => ({ ...grant }));
  const rules =
    effect === "deny" ? [...grants, { deny: tool, ...own }] : [{ allow: tool, ...own, ...files }];
  const decide = trial(JSON.stringify({ ambit: 1, rules }));
  return (call) => decide(call) === (effect === "deny" ? "deny" : "allow");
}

const ALL = [
  { allow: ["file.read", "file.write"], path: ["/**", "**"] },
  { allow: "shell", command: "**", files: "any" },
  { allow: "web.fetch", host: "*" },
];

function wordsOf(key: PatternKey, pattern: string, effect: Decision): string {
  const parts = [...MEANINGS[key]].flatMap(([sign, words]) => (sign.test(pattern) ? [words] : []));
  const wide = effect === "deny" ? WIDELY[key] : [];
  return [...parts, ...wide].join("; ");
}

type Meaning = readonly (readonly [sign: RegExp, words: string])[];

const PATHS: Meaning = [
  [/^(?![/~]|[A-Za-z]:\/)/, "from the workspace"],
  [/^~/, "from the home"],
  [/^(\/|[A-Za-z]:\/)/, "from the root of the machine"],
  [/\*\*/, "`**` is any folders, or none"],
  [/(?<!\*)\*(?!\*)/, "`*` is any part of one name"],
  [/\{/, "`{a,b}` is one of these"],
];

const MEANINGS: Readonly<Record<PatternKey, Meaning>> = {
  path: PATHS,
  cwd: PATHS,
  command: [
    [/^(?!\*\*$)/, "word by word, to the end"],
    [/\*\*$/, "a final `**` is any further words, or none"],
    [/(?<!\*)\*(?!\*)/, "`*` is any characters of one word"],
    [/\{/, "`{a,b}` is one of these"],
  ],
  host: [
    [/^\*$/, "any host"],
    [/^\*\../, "one or more labels before, not the name itself"],
    [/\/\d+$/, "an address of this range"],
    [/:\d+$/, "on this port"],
    [/^(?!.*:\d+$)/, "`https` on its port"],
  ],
};

const WIDELY: Readonly<Record<PatternKey, readonly string[]>> = {
  path: ["also in another case, and everything below"],
  cwd: ["also in another case, and everything below"],
  command: ["also with further words, other options between, and inside wrappers such as `sudo`"],
  host: ["also every subdomain, any scheme and port"],
};
