import { readStaged } from "../host/git.ts";
import type { Staged } from "../host/git.ts";
import { stagedFiles } from "../host/staged-files.ts";
import type { Finding } from "../lint/finding.ts";
import type { Fix } from "../lint/rule.ts";
import type { Persona } from "../model/level.ts";
import { failed } from "../model/problem.ts";
import type { Severity } from "../model/problem.ts";
import { shown } from "../model/shown.ts";
import { kindOf } from "../workspace/inspection.ts";
import type { Files } from "../workspace/ports.ts";
import { Workspace } from "../workspace/workspace.ts";
import { SEVERITIES } from "./check-request.ts";
import type { CheckRequest } from "./check-request.ts";
import { documentsUnder, Unread } from "./documents-under.ts";
import { toJson } from "./json.ts";
import { fixPolicy } from "./fix.ts";
import type { FixMode, FixOptions } from "./fix.ts";
import { inspectFiles, isHeard } from "./inspect-files.ts";
import { openPorts } from "./open.ts";
import { Places, shortPath } from "./places.ts";
import { printFindings } from "./print-findings.ts";
import type { Counts } from "./print-findings.ts";
import { printGithub } from "./print-github.ts";
import { printReach, reachOf, reachRows } from "./print-reach.ts";
import type { RuleReach } from "./print-reach.ts";
import { printSarif } from "./print-sarif.ts";
import { Refusal } from "./refusal.ts";
import { terminal } from "./terminal.ts";
import type { Threads } from "./threads.ts";

/** Checks what is asked for and prints what is found; answers with the exit code. */
export async function checkFiles(
  { paths, format, failOn, persona, ...request }: CheckRequest,
  disk: Files,
  threads: Threads,
): Promise<number> {
  const fix = fixMode(request.fix);
  const staged = request.staged ? await openStaged() : undefined;
  const ports = await openPorts(staged === undefined ? disk : stagedFiles(disk, staged));
  const workspace = new Workspace(ports);
  const unread = new Unread();
  const files = await documentsUnder(
    workspace,
    paths.length === 0 ? [staged?.root ?? "."] : paths,
    unread,
  );
  const wanted = (found: Finding, configured: Persona | undefined): boolean =>
    isHeard(found, persona, configured);
  if (fix !== undefined) await fixAll(files, unread, { ports, wanted, ...fix });
  const inspected = await inspectFiles(workspace, [...files.keys()], {
    persona,
    ...(staged && { concerns: (links) => links.some((link) => isChanged(link, staged)) }),
    threads,
  });
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  let [read, waived] = [0, 0];
  for (const [index, given] of [...files.values()].entries()) {
    const found = inspected[index];
    if (found === undefined || found === "not concerned") continue;
    if ("unread" in found) {
      unread.add(given, found.unread);
      continue;
    }
    read++;
    waived += found.waived;
    for (const [name, text] of found.texts) texts.set(name, text);
    findings.push(...found.findings);
  }
  const places = new Places((file) => texts.get(file) ?? "");
  const reach = request.reach ? await reachOf(workspace, files.keys()) : undefined;
  const counts = { files: read, waived };
  process.stdout.write(printed(format, { findings, places, counts, reach }));
  if (unread.count > 0) return 3;
  return findings.some(({ severity }) => reaches(severity, failOn)) ? 1 : 0;
}

/** What is staged around the current folder. */
async function openStaged(): Promise<Staged> {
  const staged = await readStaged(process.cwd());
  if (failed(staged)) throw new Refusal(`what is staged cannot be read: ${staged.error}`, 3);
  return staged.value;
}

function isChanged(path: string, { root, changed }: Staged): boolean {
  return path.startsWith(`${root}/`) && changed.has(path.slice(root.length + 1));
}

async function fixAll(
  files: ReadonlyMap<string, string>,
  unread: Unread,
  options: FixOptions,
): Promise<void> {
  for (const file of files.keys()) {
    if (!["policy", "agent"].includes(kindOf(file) ?? "policy")) continue;
    const failure = await fixPolicy(file, shortPath(file), options);
    if (failure !== undefined)
      unread.complain(`\`${shown(shortPath(file))}\` was not fixed`, failure);
  }
}

function fixMode(mode: FixMode | undefined): Pick<FixOptions, "mode" | "person"> | undefined {
  if (mode === undefined) return undefined;
  const person = mode === "review" ? terminal() : undefined;
  if (mode === "review" && person === undefined)
    throw new Refusal("`--fix=review` asks about each fix, and there is no terminal to ask on", 2);
  return { mode, person };
}

/** All that there is to print. */
interface Checked {
  readonly findings: readonly Finding[];
  readonly places: Places;
  readonly counts: Counts;
  readonly reach: readonly RuleReach[] | undefined;
}

function printed(format: CheckRequest["format"], checked: Checked): string {
  const { findings, places, counts, reach = [] } = checked;
  switch (format) {
    case "text":
      return `${printReach(reach, process.stdout)}${printFindings(findings, places, counts, process.stdout)}`;
    case "json":
      return asJson(checked);
    case "sarif":
      return printSarif(findings, places);
    case "github":
      return printGithub(findings, places);
  }
}

function reaches(severity: Severity, failOn: CheckRequest["failOn"]): boolean {
  return failOn !== "never" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

function asJson({ findings, places, counts, reach }: Checked): string {
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
            related: related.map((one) => {
              const { file, line } = places.of(one.file, one.range);
              return { file, line, message: one.message };
            }),
          }),
      ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixJson) }),
    };
  });
  return `${toJson({ findings: rows, ...counts, ...(reach && { reach: reachRows(reach) }) }, 2)}\n`;
}

/** `narrows`: it is carried out only where that is proven, which is not tried here: it takes as long as reading the policy twice. */
function fixJson({ title, safe, narrows }: Fix): object {
  return { title, safe, ...(narrows === true ? { narrows } : {}) };
}
