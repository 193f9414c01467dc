/**
 * `npm run new-rule <id>`: writes a rule, its line in the registry, its test and its page, with its
 * row in the table of pages. What it writes compiles, and the rule's own test passes; the test of the
 * pages fails until every TODO in the page is written.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname, "..");
const REGISTRY = "src/rules/index.ts";
const TABLE = "docs/rules/README.md";
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

/**
 * The text of the table of pages with one more row; rows stay in the order of ids.
 *
 * @param {string} table
 * @param {string} id
 */
export function withRow(table, id) {
  const lines = table.trimEnd().split("\n");
  const isRow = (/** @type {string} */ line) => line.startsWith("| [");
  const row = `| [${id}](${id}.md) | warning | medium | regular | ${SUMMARY} |`;
  const known = lines.filter((line) => isRow(line) && !line.startsWith(`| [${id}]`));
  const rows = [...known, row].sort();
  return `${[...lines.filter((line) => !isRow(line)), ...rows].join("\n")}\n`;
}

/**
 * The new files of a rule. `today`, as `YYYY-MM-DD`, is when its evidence was checked.
 *
 * @param {string} id
 * @param {string} today
 */
export function filesFor(id, today) {
  return {
    [`src/rules/${id}.ts`]: rule(id),
    [`test/rules/${id}.test.ts`]: test(id),
    [`docs/rules/${id}.md`]: page(id, today),
  };
}

const SUMMARY = "A grant is wider than it looks";

const rule = (
  /** @type {string} */ id,
) => `import { firstPermitted, grantsOf } from "../lint/grants.ts";
import { defineRule } from "../lint/rule.ts";

export const ${nameOf(id)} = defineRule({
  id: "${id}",
  summary: "${SUMMARY}",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  *check(context) {
    for (const clause of grantsOf(context.subject)) {
      const witness = firstPermitted(context, clause, WITNESSES);
      if (witness === undefined) continue;
      const at = { path: [...clause.at, clause.effect] };
      yield { at, message: "this permits …, so that …; name … instead", witness };
    }
  },
});

/** Calls that a grant should not permit; the first one that the whole policy allows is shown. */
const WITNESSES = [{ tool: "tool:example", args: {} }];
`;

const test = (
  /** @type {string} */ id,
) => `import { ${nameOf(id)} } from "../../src/rules/${id}.ts";
import { check } from "../support/check.ts";

check(
  ${nameOf(id)},
  "a wide grant, with a call that it permits",
  \`
rules:
  - id: wide
    allow: tool:example
#          ^^^^^^^^^^^^ ${id}
\`,
  ["tool:example"],
);

check(
  ${nameOf(id)},
  "a narrow grant, and a wide one that a deny covers",
  \`
rules:
  - { id: narrow, allow: tool:other }
  - { id: wide, allow: tool:example }
  - { id: none, deny: tool:example }
\`,
);
`;

const page = (/** @type {string} */ id, /** @type {string} */ today) => `# ${id}

${SUMMARY}.

## What it flags

TODO: what is flagged, and what looks like it and is not.

\`\`\`yaml
rules:
  - id: wide
    allow: tool:example
\`\`\`

## Why

TODO: what can happen.

## Fix

\`\`\`yaml
rules:
  - id: narrow
    allow: tool:other
\`\`\`

## When not to use it

TODO

## Evidence

Checked ${today}. TODO: sources.
`;

async function main() {
  const [id = "", ...more] = process.argv.slice(2);
  if (!ID.test(id) || id === "index" || more.length > 0) {
    throw new Error("usage: npm run new-rule <id>, in small letters with hyphens: wildcard-tool");
  }
  const files = filesFor(id, new Date().toISOString().slice(0, 10));
  const there = Object.keys(files).filter((file) => existsSync(path.join(root, file)));
  if (there.length > 0) throw new Error(`already there: ${there.join(", ")}`);
  const current = (/** @type {string} */ file) => readFileSync(path.join(root, file), "utf8");
  files[REGISTRY] = withRule(current(REGISTRY), id);
  files[TABLE] = withRow(current(TABLE), id);
  const { format } = await import("oxfmt");
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    const isCode = file.endsWith(".ts");
    const formatted = isCode ? (await format(file, text, { printWidth: 100 })).code : text;
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
