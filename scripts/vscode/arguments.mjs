/** Reads the command line that VS Code's executable takes, as far as tests use it. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Options whose value may follow as the next word. */
const WITH_VALUE = new Set([
  ...['extensionDevelopmentPath', 'extensionTestsPath', 'user-data-dir', 'extensions-dir', 'log', 'locale', 'profile'],
  ...['folder-uri', 'file-uri', 'goto', 'install-extension', 'uninstall-extension', 'disable-extension'],
]);

/**
 * @typedef {import('./url.mjs').OpenOptions & {
 *   userDataDir?: string, extensionsDir?: string, log?: string, trust: boolean,
 *   verbose: boolean, version: boolean, commands: string[] }} CodeArguments
 */

/**
 * @param {string[]} argv
 * @returns {CodeArguments}
 */
export function readArguments(argv) {
  /** @type {CodeArguments} */
  const found = { extensionDevelopmentPath: [], trust: true, verbose: false, version: false, commands: [] };
  for (const [name, value] of words(argv)) apply(found, name, value);
  return found;
}

/**
 * Splits the words into options and paths (which have an empty name).
 * @param {string[]} argv
 * @returns {Generator<[string, string]>}
 */
function* words(argv) {
  for (let i = 0; i < argv.length; i++) {
    const word = /** @type {string} */ (argv[i]);
    const option = /^--?([^=]+)(?:=(.*))?$/s.exec(word);
    if (!option) {
      yield ['', word];
      continue;
    }
    const name = /** @type {string} */ (option[1]);
    const next = argv[i + 1];
    const takesNext = option[2] === undefined && WITH_VALUE.has(name) && next !== undefined && !next.startsWith('-');
    if (takesNext) i++;
    yield [name, option[2] ?? (takesNext ? next : '')];
  }
}

/**
 * @param {CodeArguments} found
 * @param {string} name
 * @param {string} value
 */
function apply(found, name, value) {
  switch (name) {
    case '': return open(found, value);
    case 'folder-uri': case 'file-uri': return open(found, value.startsWith('file:') ? fileURLToPath(value) : value);
    case 'goto': return open(found, value.replace(/:\d+(:\d+)?$/, ''));
    case 'extensionDevelopmentPath': found.extensionDevelopmentPath?.push(value); return;
    case 'extensionTestsPath': found.extensionTestsPath = path.resolve(value); return;
    case 'user-data-dir': found.userDataDir = path.resolve(value); return;
    case 'extensions-dir': found.extensionsDir = path.resolve(value); return;
    case 'enable-proposed-api': found.proposedApi = true; return;
    case 'disable-extensions': found.disableExtensions = true; return;
    case 'disable-workspace-trust': found.trust = false; return;
    case 'log': found.log = value; return;
    case 'verbose': found.verbose = true; return;
    case 'version': case 'v': found.version = true; return;
    case 'install-extension': case 'uninstall-extension': found.commands.push(`--${name}`, value); return;
    case 'list-extensions': case 'show-versions': case 'force': found.commands.push(`--${name}`); return;
    default: // What is left concerns Electron's window and means nothing here.
  }
}

/**
 * @param {CodeArguments} found
 * @param {string} file
 */
function open(found, file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) found.folder ??= file;
  else if (file.endsWith('.code-workspace')) found.workspace ??= file;
  else found.openFile ??= file;
}
