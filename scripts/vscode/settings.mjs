/** User settings of the editor under test. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Quiet and repeatable: nothing that asks the network, pops up, moves, or blinks. */
const QUIET = {
  "chat.agentHost.enabled": false,
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "editor.cursorBlinking": "solid",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "json.schemaDownload.enable": false,
  "npm.fetchOnlinePackageInfo": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "update.mode": "none",
  "window.restoreWindows": "none",
  "workbench.enableExperiments": false,
  // What fades in and out is painted again and again: half of what a command of the palette costs.
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/**
 * Colour themes by the short names used in scripts and tests: the setting's
 * value, the label in the theme picker, and the class the workbench then has.
 */
export const THEMES = /** @type {const} */ ({
  light: { id: "Light 2026", label: "Light 2026", className: "vs" },
  dark: { id: "Dark 2026", label: "Dark 2026", className: "vs-dark" },
  "hc-light": {
    id: "Default High Contrast Light",
    label: "Light High Contrast",
    className: "hc-light",
  },
  "hc-dark": { id: "Default High Contrast", label: "Dark High Contrast", className: "hc-black" },
});

/** @typedef {keyof typeof THEMES} Theme */
/** @typedef {Record<string, unknown>} Settings */

/** The web workbench reads its user settings from the server's user data. */
const settingsFile = (/** @type {string} */ userData) =>
  path.join(userData, "User", "settings.json");

/**
 * Writes the settings of a new user data folder.
 * @param {string} userData
 * @param {Settings} settings
 */
export function writeSettings(userData, settings = {}) {
  const file = settingsFile(userData);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...QUIET, ...settings }, null, 2));
}

/** Whether a user data folder has settings already, its owner's choice. */
export function hasSettings(/** @type {string} */ userData) {
  return existsSync(settingsFile(userData));
}

/**
 * Changes the settings of a user data folder. A running workbench misses such
 * a change now and then, so it has to be loaded anew.
 * @param {string} userData
 * @param {Settings} changes
 */
export function changeSettings(userData, changes) {
  const file = settingsFile(userData);
  const current = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...current, ...changes }, null, 2));
}
