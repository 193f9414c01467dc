import { kept } from "../engine/kept.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { globMatches, hasStar } from "../model/glob.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { firstPermitted } from "./grants.ts";
import type { RuleContext } from "./rule.ts";
import { samplePath } from "./samples.ts";
import { SECRET_FILES, SECRET_NAMES } from "./tables/secrets.ts";
import type { SecretFile } from "./tables/secrets.ts";

/** A file with credentials, and the call that reads it. */
export interface ReadSecret {
  readonly secret: SecretFile;
  readonly witness: ToolCall;
}

/** The first file with credentials that the pattern lets the agent read. Kept: several rules ask. */
export function secretFor(
  context: RuleContext,
  clause: Clause,
  pattern: PathPattern,
): ReadSecret | undefined {
  const known = foundIn(context)(clause);
  if (!known.has(pattern)) known.set(pattern, findSecret(context, clause, pattern));
  return known.get(pattern);
}

const foundIn = kept((_: RuleContext) =>
  kept((_: Clause) => new Map<PathPattern, ReadSecret | undefined>()),
);

function findSecret(
  context: RuleContext,
  clause: Clause,
  pattern: PathPattern,
): ReadSecret | undefined {
  const candidates = [
    ...SECRET_FILES.filter(({ path }) => context.reaches(pattern, path)),
    ...namedSecrets(pattern),
  ];
  for (const secret of candidates) {
    const call = { tool: "file.read", args: { path: secret.path } };
    const witness = firstPermitted(context, clause, [call]);
    if (witness !== undefined) return { secret, witness };
  }
  return undefined;
}

/** Paths of the pattern that name a secret themselves, as `apps/*\/.env` does; `*.json` at the end names nothing. */
function namedSecrets({ choices }: PathPattern): readonly SecretFile[] {
  return choices.flatMap((choice) => {
    const last = choice.segments.at(-1);
    if (last === undefined || last === "**" || (hasStar(last) && !/^(\.|id_)/.test(last[0] ?? "")))
      return [];
    const names = SECRET_NAMES.filter((name) => globMatches(last, name));
    return names.map((name): SecretFile => {
      const path = samplePath(choice, name);
      const ground = choice.up > 0 ? "machine" : choice.anchor;
      return { path, holds: "passwords, tokens or keys", ground };
    });
  });
}
