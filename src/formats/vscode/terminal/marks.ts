import { isObject } from "../../../model/json.ts";
import type { Mark } from "../../../model/mark.ts";
import { shownShort } from "../../../model/shown.ts";
import type { FileAt } from "../../format.ts";
import type { OwnSettings } from "../own.ts";
import { SETTINGS } from "../settings-keys.ts";
import { deadRuleMarks, interpreterMarks, respelledMarks } from "./deny-marks.ts";
import type { TerminalKey } from "./key.ts";
import { mergedTerminal } from "./merge.ts";
import { approvesCommand, approvesLine, shell, withPlace } from "./placed-entry.ts";
import type { PlacedEntry } from "./placed-entry.ts";
import type { TerminalRule } from "./rules.ts";
import { sampleOf, sampleWith } from "./sample.ts";

/** More entries than this are not looked at one by one. */
const MOST_ENTRIES = 2000;

/** What is to be known of the approvals of commands that no clause can say. */
export function* terminalMarks(settings: OwnSettings, { scope }: FileAt): Iterable<Mark> {
  const { terminal, oldTerminal = [] } = settings;
  if (terminal === "no-object") {
    const message = `it is no object, so VS Code has no rules for commands at all, also not the shipped ones that ask before \`rm\` or \`curl\`; write an object, or set \`${SETTINGS.enable}\``;
    yield { kind: "entry-not-consulted", at: { path: [SETTINGS.terminal] }, message };
  }
  const rules = mergedTerminal([settings]);
  const entries = [
    ...(terminal === "no-object" ? [] : withPlace(terminal ?? [], SETTINGS.terminal)),
    ...withPlace(oldTerminal, SETTINGS.oldTerminal),
  ].slice(0, MOST_ENTRIES);
  for (const entry of entries) {
    yield* entryMarks(entry);
    if (entry.approves === true && entry.key.never === undefined) {
      yield* anchorMarks(entry, rules);
      yield* boundaryMarks(entry, rules);
    }
    if (scope !== "user") yield* machineMarks(entry);
  }
  yield* deadRuleMarks(entries, rules);
  yield* respelledMarks(entries, rules);
  yield* interpreterMarks(entries, rules);
  yield* literalMarks(entries);
}

function* entryMarks({ at, key, value, approves }: PlacedEntry): Iterable<Mark> {
  const name = `\`${shownShort(key.source, 60)}\``;
  if (value !== null && approves === undefined) {
    const what = isObject(value)
      ? "it has no `approve` that is `true` or `false`"
      : "it is neither `true`, `false`, `null` nor an object with `approve`";
    yield { kind: "entry-not-consulted", at, message: `VS Code skips ${name}: ${what}` };
    return;
  }
  if (value === null) return;
  const effect =
    approves === true
      ? "so it approves nothing"
      : "so it never asks, and what is approved elsewhere runs";
  if (key.never !== undefined)
    yield {
      kind: "pattern-not-valid",
      at,
      severity: approves === false ? "error" : "warning",
      message: `VS Code never matches ${name}, because ${key.never}, ${effect}; mend the expression`,
    };
  else if (key.unsupported !== undefined)
    yield {
      kind: "pattern-not-valid",
      at,
      severity: "info",
      message: `${name} cannot be judged here, because ${key.unsupported}; calls that hang on it are of unknown decision`,
    };
  else if (key.form !== "regex" && key.source.includes("*"))
    yield {
      kind: "pattern-not-valid",
      at,
      message: `\`*\` is no wildcard in ${name}: only a command with that very star is matched, ${effect}; a key matches all that begins with it, or write \`/^…/\``,
    };
}

/** What stands for any other program in a witness. */
const OTHER = "node build/any.js";

