import { shown } from "../model/shown.ts";
import { auditPlaces } from "../sandbox/audit/places.ts";
import { verifyAll, verifyFile } from "../sandbox/audit/verify-files.ts";
import type { VerifiedFile } from "../sandbox/audit/verify-files.ts";
import { count } from "../workspace/words.ts";
import { toJson } from "./json.ts";
import { fromCommandLine } from "./given-path.ts";
import { oneOf, readOptions } from "./options.ts";
import { shortPath } from "./places.ts";
import { Refusal } from "./refusal.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";

/** `ambit audit`: what there is to do with the logs of runs. */
export async function audit([what, ...args]: readonly string[]): Promise<number> {
  if (what === "verify") return verify(args);
  throw new Refusal("`ambit audit` needs what to do: `ambit audit verify`", 2);
}

async function verify(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    head: { type: "string" },
    format: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [file, more] = positionals;
  if (more !== undefined) throw new Refusal("name one log, or none for all", 2);
  if (file === undefined && values.head !== undefined)
    throw new Refusal("`--head` is about one log: `ambit audit verify FILE --head FILE`", 2);
  const places = auditPlaces();
  const head = values.head === undefined ? undefined : fromCommandLine(values.head);
  const logs =
    file === undefined
      ? await verifyAll(places)
      : [await verifyFile(fromCommandLine(file), places, head)];
  process.stdout.write(
    format === "json" ? `${toJson({ logs: logs.map(logJson) }, 2)}\n` : logsText(logs),
  );
  if (logs.some(({ faults }) => faults.some(({ kind }) => kind === "unreadable"))) return 3;
  return logs.some(({ status }) => status === "broken") ? 1 : 0;
}

/** The names are stable. */
function logJson({ file, status, run, records, faults, remarks }: VerifiedFile): object {
  return {
    ...{ file: shortPath(file), status, run: run ?? null, records },
    faults: faults.map(({ kind, line, words }) => ({
      ...{ kind, ...(line === undefined ? {} : { line }), message: words },
    })),
    remarks,
  };
}

function logsText(logs: readonly VerifiedFile[]): string {
  const style = styleFor(process.stdout);
  if (logs.length === 0) return "there is no log yet\n";
  return logs.map((log) => `${logLines(log, style).join("\n")}\n`).join("");
}

function logLines(
  { file, status, records, faults, remarks }: VerifiedFile,
  style: Style,
): readonly string[] {
  const name = shown(shortPath(file));
  return [
    `${statusWord(status, style)} ${style.bold(name)} ${count(records, "record")}`,
    ...faults.map(({ kind, line, words }) => {
      const where = line === undefined ? "" : `line ${line}: `;
      return `  ${where}${shown(words)} ${style.dim(`[${kind}]`)}`;
    }),
    ...remarks.map((words) => style.dim(`  ${shown(words)}`)),
  ];
}

function statusWord(status: VerifiedFile["status"], style: Style): string {
  switch (status) {
    case "intact":
      return style.green("intact    ");
    case "unfinished":
      return style.yellow("unfinished");
    case "broken":
      return style.red("broken    ");
  }
}
