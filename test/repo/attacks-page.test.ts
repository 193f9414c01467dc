import { expect, it } from "vitest";
import { ATTACKS } from "../../src/simulation/attacks/index.ts";
import { read } from "./files.ts";

const page = read("docs/attacks.md");

it("the page of the attacks has a row for each, with its sources and their dates", () => {
  const rows = ATTACKS.map(({ id, title, assumes, sources }) => {
    const seen = sources.map((source) => `[${source.title}](${source.url}) (${source.on})`);
    return `| \`${id}\` | ${title} | ${assumes} | ${seen.join("; ")} |`;
  });
  expect(
    page.split("\n").filter((line) => /^\| `\w+(-\w+)+` \| \S+ .* \| .* \|$/.test(line)),
  ).toEqual(rows);
});

it("the page says how many attacks there are", () => {
  expect(page).toContain(`try ${ATTACKS.length} attacks on a policy`);
});
