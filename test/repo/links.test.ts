import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { read, repositoryFiles, root } from "./files.ts";

const pages = repositoryFiles().filter(
  (file) => file.endsWith(".md") && !/^test\/.*\/fixtures\/|^test\/corpus\//.test(file),
);

it.each(pages)("%s links only to what is there", (page) => {
  expect(linksIn(read(page)).filter((link) => !resolves(page, link))).toEqual([]);
});

/** The relative targets of links and images, outside code. */
function linksIn(markdown: string): string[] {
  const prose = markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, "").replaceAll(/`[^`\n]*`/g, "");
  const targets = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(([, to]) => to);
  return targets.filter((to) => to !== undefined).filter((to) => !/^[a-z][a-z+.-]*:/i.test(to));
}

/** Does a link from a page lead to a file, and to a heading of it where it names one? */
function resolves(page: string, link: string): boolean {
  const [target = "", anchor] = decodeURIComponent(link).split("#");
  const file = target === "" ? page : path.posix.join(path.posix.dirname(page), target);
  if (file.startsWith("..") || !existsSync(path.join(root, file))) return false;
  if (anchor === undefined || !file.endsWith(".md")) return true;
  return statSync(path.join(root, file)).isFile() && anchorsOf(read(file)).has(anchor);
}

/** The anchors that hosts give to headings. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, text]) => text ?? "");
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(/\s/g, "-"),
    ),
  );
}
