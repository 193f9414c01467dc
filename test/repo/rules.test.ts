import { expect, it } from "vitest";
import { read, repositoryFiles } from "./files.ts";

const files = repositoryFiles();
const rules = idsIn("src/rules/", ".ts").filter((id) => id !== "index");

it("every rule has a page, and every page a rule", () => {
  const pages = idsIn("docs/rules/", ".md").filter((id) => id !== "README" && id !== "TEMPLATE");
  expect(pages).toEqual(rules);
});

it("every rule has a test, and every test a rule", () => {
  // `<id>.test.ts` is the test of a rule; tests of the registry have a name that no rule could have.
  const tests = idsIn("test/rules/", ".test.ts").filter((id) => !id.startsWith("all-"));
  expect(tests).toEqual(rules);
});

it("every rule is in the registry", () => {
  if (rules.length === 0) return;
  const registry = read("src/rules/index.ts");
  expect(rules.filter((id) => !registry.includes(`"./${id}.ts"`))).toEqual([]);
});

it.each(rules)("%s is the id and the title wherever it is named", (id) => {
  expect(read(`src/rules/${id}.ts`)).toContain(`id: "${id}"`);
  expect(read(`docs/rules/${id}.md`).split("\n")[0]).toBe(`# ${id}`);
});

/** The names of the files right in a folder, without the suffix. */
function idsIn(folder: string, suffix: string): string[] {
  return files
    .filter((file) => file.startsWith(folder) && file.endsWith(suffix))
    .map((file) => file.slice(folder.length, -suffix.length))
    .filter((id) => !id.includes("/"));
}
