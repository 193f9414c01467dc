/**
 * Restores VS Code's rule for proposed API.
 *
 * code-server grants every proposed API to every extension, even an undeclared
 * one, so a test could pass here and fail in the real product. The rule put
 * back: only what `enabledApiProposals` in package.json lists, and only for an
 * extension that was started with `--enable-proposed-api`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const BUNDLES = [
  "workbench/api/node/extensionHostProcess.js",
  "code/browser/workbench/workbench.js",
];

/** The guard that throws; its first call is the check which code-server has emptied. */
const GUARD =
  /function [\w$]+\((\w+),(\w+)\)\{if\(!([\w$]+)\(\1,\2\)\)throw new Error\(`Extension '\$\{\1\.identifier\.value\}' CANNOT use API proposal/;
const GRANT_ALL = "this._envEnablesProposedApiForAll=!0";
const GRANT_BY_FLAG =
  "this._envEnablesProposedApiForAll=this._envEnabledExtensions.size===0&&Array.isArray(e.extensionEnabledProposedApi)";

/**
 * The bundle's text with the rule restored, and the number of places changed.
 * @param {string} bundle
 */
export function restoreIn(bundle) {
  const check = GUARD.exec(bundle)?.[3];
  if (check === undefined) return { text: bundle, changes: 0 };
  let changes = 0;
  const emptied = new RegExp(
    `function ${check.replaceAll("$", "\\$")}\\((\\w+),(\\w+)\\)\\{return!0\\}`,
  );
  const text = bundle
    .replace(emptied, (_all, extension, proposal) => {
      changes++;
      const listed = `${extension}.enabledApiProposals`;
      return `function ${check}(${extension},${proposal}){return!!(${listed}&&${listed}.includes(${proposal}))}`;
    })
    .replace(GRANT_ALL, () => {
      changes++;
      return GRANT_BY_FLAG;
    });
  return { text, changes };
}

/**
 * Patches a fresh installation; throws when its bundles are not as expected.
 * @param {string} vscode the server's folder
 */
export function restoreProposalRule(vscode) {
  let changes = 0;
  for (const bundle of BUNDLES) {
    const file = path.join(vscode, "out", "vs", bundle);
    const restored = restoreIn(readFileSync(file, "utf8"));
    if (restored.changes === 0) throw new Error(`${bundle}: the proposed-API check was not found`);
    writeFileSync(file, restored.text);
    changes += restored.changes;
  }
  return changes;
}
