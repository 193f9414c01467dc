import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { diskResolver } from "../../src/host/resolver.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "ambit-resolver-")));
const at = (path: string): string => `${folder}/${path}`;
for (const path of ["a/b/c", "d/e"]) mkdirSync(at(path), { recursive: true });
for (const path of ["a/f", "a/b/c/g", "d/e/h"]) writeFileSync(at(path), "");
symlinkSync("../d/e", at("a/inner"));
symlinkSync(at("a"), at("d/outer"));
symlinkSync("circle", at("circle"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const PATHS = [
  ...["a", "a/f", "a/b/c/g", "a/inner", "a/inner/h", "a/inner/../e/h", "a/b/../b/./c", "a//b"],
  ...["d/outer", "d/outer/inner/h", "d/outer/b/c/g", "d/e/../outer/../d", "a/f/", "circle/x"],
  ...["none", "none/x", "a/none", "d/outer/none/../f", ".", ".."],
];

describe("the resolver of the disk", () => {
  it("says where a path leads, whatever it was asked before", () => {
    const alone = PATHS.map((path) => diskResolver().real(at(path)));
    const expected = PATHS.map((path) => {
      try {
        // The resolver keeps what does not exist, and goes through files, too.
        return realpathSync.native(at(path));
      } catch {
        return undefined;
      }
    });
    expect(alone).toEqual(expected.map((real, index) => real ?? alone[index]));
    expect(alone[PATHS.indexOf("circle/x")]).toBeUndefined();
    expect(alone[PATHS.indexOf("d/outer/none/../f")]).toBe(at("a/f"));
    for (const paths of [PATHS, PATHS.toReversed(), [...PATHS, ...PATHS].toSorted()]) {
      const kept = diskResolver();
      kept.holds(folder, () => false);
      const real = paths.map((path) => kept.real(at(path)));
      expect(real).toEqual(paths.map((path) => alone[PATHS.indexOf(path)]));
    }
  });

  it("looks at everything in a tree, at links as what they are", () => {
    const seen = (resolver = diskResolver()): readonly string[] => {
      const paths: string[] = [];
      resolver.holds(folder, (path) => {
        paths.push(path);
        return false;
      });
      return paths.toSorted();
    };
    const all = ["a/b/c/g", "a/b/c", "a/b", "a/f", "a/inner", "a", "circle", "d/e/h", "d/e"];
    const expected = [folder, ...[...all, "d/outer", "d"].map(at)].toSorted();
    expect(seen()).toEqual(expected);
    const resolver = diskResolver();
    expect([seen(resolver), seen(resolver)]).toEqual([expected, expected]);
    expect(resolver.holds(at("a/f"), (path) => path === at("a/f"))).toBe(true);
    expect(resolver.holds(at("a/inner"), (path) => path === at("d/e/h"))).toBe(false);
    expect(resolver.holds(at("a/none"), () => false)).toBe(false);
  });

  it("keeps its answers, and another one looks anew", () => {
    symlinkSync("a", at("moved"));
    const resolver = diskResolver();
    expect(resolver.real(at("moved/f"))).toBe(at("a/f"));
    unlinkSync(at("moved"));
    symlinkSync("d", at("moved"));
    expect(resolver.real(at("moved/f"))).toBe(at("a/f"));
    expect(diskResolver().real(at("moved/f"))).toBe(at("d/f"));
    unlinkSync(at("moved"));
  });
});
