import { withoutEnd } from "./ends.ts";
import type { Script, Simple } from "./tree.ts";

/** What `$(cat <<'EOF' … EOF)` says: the text of its one here-document, without the line ends at its end. `undefined` for any other program. */
export function soleDocument(script: Script): string | undefined {
  const command = soleCommand(script);
  if (
    command === undefined ||
    command.assigns.length > 0 ||
    command.words.length !== 1 ||
    command.redirects.length !== 1
  )
    return undefined;
  const [word, redirect] = [command.words[0], command.redirects[0]];
  if (word?.text !== "cat" || !word.known) return undefined;
  if (
    redirect === undefined ||
    !redirect.op.startsWith("<<") ||
    redirect.op === "<<<" ||
    redirect.fd !== undefined ||
    !redirect.to.known
  )
    return undefined;
  return withoutEnd(redirect.to.text, "\n");
}

function soleCommand(script: Script): Simple | undefined {
  const chain = script.chains[0];
  if (
    chain === undefined ||
    script.chains.length !== 1 ||
    chain.rest.length > 0 ||
    chain.background
  )
    return undefined;
  const { stages, negated, timed } = chain.first;
  const stage = stages[0];
  return stages.length === 1 && !negated && timed === undefined && stage?.kind === "simple"
    ? stage
    : undefined;
}
