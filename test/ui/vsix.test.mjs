import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../../scripts/vscode/cleanup.mjs";
import {
  focusProblems,
  problems,
  runCommand,
  waitForSquiggle,
} from "../../scripts/vscode/driver.mjs";
import { packVsix } from "../../scripts/vsix.mjs";
import { POLICY, SCENARIO, view } from "./support.mjs";
import { openFolder } from "./windows.mjs";

const MOST_BYTES = 3 * 1024 * 1024;

const PICTURES = ["call", "findings", "policy", "session", "write"].flatMap((name) => [
  `media/walkthrough/${name}-dark.png`,
  `media/walkthrough/${name}-light.png`,
]);

const FILES = [
  "LICENSE.txt",
  "changelog.md",
  "dist/cli-tools.js",
  "dist/extension.cjs",
  "dist/grammars/tree-sitter-bash.wasm",
  "dist/grammars/tree-sitter-powershell.wasm",
  "dist/grammars/tree-sitter.cjs",
  "dist/grammars/tree-sitter.wasm",
  "dist/packages/refa.cjs",
  "dist/server.cjs",
  "dist/third-party-notices.txt",
  "dist/view/simulation.js",
  "language-configuration.json",
  "media/icon.png",
  "media/screenshots/agents.png",
  "media/screenshots/diagnostics.png",
  "media/screenshots/run.png",
  "media/screenshots/simulation.png",
  "media/screenshots/test-failure.png",
  "media/screenshots/tests.png",
  "media/screenshots/watch.png",
  "media/simulation.css",
  "media/views.svg",
  ...PICTURES,
  "package.json",
  "readme.md",
  "schemas/ambit-config.schema.json",
  "schemas/ambit-policy.schema.json",
  "schemas/ambit-scenario.schema.json",
  "schemas/ambit-test.schema.json",
  "syntaxes/ambit-config.tmLanguage.json",
  "syntaxes/ambit-policy.tmLanguage.json",
  "syntaxes/ambit-scenario.tmLanguage.json",
  "syntaxes/ambit-test.tmLanguage.json",
];

/** The pages of the rules, of which there are more with time. */
const isPage = (/** @type {string} */ file) => /^docs\/rules\/[\w-]+\.md$/.test(file);

describe("the packed extension", () => {
  const temporary = temporaryFolder("vsix");
  /** @type {string} */
  let vsix;
  /** @type {Awaited<ReturnType<typeof openFolder>>} */
  let workbench;
  before(async () => {
    vsix = packVsix(temporary.dir);
    const files = {
      "ambit.yaml": POLICY.replace("git log", "node"),
      "day.ambit-scenario.yaml": SCENARIO,
    };
    workbench = await openFolder(files, { extensionDevelopmentPath: [], vsix: [vsix] });
  });
  after(async () => {
    await workbench.closeWindow();
    temporary.remove();
  });

  it(`is smaller than ${MOST_BYTES} bytes`, () => {
    const { size } = statSync(vsix);
    assert.ok(size < MOST_BYTES, `it has ${size} bytes`);
  });

  it("installs with these files and no other", () => {
    const extensions = path.join(workbench.server.userData, "extensions");
    const [name = ""] = readdirSync(extensions).filter((one) => one.startsWith("ambit."));
    const folder = path.join(extensions, name);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const installed = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    const own = installed
      .map((file) => file.replaceAll("\\", "/"))
      .filter((one) => one !== ".vsixmanifest");
    assert.deepEqual(own.filter((file) => !isPage(file)).sort(), [...FILES].sort());
    assert.ok(own.filter(isPage).length > 10);
  });

  it("finds, and its commands run", async () => {
    const { page } = workbench;
    await workbench.openFile("ambit.yaml");
    await waitForSquiggle(page, "error");
    await focusProblems(page);
    assert.ok((await problems(page)).some(({ code }) => code === "interpreter-command"));
    await workbench.openFile("day.ambit-scenario.yaml");
    await runCommand(page, "Ambit: Simulate Agent");
    await view(page).locator(".call").nth(2).waitFor();
  });
});