function* anchorMarks(entry: PlacedEntry, rules: readonly TerminalRule[]): Iterable<Mark> {
  const { at, key, wholeLine } = entry;
  const name = `\`${shownShort(key.source, 60)}\``;
  if (key.form === "regex" && /^\/(?:\^?\.\*\$?|\^|\.|\.\+)\/[a-z]*$/.test(key.source)) return;
  const sample = sampleOf(key);
  if (sample === undefined) return;
  if (wholeLine) {
    const within = sampleWith(key, `x; ${OTHER}; x`);
    const lines = [
      ...[
        `${sample}; ${OTHER}`,
        `${sample} && ${OTHER}`,
        ...(within === undefined ? [] : [within]),
      ],
      ...[`${OTHER}; ${sample}`, `${OTHER} ${sample} true`, `${OTHER} ${sample}`],
    ];
    const line = lines.find((one) =>
      approvesLine(key, rules, one, one.split(/(?:;|&&|\|\||\|)\s*/)),
    );
    if (line === undefined) return;
    yield {
      kind: "pattern-not-anchored",
      at,
      message: `${name} is compared with the whole line and does not hold it to one command, so \`${shownShort(line, 80)}\` runs without a prompt; close it with \`$\`, and leave out \`;\`, \`&\`, \`|\` and \`$(\` in between`,
      witness: shell(line),
    };
    return;
  }
  if (key.form !== "regex") return;
  const command = `${OTHER} ${sample}`;
  if (!approvesCommand(key, rules, command)) return;
  yield {
    kind: "pattern-not-anchored",
    at,
    message: `${name} is searched anywhere in a command, so \`${shownShort(command, 80)}\` runs without a prompt; begin it with \`^\``,
    witness: shell(command),
  };
}

function* boundaryMarks(entry: PlacedEntry, rules: readonly TerminalRule[]): Iterable<Mark> {
  const { at, key, wholeLine } = entry;
  if (wholeLine) return;
  const others = key.form === "plain" ? (HYPHENATED.get(key.source) ?? []) : longerNames(key);
  const command = others.find((one) => approvesCommand(key, rules, one));
  if (command === undefined) return;
  const program = command.split(" ")[0] ?? command;
  const remedy =
    key.form === "plain" ? `write \`/^${key.source}(\\s|$)/\`` : "close the name with `(\\s|$)`";
  yield {
    kind: "no-word-boundary",
    at,
    severity: "info",
    message: `\`${shownShort(key.source, 60)}\` also approves \`${program}\`, another program, because ${key.form === "plain" ? "a key ends at a word boundary, and `-` is one" : "nothing ends the name"}; ${remedy}`,
    witness: shell(command),
  };
}

/** Other programs of which the name begins with that of a known one and a hyphen. */
const HYPHENATED: ReadonlyMap<string, readonly string[]> = new Map([
  ["git", ["git-shell -c id"]],
  ["docker", ["docker-compose up -d"]],
  ["ssh", ["ssh-copy-id host"]],
  ["apt", ["apt-get install -y tool"]],
  ["podman", ["podman-compose up -d"]],
]);

function longerNames(key: TerminalKey): readonly string[] {
  const name = /^\/\^([a-z]{2,12})\/[a-z]*$/i.exec(key.source)?.[1];
  return name === undefined ? [] : [`${name}x-other run`];
}

function* machineMarks({ at, key }: PlacedEntry): Iterable<Mark> {
  const path = /(?:[A-Za-z]:[\\/]+Users[\\/]+|\/(?:home|Users)\/)[\w.-]+/.exec(key.source)?.[0];
  if (path === undefined) return;
  yield {
    kind: "machine-path",
    at,
    message: `\`${shownShort(path, 60)}\` is a folder of one person's machine, so the entry says nothing on another; write the path from the workspace folder`,
  };
}

/** Fewer are not worth a word. */
const MANY_LITERALS = 5;

/** Approvals of one line each, as *Always Allow Exact Command Line* leaves them. */
function* literalMarks(entries: readonly PlacedEntry[]): Iterable<Mark> {
  const literals = entries.filter(
    ({ key, approves, wholeLine }) =>
      approves === true && wholeLine && /^\/\^(?:\\.|[^\\.*+?|()[\]{}^$])+\$\/$/.test(key.source),
  );
  const [first, ...others] = literals;
  if (first === undefined || literals.length < MANY_LITERALS) return;
  yield {
    kind: "piled-up-approvals",
    at: first.at,
    severity: "info",
    message: `${literals.length} entries approve one exact line each, and such lists only grow; keep what is still run as one entry by its first words`,
    related: others.map(({ at }) => ({ at, message: "approves one exact line" })),
  };
}
