import tseslint from "typescript-eslint";
import { pureLayers } from "./scripts/layers.mjs";

const pure = pureLayers.map((layer) => `src/${layer}/**/*.ts`);

/** Nothing that differs from one run to the next, nothing that reaches outside. */
const impureGlobals = [
  ...["process", "console", "fetch", "crypto", "performance", "Buffer", "navigator", "WebSocket"],
  ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "require", "globalThis"],
].map((name) => ({ name, message: "pure layers do no IO: take a port as a parameter" }));

const noVscode = {
  name: "vscode",
  message: "only src/extension knows the editor",
};

export default tseslint.config(
  {
    ignores: [
      ...["dist/", "dist-test/", "out/", "coverage/", ".vscode-test/", "examples/", "oracles/"],
      ...["test/**/fixtures/", "src/model/globals.d.ts"],
    ],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", 400],
      "no-cond-assign": "error",
      "no-console": "error",
      "no-control-regex": "error",
      "no-empty-character-class": "error",
      "no-eval": "error",
      "no-fallthrough": "error",
      "no-irregular-whitespace": "error",
      "no-loss-of-precision": "error",
      "no-misleading-character-class": "error",
      "no-prototype-builtins": "error",
      "no-self-assign": "error",
      "no-sparse-arrays": "error",
      "no-unsafe-finally": "error",
      "no-useless-backreference": "error",
      "no-useless-escape": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // `{ readonly [name: string]: Json }` may refer to itself where a Record may not.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // `return report(…)` ends a function early in one line, and the compiler knows its type.
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-meaningless-void-operator": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Ports and contexts are plain objects whose functions are taken apart by name.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/unified-signatures": "off",
      "no-restricted-imports": ["error", { paths: [noVscode] }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "exports have names" },
      ],
    },
  },
  {
    files: ["*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["src/extension/**/*.ts", "test/extension/**/*.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    files: ["src/cli/**/*.ts", "src/server/node/main.ts", "scripts/**", "test/extension/**"],
    rules: { "no-console": "off" },
  },
  {
    files: pure,
    rules: {
      "no-restricted-globals": ["error", ...impureGlobals],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "the time is a parameter" },
        { object: "Math", property: "random", message: "pure layers are deterministic" },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "exports have names" },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "the time is a parameter",
        },
        { selector: "CallExpression[callee.name='Date']", message: "the time is a parameter" },
        { selector: "ImportExpression", message: "loading code is IO: it is handed in" },
      ],
    },
  },
  {
    // Typed rules take twice the time of all others together; what they would find here shows when the tests run.
    files: ["test/**/*.ts"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      "max-lines": "off",
      "no-console": "off",
      // Test data is known to be there.
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
);
