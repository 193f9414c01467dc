import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import config from "../../.dependency-cruiser.mjs";
import { layers, pureLayers, withLayerTable } from "../../scripts/layers.mjs";
import { read, root } from "./files.ts";

describe("the layer table", () => {
  it("stands in ARCHITECTURE.md as in scripts/layers.mjs (else: node scripts/layers.mjs)", () => {
    expect(read("ARCHITECTURE.md")).toBe(withLayerTable(read("ARCHITECTURE.md")));
  });

  it("points up: a layer imports only layers above it", () => {
    const names = Object.keys(layers);
    for (const [name, { imports }] of Object.entries(layers)) {
      for (const other of imports) {
        expect(names.indexOf(other), `${name} → ${other}`).toBeGreaterThanOrEqual(0);
        expect(names.indexOf(other), `${name} → ${other}`).toBeLessThan(names.indexOf(name));
      }
    }
  });

  it("keeps pure layers on pure layers", () => {
    const impure = pureLayers.flatMap((name) =>
      (layers[name]?.imports ?? []).filter((other) => !pureLayers.includes(other)),
    );
    expect(impure).toEqual([]);
  });

  it("names every folder under src, and src holds nothing else", () => {
    const names = readdirSync(path.join(root, "src"));
    expect(names.filter((name) => !(name in layers))).toEqual([]);
  });

  it("is what the pure pass of the type checker covers", () => {
    const { include } = JSON.parse(read("tsconfig.pure.json")) as { include: string[] };
    expect(include).toEqual(pureLayers.map((name) => `src/${name}`));
  });

  it("is what the linter keeps from clock, chance and globals", () => {
    const glob = `src/{${pureLayers.join(",")}}/**/*.ts`;
    const config = parse(read(".oxlintrc.json")) as { overrides: { files: string[] }[] };
    expect(config.overrides.map(({ files }) => files)).toContainEqual([glob]);
  });
});

describe("violations", () => {
  const fixture = path.join(root, "test/repo/fixtures/layers");

  it("are each found under their own name", async () => {
    const found = await violations(fixture);
    const planted = readdirSync(path.join(fixture, "src"), { recursive: true, encoding: "utf8" })
      .map((file) => file.split(path.sep).join("/"))
      .filter((file) => existsSync(path.join(fixture, "src", file)) && file.endsWith(".ts"))
      .flatMap((file) => plantsIn(`src/${file}`));
    expect(found).toEqual(planted.sort());
  });
});

/** What each `// VIOLATION <rule>` comment of a fixture announces. */
function plantsIn(file: string): string[] {
  const text = read(`test/repo/fixtures/layers/${file}`);
  return [...text.matchAll(/\/\/ VIOLATION ([\w-]+)/g)].map(([, rule]) => `${file}: ${rule ?? ""}`);
}

async function violations(baseDir: string): Promise<string[]> {
  const { forbidden = [], options: { tsConfig: _, ...options } = {} } = config;
  const ruleSet = { forbidden: [...forbidden] };
  const { output } = await cruise(["src"], { ...options, baseDir, ruleSet, validate: true });
  if (typeof output === "string") throw new Error(output);
  const found = output.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  return [...new Set(found)].sort();
}
