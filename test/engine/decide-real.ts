import { compile } from "../../src/engine/engine.ts";
import type { Bounds, Engine } from "../../src/engine/engine.ts";
import type { Subject } from "../../src/model/subject.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { PathResolver } from "../../src/model/resolver.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import type { DecideReal } from "./differential.ts";

const grammars = await loadGrammars();

/** The engine as the comparison calls it; the engine of one set of documents is kept for its calls, one for each disk. */
export const decideReal: DecideReal = (documents, main, call, resolver) => {
  const known = prepared.get(documents) ?? {
    bounds: boundsOf(documents, main),
    engines: new Map<PathResolver | undefined, Engine>(),
  };
  prepared.set(documents, known);
  const engine =
    known.engines.get(resolver) ??
    compile(known.bounds, resolver ? { grammars, resolver } : { grammars });
  known.engines.set(resolver, engine);
  return engine.decide(call).decision;
};

interface Prepared {
  readonly bounds: Bounds;
  readonly engines: Map<PathResolver | undefined, Engine>;
}

const prepared = new WeakMap<ReadonlyMap<string, string>, Prepared>();

/** All that a document links to, as the workspace would link it; the documents of a test lie side by side. */
function boundsOf(
  documents: ReadonlyMap<string, string>,
  name: string,
  chain: readonly string[] = [name],
): Bounds {
  const main = readPolicy(documents.get(name) ?? "", { file: name });
  const extended: Subject[] = [];
  const ceilings: Bounds[] = [];
  let failure: string | undefined;
  const follow = (path: string): Bounds | undefined => {
    const linked = path.replace(/^\.\//, "");
    if (documents.has(linked) && !chain.includes(linked))
      return boundsOf(documents, linked, [...chain, linked]);
    failure = `${path} is missing or leads back`;
    return undefined;
  };
  for (const { path } of main.extends) {
    const linked = follow(path);
    if (linked) extended.push(linked.main, ...linked.extended);
    if (linked) ceilings.push(...linked.ceilings);
    failure ??= linked?.failure;
  }
  for (const { path } of main.ceilings) {
    const linked = follow(path);
    if (linked) ceilings.push(linked);
  }
  return { main, extended, ceilings, ...(failure === undefined ? {} : { failure }) };
}
