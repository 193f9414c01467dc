import { execFile } from "node:child_process";
import path from "node:path";
import { build } from "esbuild";

/** Runs the command line with arguments. */
export type Ambit = (
  ...args: string[]
) => Promise<{ readonly code: number; readonly out: string; readonly err: string }>;

/** Bundles the command line from its sources into a folder, where it then runs. */
export async function programIn(folder: string): Promise<Ambit> {
  const program = path.join(folder, "cli.mjs");
  await build({
    entryPoints: ["src/cli/main.ts"],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
    mainFields: ["module", "main"],
    banner: {
      js: `import { createRequire as r } from "node:module"; const require = r(${JSON.stringify(path.resolve("package.json"))});`,
    },
    define: { "import.meta.url": JSON.stringify(`file://${path.resolve("src/host/grammars.ts")}`) },
  });
  return (...args) =>
    new Promise((resolve) => {
      execFile(process.execPath, [program, ...args], { cwd: folder }, (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
      });
    });
}
