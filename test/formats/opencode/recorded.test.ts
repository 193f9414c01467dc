import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { read, replay } from "./replay.ts";
import type { Recorded } from "./replay.ts";

const recorded = JSON.parse(
  readFileSync(new URL("vectors/recorded.json", import.meta.url), "utf8"),
) as Recorded;
const groups = recorded.groups.map((group) => [group.name, group] as const);

describe(`decides as ${recorded.vendor} did`, () => {
  it("has at least 150 recorded decisions", () => {
    const decided = recorded.groups.flatMap(({ vectors }) => vectors).length;
    expect(decided).toBeGreaterThanOrEqual(150);
  });

  it.each(groups)("%s", (_, group) => {
    const broken = Object.entries(group.files).some(([file, text]) => read(file, text).broken);
    expect(broken).toBe(group.refused);
    const wrong = group.vectors.flatMap((vector) => {
      if (vector.decision === "error") return [];
      const { decision } = replay(group, vector);
      return decision === vector.decision
        ? []
        : [`${vector.tool} ${JSON.stringify(vector.args)}: ${decision}, was ${vector.decision}`];
    });
    expect(wrong).toEqual([]);
  });
});
