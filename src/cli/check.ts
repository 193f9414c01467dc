import { kindOfPath } from "../host/files.ts";
import type { Finding } from "../lint/finding.ts";
import type { Persona } from "../lint/rule.ts";
import type { Severity } from "../model/problem.ts";
import { shown } from "../model/shown.ts";
import { kindOf } from "../workspace/inspection.ts";
import { Workspace } from "../workspace/workspace.ts";
import { toJson } from "./json.ts";
import { fixPolicy } from "./fix.ts";
import type { FixOptions } from "./fix.ts";
import { fromCommandLine, openPorts } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { Places, shortPath } from "./places.ts";
import { printFindings } from "./print-findings.ts";
import type { Counts } from "./print-findings.ts";
import { printGithub } from "./print-github.ts";
import { printSarif } from "./print-sarif.ts";
import { Refusal } from "./refusal.ts";
import { terminal } from "./terminal.ts";

const SEVERITIES = ["error", "warning", "info", "hint"] as const;
const PERSONAS = ["regular", "pedantic", "auditor"] as const;

/** `ambit check`: findings over the policies and scenarios under the paths. */
export async function check(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args.map(spelledOut), {
    format: { type: "string" },
    "fail-on": { type: "string" },
    persona: { type: "string" },
    fix: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json", "sarif", "github"]);
  const failOn = oneOf("fail-on", values["fail-on"], [...SEVERITIES, "never"]);
  const persona = oneOf("persona", values.persona, PERSONAS);
  const fix = fixMode(values.fix);
  const ports = await openPorts();
  const workspace = new Workspace(ports);
  const unread = new Unread();
  const files = await documentsUnder(
    workspace,
    positionals.length === 0 ? ["."] : positionals,
    unread,
  );
  const wanted = ({ persona: whose }: Finding): boolean => concerns(whose, persona);
  if (fix !== undefined) await fixAll(files, unread, { ports, wanted, ...fix });
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  let [read, waived] = [0, 0];
  for (const [file, given] of files) {
    const found = await workspace.inspect(file);
    if (!("findings" in found)) {
      unread.add(given, "missing" in found ? "there is no such file" : found.unreadable);
      continue;
    }
    read++;
    waived += found.waived.length;
    for (const [name, text] of found.texts) texts.set(name, text);
    findings.push(...found.findings.filter(wanted));
  }
  const places = new Places((file) => texts.get(file) ?? "");
  process.stdout.write(printed(format, findings, places, { files: read, waived }));
  if (unread.count > 0) return 3;
  return findings.some(({ severity }) => reaches(severity, failOn)) ? 1 : 0;
}

async function fixAll(
  files: ReadonlyMap<string, string>,
  unread: Unread,
  options: FixOptions,
): Promise<void> {
  for (const file of files.keys()) {
    if ((kindOf(file) ?? "policy") !== "policy") continue;
    const failure = await fixPolicy(file, shortPath(file), options);
    if (failure !== undefined)
      unread.complain(`\`${shown(shortPath(file))}\` was not fixed`, failure);
  }
}

/** `--fix` without a value stands for `--fix=safe`. */
function spelledOut(word: string): string {
  return word === "--fix" ? "--fix=safe" : word;
}

function fixMode(given: string | undefined): Pick<FixOptions, "mode" | "person"> | undefined {
  if (given === undefined) return undefined;
  const mode = oneOf("fix", given, ["safe", "review"]);
  const person = mode === "review" ? terminal() : undefined;
  if (mode === "review" && person === undefined)
    throw new Refusal("`--fix=review` asks about each fix, and there is no terminal to ask on", 2);
  return { mode, person };
}

function printed(
  format: "text" | "json" | "sarif" | "github",
  findings: readonly Finding[],
  places: Places,
  counts: Counts,
): string {
  switch (format) {
    case "text":
      return printFindings(findings, places, counts, process.stdout);
    case "json":
      return asJson(findings, places, counts);
    case "sarif":
      return printSarif(findings, places);
    case "github":
      return printGithub(findings, places);
  }
}

/** What could not be read or written: told at once, and the rest is checked all the same. */
class Unread {
  count = 0;

  add(path: string, why: string): void {
    this.complain(`\`${shown(path)}\` cannot be read`, why);
  }

  complain(what: string, why: string): void {
    this.count++;
    process.stderr.write(`ambit: ${what}: ${shown(why)}\n`);
  }
}

/** The documents by absolute path, each with the words to name it by. */
async function documentsUnder(
  workspace: Workspace,
  paths: readonly string[],
  unread: Unread,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const given of paths) {
    const path = fromCommandLine(given);
    const kind = await kindOfPath(path);
    if (kind === undefined) throw new Refusal(`there is no \`${given}\``, 3);
    if (kind === "file") {
      if (!/\.ya?ml$/.test(path))
        throw new Refusal(`\`${given}\` is no policy or scenario, which are \`.yaml\` files`, 3);
      found.set(path, given);
      continue;
    }
    const below = await workspace.documents(path, (folder, why) => unread.add(folder, why));
    for (const file of below) found.set(file, file);
  }
  return found;
}

function concerns(persona: Persona, wanted: Persona): boolean {
  return PERSONAS.indexOf(persona) <= PERSONAS.indexOf(wanted);
}

function reaches(severity: Severity, failOn: Severity | "never"): boolean {
  return failOn !== "never" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

function asJson(findings: readonly Finding[], places: Places, counts: Counts): string {
  const rows = findings.map((finding) => {
    const { code, severity, confidence, persona, message, witness, related, fixes } = finding;
    const { tool, args } = witness ?? {};
    return {
      code,
      severity,
      confidence,
      persona,
      message,
      ...places.of(finding.file, finding.range),
      ...(witness === undefined ? {} : { witness: { tool, args } }),
      ...(related.length === 0
        ? {}
        : {
            related: related.map((one) => ({
              file: places.of(one.file, one.range).file,
              line: places.of(one.file, one.range).line,
              message: one.message,
            })),
          }),
      ...(fixes.length === 0 ? {} : { fixes: fixes.map(({ title, safe }) => ({ title, safe })) }),
    };
  });
  return `${toJson({ findings: rows, ...counts }, 2)}\n`;
}
