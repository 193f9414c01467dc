import type { RanCall, RanSession, ShownResult } from "../../protocol/run.ts";

/** What became of a call, in a few words. */
export function outcomeWords(
  outcome: RanCall["outcome"],
  why: string | undefined,
  result: ShownResult | undefined,
): string {
  const more = why === undefined ? "" : `: ${why}`;
  switch (outcome) {
    case "denied":
      return "Not run: it never reached a tool";
    case "declined":
      return "Not run: the answer was no";
    case "not-run":
      return `Not run${more}`;
    case "failed":
      return why === undefined ? "It failed" : `It ${why}`;
    case "done":
      return result?.isError === true ? `Run, with an error${more}` : `Run${more}`;
  }
}

/** What a run came to, in one line. */
export function ranWords({ calls, changes }: RanSession): string {
  const run = calls.filter(({ outcome }) => outcome === "done" || outcome === "failed").length;
  const files = changes.filter(({ path }) => !path.endsWith("/")).length;
  const touched =
    files === 0 ? "nothing changed" : `${files} file${files === 1 ? "" : "s"} changed`;
  const denied = calls.filter(({ remarks }) => remarks.some(({ kind }) => kind === "denied"));
  const bad =
    denied.length === 0
      ? ""
      : `; ${denied.length} call${denied.length === 1 ? "" : "s"} did what the policy denies`;
  return `Run in a sandbox: ${run} of ${calls.length} calls carried out, ${touched}${bad}.`;
}
