import { setFlagsFromString } from "node:v8";
import { defineConfig } from "vitest/config";
import { vitestSchemas } from "./scripts/schemas.mjs";
import { YAML_ENTRY } from "./scripts/yaml.mjs";

// A worker runs very much code a little: optimised later than Node 20 does by itself, less of it is
// optimised in vain. A third of the processor time went into that. Newer ones do not know the flag.
if (process.versions.node.startsWith("20.")) setFlagsFromString("--interrupt-budget=400000");

/** The full numbers of `npm test`. */
const FULL = process.env["AMBIT_PROPERTY_RUNS"] !== undefined;

const shared = {
  // Tests share no state, so files need no worker of their own: half the time.
  isolate: false,
  pool: "threads",
  // With the full numbers of `npm test` one property takes minutes.
  testTimeout: FULL ? 600_000 : 120_000,
} as const;

/** Tests that take a second and more each, whatever the numbers. */
const LASTING = ["test/fuzz/**/*.test.ts", "test/policy/hostile.test.ts", "test/**/*-real.test.ts"];

export default defineConfig({
  plugins: [vitestSchemas()],
  resolve: { alias: { yaml: YAML_ENTRY } },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["test/**/*.test.ts"],
          setupFiles: ["test/support/seed.ts"],
          exclude: [
            ...["test/{extension,ui,package,cli,mcp,sandbox}/**", "test/**/fixtures/**"],
            // Beside the others then: a worker is thrown away, with all that it has loaded and
            // compiled, when the next file is one of another project.
            ...(FULL ? [] : LASTING),
          ],
        },
      },
      {
        // Hostile input of full size, and real files where they are there.
        extends: true,
        test: {
          ...shared,
          name: "fuzz",
          include: LASTING,
          setupFiles: ["test/support/seed.ts"],
        },
      },
      {
        // They run the built program, most in a process that is kept, or servers: too slow for `npm run check`.
        extends: true,
        test: { ...shared, name: "cli", include: ["test/{cli,mcp}/**/*.test.ts"] },
      },
      {
        // Real sandboxes: skipped, with a message, where bubblewrap is missing.
        extends: true,
        test: {
          ...shared,
          name: "sandbox",
          include: ["test/sandbox/**/*.test.ts"],
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "package",
          include: ["test/package/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
