import { onceListed } from "../host/once-listed.ts";
import { PERSONAS } from "../model/level.ts";
import type { Files } from "../workspace/ports.ts";
import { FAILING, FORMATS } from "./check-request.ts";
import type { CheckRequest } from "./check-request.ts";
import type { FixMode } from "./fix.ts";
import { fromCommandLine } from "./given-path.ts";
import { oneOf, readOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { Threads } from "./threads.ts";

/** `ambit check`: findings over the policies, scenarios and test suites under the paths. */
export async function check(args: readonly string[]): Promise<number> {
  const request = readRequest(args);
  const disk = onceListed();
  const threads = new Threads();
  try {
    if (!request.staged) threads.expect(await likelyFiles(disk, request.paths));
    // Only now: what checks takes longer to load than threads take to start, and they load it too.
    const { checkFiles } = await import("./check-files.ts");
    return await checkFiles(request, disk, threads);
  } finally {
    threads.stop();
  }
}

function readRequest(args: readonly string[]): CheckRequest {
  const { values, positionals } = readOptions(args.map(spelledOut), {
    format: { type: "string" },
    "fail-on": { type: "string" },
    persona: { type: "string" },
    reach: { type: "boolean" },
    fix: { type: "string" },
    staged: { type: "boolean" },
  });
  const { persona, reach = false, fix, staged = false } = values;
  const format = oneOf("format", values.format, FORMATS);
  const request = {
    paths: positionals,
    format,
    failOn: oneOf("fail-on", values["fail-on"], FAILING),
    persona: persona === undefined ? undefined : oneOf("persona", persona, PERSONAS),
    reach,
    fix: fix === undefined ? undefined : oneOf<FixMode>("fix", fix, ["safe", "review"]),
    staged,
  };
  if (reach && (format === "sarif" || format === "github"))
    throw new Refusal(`\`--reach\` is for \`--format text\` and \`json\`, not \`${format}\``, 2);
  if (staged && positionals.length > 0)
    throw new Refusal("`--staged` takes no path: it checks what is staged", 2);
  if (staged && fix !== undefined)
    throw new Refusal("`--fix` mends files, and `--staged` looks at none", 2);
  return request;
}

/** `--fix` without a value stands for `--fix=safe`. */
function spelledOut(word: string): string {
  return word === "--fix" ? "--fix=safe" : word;
}

/** How many files there are to check, nearly: which ones they are is told by what is not loaded yet. */
async function likelyFiles(disk: Files, paths: readonly string[]): Promise<number> {
  const likely = await Promise.all(
    (paths.length === 0 ? ["."] : paths).map((path) =>
      disk.find(fromCommandLine(path), (file) => LIKELY.test(file)),
    ),
  );
  return likely.flat().length;
}

const LIKELY =
  /\/(?:\.claude|\.github|\.vscode|\.codex|\.gemini|\.cursor|\.?opencode)\/|\/\.mcp\.json$|\/opencode\.jsonc?$|[./]ambit(?:-\w+)?\.yaml$/;
