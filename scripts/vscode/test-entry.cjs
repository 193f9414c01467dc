"use strict";
/**
 * Runs inside the extension host in place of the real test entry, which it
 * loads in turn. What the tests print goes to a file that the stand-in
 * executable follows: VS Code's own channel mixes in the workbench's log lines
 * and drops what is below the log level.
 */
const fs = require("node:fs");
const util = require("node:util");
const { pathToFileURL } = require("node:url");

/** As VS Code does it: CommonJS first, an ES module otherwise. */
async function load(/** @type {string} */ entry) {
  try {
    return require(entry);
  } catch (error) {
    if (!["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE"].includes(/** @type {any} */ (error)?.code))
      throw error;
    return await import(pathToFileURL(entry).href);
  }
}

/** Calls an entry's run(), which returns a promise or takes a callback. */
function call(/** @type {Function} */ run, /** @type {string} */ entry) {
  return new Promise((resolve, reject) => {
    const done = (/** @type {unknown} */ error, /** @type {number} */ failures) =>
      error
        ? reject(error)
        : failures > 0
          ? reject(new Error(`${failures} tests failed`))
          : resolve(undefined);
    const promise = run(entry, done);
    if (typeof promise?.then === "function") promise.then(resolve, reject);
  });
}

exports.run = async function run() {
  const output = fs.openSync(/** @type {string} */ (process.env["AMBIT_TEST_OUTPUT"]), "a");
  const entry = /** @type {string} */ (process.env["AMBIT_TEST_ENTRY"]);
  const write = (/** @type {string[]} */ ...record) =>
    fs.writeSync(output, `${JSON.stringify(record)}\n`);
  // VS Code has put accessors here whose setters are empty: assigning does nothing.
  for (const name of ["log", "info", "debug", "warn", "error"]) {
    const stream = name === "warn" || name === "error" ? "stderr" : "stdout";
    const value = (/** @type {unknown[]} */ ...args) => write(stream, `${util.format(...args)}\n`);
    Object.defineProperty(console, name, { configurable: true, writable: true, value });
  }
  write("state", "started");
  try {
    const loaded = await load(entry);
    const real = loaded.run ?? loaded.default?.run;
    if (typeof real !== "function") throw new Error(`${entry} exports no run()`);
    await call(real, entry);
    write("state", "passed");
  } catch (error) {
    write("state", "failed");
    throw error; // VS Code prints it.
  }
};
