import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What the workbench opens with.
 * @typedef {object} OpenOptions
 * @property {string} [folder]
 * @property {string} [workspace] a `.code-workspace` file
 * @property {string} [openFile]
 * @property {string[]} [extensionDevelopmentPath]
 * @property {string} [extensionTestsPath]
 * @property {boolean} [proposedApi] let extensions under development use the proposals they list
 * @property {boolean} [disableExtensions] leave installed extensions off
 */

/**
 * The address of the workbench. Options that a desktop VS Code takes on its
 * command line travel in the `payload` parameter; its development and test
 * entries only count when the server runs with `--enable-smoke-test-driver`.
 * @param {string} serverUrl
 * @param {OpenOptions} options
 */
export function workbenchUrl(serverUrl, options) {
  const url = new URL(serverUrl);
  // Paths are the server's, so they carry its address as their authority.
  const remote = (/** @type {string} */ file) =>
    `vscode-remote://${url.host}${pathToFileURL(path.resolve(file)).pathname}`;
  /** @type {[string, string][]} */
  const payload = [
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  for (const dir of options.extensionDevelopmentPath ?? [])
    payload.push(["extensionDevelopmentPath", remote(dir)]);
  if (options.extensionTestsPath)
    payload.push(["extensionTestsPath", remote(options.extensionTestsPath)]);
  if (options.proposedApi) payload.push(["enableProposedApi", ""]);
  if (options.disableExtensions) payload.push(["disableExtensions", "true"]);
  if (options.openFile) payload.push(["openFile", remote(options.openFile)]);
  if (options.workspace) url.searchParams.set("workspace", path.resolve(options.workspace));
  else if (options.folder) url.searchParams.set("folder", path.resolve(options.folder));
  else url.searchParams.set("ew", "true");
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
