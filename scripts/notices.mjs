import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What a package is, and under which terms it is passed on. */
/** @typedef {{ readonly name: string, readonly version: string, readonly licence: string, readonly text: string | undefined }} Notice */

/**
 * The terms of all packages of which something ships: most of them want to be passed on with every copy.
 *
 * @param {Iterable<string>} inputs files that a bundle was made of, and that were copied beside it
 */
export function noticesOf(inputs) {
  /** @type {Map<string, Notice>} */
  const notices = new Map();
  for (const folder of new Set([...inputs].flatMap((file) => packageOf(file) ?? []))) {
    const notice = noticeOf(folder);
    notices.set(`${notice.name}@${notice.version}`, notice);
  }
  const names = [...notices.keys()].sort();
  return [
    "What Ambit ships holds code of these packages:",
    names.map((name) => `  ${name} (${notices.get(name)?.licence})`).join("\n"),
    ...names.flatMap((name) => [
      "-".repeat(80),
      name,
      notices.get(name)?.text ?? `${notices.get(name)?.licence}; the package holds no text of it.`,
    ]),
    "",
  ].join("\n\n");
}

/**
 * The folder of the package that a file belongs to; nothing for a file of our own.
 *
 * @param {string} file
 * @returns {string | undefined}
 */
function packageOf(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file.replaceAll("\\", "/"))?.[0];
}

/**
 * @param {string} folder
 * @returns {Notice}
 */
function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^licen[cs]e(?:[.-]|$)/i.test(name));
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license ?? "see its text",
    text: file === undefined ? undefined : readFileSync(path.join(folder, file), "utf8").trim(),
  };
}
