import type { Mark } from "../../../model/mark.ts";
import { shownShort } from "../../../model/shown.ts";
import { respellings } from "../../respellings.ts";
import { isWord } from "../regex/set.ts";
import { approvesCommand, shell } from "./placed-entry.ts";
import type { PlacedEntry } from "./placed-entry.ts";
import type { TerminalRule } from "./rules.ts";

/** Approvals that a rule which asks covers whole: a `false` wins, also a shipped one. */
export function* deadRuleMarks(
  entries: readonly PlacedEntry[],
  rules: readonly TerminalRule[],
): Iterable<Mark> {
  const asking = rules.filter(
    ({ approve, wholeLine, key }) => !approve && !wholeLine && key.form === "plain",
  );
  for (const { at, key, approves, wholeLine } of entries) {
    if (approves !== true || wholeLine || key.form !== "plain") continue;
    const over = asking.find((rule) => beginsWith(key.source, rule.key.source));
    if (over === undefined) continue;
    const whose = over.clause === undefined ? "the shipped " : "";
    yield {
      kind: "unreachable-entry",
      at,
      message: `\`${shownShort(key.source, 60)}\` approves nothing, because ${whose}\`${shownShort(over.key.source, 60)}: false\` matches the same commands, and \`false\` wins however short it is; remove one of them`,
      ...(over.clause === undefined
        ? {}
        : { related: [{ at: { path: over.clause.at, on: "key" }, message: "this asks" }] }),
    };
  }
}

function beginsWith(text: string, start: string): boolean {
  if (start === "" || !text.startsWith(start)) return false;
  return isWord(text.charCodeAt(start.length)) !== isWord(start.charCodeAt(start.length - 1));
}

/** Commands that are to ask, and run in another spelling as something else approves them. Only what the file itself says: the shipped rules are known. */
export function* respelledMarks(
  entries: readonly PlacedEntry[],
  rules: readonly TerminalRule[],
): Iterable<Mark> {
  const approving = rules.filter(({ approve, wholeLine }) => approve && !wholeLine);
  for (const { at, key, approves, wholeLine } of entries) {
    if (approves !== false || wholeLine || !/^[\w.-]+(?: [\w./:=@-]+)*$/.test(key.source)) continue;
    const command = respellings(key.source, true).find((one) =>
      approving.some((rule) => approvesCommand(rule.key, rules, one)),
    );
    if (command === undefined) continue;
    yield {
      kind: "deny-respelled",
      at,
      message: `\`${shownShort(key.source, 60)}\` is compared with commands as they are written, and what approves others lets the same run unasked in another spelling, such as \`${shownShort(command, 80)}\`; approve the subcommands that are needed instead`,
      witness: shell(command),
    };
  }
}

/** Programs that run what they are told, with how they are told. */
const INTERPRETERS: ReadonlyMap<string, (command: string) => string> = new Map([
  ...["bash", "sh", "zsh"].map((name) => [name, (line: string) => `${name} -c '${line}'`] as const),
  ...["python", "python3"].map(
    (name) => [name, (line: string) => `${name} -c "import os; os.system('${line}')"`] as const,
  ),
  ["node", (line) => `node -e "require('child_process').execSync('${line}')"`],
  ["env", (line) => `env ${line}`],
  ["command", (line) => `command ${line}`],
  ["sudo", (line) => `sudo ${line}`],
]);

/** Commands that are to ask, beside an interpreter that runs them all the same. Only what the file itself says: the shipped rules are known. */
export function* interpreterMarks(
  entries: readonly PlacedEntry[],
  rules: readonly TerminalRule[],
): Iterable<Mark> {
  const open = entries.find(
    ({ approves, wholeLine, key }) =>
      approves === true && !wholeLine && INTERPRETERS.has(key.source),
  );
  if (open === undefined) return;
  const name = open.key.source;
  for (const { at, key, approves, wholeLine } of entries) {
    if (approves !== false || wholeLine || key.form !== "plain" || /['"]/.test(key.source))
      continue;
    const command = INTERPRETERS.get(name)?.(`${key.source} x`);
    if (command === undefined || !approvesCommand(open.key, rules, command)) continue;
    yield {
      kind: "deny-beside-interpreter",
      at,
      message: `\`${shownShort(key.source, 60)}\` does not ask inside \`${name}\`, which is approved with any arguments; take \`${name}\` away, or approve the scripts that it may run`,
      witness: shell(command),
      related: [{ at: open.at, message: `\`${name}\` is approved with any arguments` }],
    };
  }
}
