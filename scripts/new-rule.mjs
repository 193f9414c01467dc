/**
 * `npm run new-rule <id>`: writes a rule, its line in the registry, its test and its page. The test
 * fails until the rule finds something.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname, "..");
const REGISTRY = "src/rules/index.ts";
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The exported name of a rule: `no-such-thing` is `noSuchThing`. */
export function nameOf(/** @type {string} */ id) {
  return id.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/**
 * The text of the registry with one more rule; imports and list stay in the order of ids.
 *
 * @param {string} registry
 * @param {string} id
 */
export function withRule(registry, id) {
  const line = /^import \{ \w+ \} from "\.\/([\w-]+)\.ts";\n/gm;
  const ids = [...registry.matchAll(line)].map(([, known]) => String(known));
  const all = [...new Set([...ids, id])].sort();
  const imports = all.map((each) => `import { ${nameOf(each)} } from "./${each}.ts";\n`).join("");
  const rest = registry.replaceAll(line, "");
  const end = rest.lastIndexOf("import ");
  const at = end < 0 ? 0 : rest.indexOf("\n", end) + 1;
  const list = /(= \[)[^\]]*(\])/;
  if (!list.test(rest)) throw new Error(`${REGISTRY} holds no list of rules`);
  const registered = rest.slice(at).replace(list, `$1${all.map(nameOf).join(", ")}$2`);
  return `${rest.slice(0, at)}${imports}${registered}`;
}

/** The new files of a rule. */
function filesFor(/** @type {string} */ id) {
  return {
    [`src/rules/${id}.ts`]: rule(id),
    [`test/rules/${id}.test.ts`]: test(id),
    [`docs/rules/${id}.md`]: page(id),
  };
}

const rule = (/** @type {string} */ id) => `import { defineRule } from "../lint/rule.ts";

export const ${nameOf(id)} = defineRule({
  id: "${id}",
  summary: "A grant is wider than it looks",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  *check({ subject }) {
    for (const clause of subject.stages.flatMap((stage) => stage.clauses)) {
      if (clause.effect !== "allow") continue;
      yield { at: { path: clause.at }, message: "this permits …, so that …; name … instead" };
    }
  },
});
`;

const test = (
  /** @type {string} */ id,
) => `import { ${nameOf(id)} } from "../../src/rules/${id}.ts";
import { check } from "../support/check.ts";

check(${nameOf(id)}, "finds the grant", \`
rules:
  - id: wide
    allow: shell
#   ^^^^^^^^^^^^ ${id}
\`);

check(${nameOf(id)}, "leaves a narrow grant alone", \`
rules:
  - id: narrow
    allow: shell
    command: git status
\`);
`;

const page = (/** @type {string} */ id) => `# ${id}

A grant is wider than it looks.

## What it flags

\`\`\`yaml
rules:
  - id: wide
    allow: shell
\`\`\`

## Why

## Fix

\`\`\`yaml
rules:
  - id: narrow
    allow: shell
    command: git status
\`\`\`

## When not to use it
`;

async function main() {
  const [id = "", ...more] = process.argv.slice(2);
  if (!ID.test(id) || id === "index" || more.length > 0) {
    throw new Error("usage: npm run new-rule <id>, in small letters with hyphens: wildcard-tool");
  }
  const files = filesFor(id);
  const there = Object.keys(files).filter((file) => existsSync(path.join(root, file)));
  if (there.length > 0) throw new Error(`already there: ${there.join(", ")}`);
  files[REGISTRY] = withRule(readFileSync(path.join(root, REGISTRY), "utf8"), id);
  const { format } = await import("prettier");
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    const isCode = file.endsWith(".ts");
    const formatted = isCode ? await format(text, { parser: "typescript", printWidth: 100 }) : text;
    writeFileSync(target, formatted);
    console.log(file);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
