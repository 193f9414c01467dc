/** Every test file of the suite, as scripts/vscode/build-tests.mjs provides it. */
declare module "virtual:extension-tests";
