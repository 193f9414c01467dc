"use strict";
/** Runs in the extension host of the real editor, and writes what it measured to AMBIT_BENCH_RESULT as JSON. */
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

/** As many edits and completions are timed, after some that are not. */
const SAMPLES = 120;
const WARM = 20;

/** How long anything is waited for. */
const PATIENCE_MS = 30_000;

exports.run = async function run() {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = process.env["AMBIT_BENCH_RESULT"];
  if (folder === undefined || file === undefined)
    throw new Error("no folder or no result is named");
  const start = await startTimes();
  fs.cpSync(process.env["AMBIT_BENCH_FILES"] ?? "", folder.uri.fsPath, { recursive: true });
  const example = vscode.Uri.joinPath(folder.uri, "example", "ambit.yaml");
  await open(example);
  await diagnosticsOf(example, (all) => all.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const residentBytes = serverMemory();
  const editor = await open(vscode.Uri.joinPath(folder.uri, "big", "ambit.yaml"));
  const edits = await editTimes(editor);
  const completions = await completionTimes(editor);
  const bare = await bareTimes();
  fs.writeFileSync(file, JSON.stringify({ ...start, residentBytes, edits, completions, bare }));
};

/** Milliseconds for loading the code, for `activate()` until it gives its promise, and until the server is there. Only where nothing has activated it before. */
async function startTimes() {
  const extension = vscode.extensions.getExtension("ambit.ambit");
  if (extension === undefined || extension.isActive)
    throw new Error("it is active already, or not there");
  const main = path.join(extension.extensionPath, extension.packageJSON.main);
  const start = performance.now();
  const code = require(main);
  const load = performance.now() - start;
  let activate = Number.NaN;
  const cached = require.cache[require.resolve(main)];
  if (cached === undefined) throw new Error("the code is not kept");
  cached.exports = {
    deactivate: code.deactivate,
    activate(/** @type {unknown} */ context) {
      const before = performance.now();
      const started = code.activate(context);
      activate = performance.now() - before;
      return started;
    },
  };
  const before = performance.now();
  await extension.activate();
  return { load, activate, ready: performance.now() - before };
}

/** The server is a child of this process. */
function serverMemory() {
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
      const isChild = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) === process.pid;
      const command = isChild ? fs.readFileSync(`/proc/${pid}/cmdline`, "utf8") : "";
      if (command.includes("server.cjs"))
        return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1024;
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error("the server was not found");
}

/** @param {vscode.Uri} uri */
async function open(uri) {
  const document = await vscode.workspace.openTextDocument(uri);
  return vscode.window.showTextDocument(document);
}

/**
 * Asks again and again: the event of the API comes 50 ms after the diagnostics, which the screen does not wait for.
 *
 * @param {vscode.Uri} uri
 * @param {(all: readonly vscode.Diagnostic[]) => boolean} wanted
 */
async function diagnosticsOf(uri, wanted) {
  const end = performance.now() + PATIENCE_MS;
  while (!wanted(vscode.languages.getDiagnostics(uri))) {
    if (performance.now() > end) throw new Error("no diagnostics came");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/**
 * Milliseconds from an edit that misspells a tool, or puts it right, to the squiggle that comes or goes. Edits go over the whole text.
 * @param {vscode.TextEditor} editor
 */
async function editTimes({ document, edit }) {
  const { uri } = document;
  const places = [...document.getText().matchAll(/allow: file\.(?=read\n)/g)].map(
    ({ index, 0: { length } }) => index + length,
  );
  const isWrong = (/** @type {vscode.Diagnostic} */ { code }) =>
    (typeof code === "object" ? code.value : code) === "unknown-tool";
  const samples = [];
  for (let i = 0; i < SAMPLES + WARM; i += 2) {
    const at = document.positionAt(places[Math.floor(places.length * ((i * 0.618034) % 1))] ?? 0);
    for (const wrong of [true, false]) {
      const range = new vscode.Range(at, at.translate(0, wrong ? 0 : 1));
      const start = performance.now();
      await edit((change) => change.replace(range, wrong ? "x" : ""));
      await diagnosticsOf(uri, (all) => all.some(isWrong) === wrong);
      samples.push(performance.now() - start);
    }
  }
  return samples.slice(WARM);
}

/** Milliseconds of an edit of plain text, which nobody looks at but the editor. */
async function bareTimes() {
  const document = await vscode.workspace.openTextDocument({ content: "a\n".repeat(1_000) });
  const { edit } = await vscode.window.showTextDocument(document);
  const samples = [];
  for (let i = 0; i < SAMPLES + WARM; i++) {
    const start = performance.now();
    await edit((change) => change.insert(new vscode.Position(i, 0), "x"));
    samples.push(performance.now() - start);
  }
  return samples.slice(WARM);
}

/**
 * Milliseconds until the list of completions is there, at keys and values of the whole text.
 * @param {vscode.TextEditor} editor
 */
async function completionTimes({ document }) {
  const text = document.getText();
  const places = [...text.matchAll(/^ {4}\w+: ?(?=\S)/gm)].flatMap(({ index, 0: { length } }) => [
    index + 4,
    index + length,
  ]);
  const samples = [];
  for (let i = 0; i < SAMPLES + WARM; i++) {
    const at = document.positionAt(places[Math.floor(places.length * ((i * 0.618034) % 1))] ?? 0);
    const start = performance.now();
    await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, at);
    samples.push(performance.now() - start);
  }
  return samples.slice(WARM);
}
