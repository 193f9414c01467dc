/** Reads the command line that VS Code's executable takes, as far as tests use it. */
import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {import("./url.mjs").OpenOptions & {
 *   userDataDir?: string;
 *   extensionsDir?: string;
 *   log?: string;
 *   trust: boolean;
 *   verbose: boolean;
 *   version: boolean;
 *   commands: string[];
 * }} CodeArguments
 */

/** @typedef {(found: CodeArguments, value: string, name: string) => unknown} Take */

/** @type {Take} */
const pass = (found, _value, name) => found.commands.push(`--${name}`);
/** @type {Take} */
const passValue = (found, value, name) => found.commands.push(`--${name}`, value);
/** @type {Take} */
const openUri = (found, value) =>
  open(found, value.startsWith("file:") ? fileURLToPath(value) : value);
const ignore = () => undefined;

/** Options whose value may follow as the next word. */
const WITH_VALUE = new Map(
  /** @type {[string, Take][]} */ ([
    ["extensionDevelopmentPath", (found, value) => found.extensionDevelopmentPath?.push(value)],
    ["extensionTestsPath", (found, value) => (found.extensionTestsPath = path.resolve(value))],
    ["user-data-dir", (found, value) => (found.userDataDir = path.resolve(value))],
    ["extensions-dir", (found, value) => (found.extensionsDir = path.resolve(value))],
    ["log", (found, value) => (found.log = value)],
    ["folder-uri", openUri],
    ["file-uri", openUri],
    ["goto", (found, value) => open(found, value.replace(/:\d+(:\d+)?$/, ""))],
    ["install-extension", passValue],
    ["uninstall-extension", passValue],
    ["disable-extension", ignore],
    ["locale", ignore],
    ["profile", ignore],
  ]),
);

/** Options that stand alone. The others concern Electron's window and mean nothing here. */
const ALONE = new Map(
  /** @type {[string, Take][]} */ ([
    ["enable-proposed-api", (found) => (found.proposedApi = true)],
    ["disable-extensions", (found) => (found.disableExtensions = true)],
    ["disable-workspace-trust", (found) => (found.trust = false)],
    ["verbose", (found) => (found.verbose = true)],
    ["version", (found) => (found.version = true)],
    ["list-extensions", pass],
    ["show-versions", pass],
    ["force", pass],
  ]),
);

/**
 * @param {string[]} argv
 * @returns {CodeArguments}
 */
export function readArguments(argv) {
  /** @type {CodeArguments} */
  const found = {
    extensionDevelopmentPath: [],
    trust: true,
    verbose: false,
    version: false,
    commands: [],
  };
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const option = /^--?([^=]+)(?:=(.*))?$/s.exec(word);
    if (!option) {
      open(found, word);
      continue;
    }
    const name = option[1] ?? "";
    const take = WITH_VALUE.get(name);
    const follows = take && option[2] === undefined && words[0]?.startsWith("-") === false;
    const value = option[2] ?? (follows ? words.shift() : undefined) ?? "";
    (take ?? ALONE.get(name))?.(found, value, name);
  }
  return found;
}

/**
 * @param {CodeArguments} found
 * @param {string} file
 */
function open(found, file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) found.folder ??= file;
  else if (file.endsWith(".code-workspace")) found.workspace ??= file;
  else found.openFile ??= file;
}
