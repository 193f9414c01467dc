import { expect, it } from "vitest";
import { frontEntries, readFrontMatter } from "../../src/formats/front-matter.ts";

const texts = (text: string, key: string): readonly string[] | undefined =>
  readFrontMatter(text)
    ?.get(key)
    ?.values.map((value) => value.text);

it.each<[string, string, readonly string[] | undefined]>([
  ["---\ntools: Read, Write\n---\nbody", "tools", ["Read, Write"]],
  ["---\ntools: [Read, 'Bash(git *)']\n---\n", "tools", ["Read", "Bash(git *)"]],
  [
    '---\r\ntools:\r\n  - Read # why\r\n  - "a: b"\r\nname: x\r\n---\r\n',
    "tools",
    ["Read", "a: b"],
  ],
  ["---\ndescription: Use this: when # not\ntools: A\n---\n", "description", ["Use this: when"]],
  ["---\nname: x\n---\ntools: Bash\n", "tools", undefined],
  ["tools: Bash\n", "tools", undefined],
  ["---\ntools: Bash\n", "tools", undefined],
])("%j: `%s`", (text, key, expected) => {
  expect(texts(text, key)).toEqual(expected);
});

it("gives places in the whole file", () => {
  const text = "---\nname: a\ntools: 'Bash(x, y)', Read\n---\n";
  const field = readFrontMatter(text)?.get("tools");
  const items = field === undefined ? [] : frontEntries(field);
  expect(items.map(({ range }) => text.slice(range.start, range.end))).toEqual([
    "Bash(x, y)",
    "Read",
  ]);
});
