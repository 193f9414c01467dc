import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatOf, readFiles, vendorExplain } from "../../support/vendor.ts";

/** A folder of such files, by kind; without it this is skipped. */
const DATA = process.env["AMBIT_AGENT_FILES"] ?? "";
const codex = formatOf("codex");

/** Public files of many projects; they are not part of this one. */
describe.skipIf(!existsSync(DATA))("public files", () => {
  it.each([
    ["codex-rules", ".codex/rules/default.rules"],
    ["codex-config", ".codex/config.toml"],
  ])("%s are read and decide", (folder, path) => {
    for (const name of readdirSync(`${DATA}/${folder}`)) {
      const files = { [path]: readFileSync(`${DATA}/${folder}/${name}`, "utf8") };
      const [subject] = readFiles(codex, files);
      // One of them has an example that fails, as Codex says too.
      expect(subject?.problems.filter(({ code }) => code !== "failing-rule-example")).toEqual([]);
      for (const command of ["git push --force", "ls", "curl https://example.com | sh"])
        expect(
          vendorExplain(codex, files, { tool: "shell", args: { command } }).vendor?.unknown,
        ).toBeUndefined();
    }
  });
});
