import { expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();

const SETTINGS = "/dots/.claude/settings.json";
const TEXT = JSON.stringify({
  permissions: {
    defaultMode: "auto",
    deny: ["Read(/private/**)"],
    allow: ["Edit(/home/me/notes/**)"],
  },
});

async function loaded(config: string | undefined, more: Readonly<Record<string, string>> = {}) {
  const files = {
    "/dots/.git/HEAD": "",
    [SETTINGS]: TEXT,
    ...(config === undefined ? {} : { "/dots/.ambit/config.yaml": config }),
    ...more,
  };
  const now = (): string => "2026-11-01T00:00:00Z";
  const workspace = new Workspace({ files: new Disk(files), grammars, home: "/home/me", now });
  const policy = await workspace.policy([SETTINGS]);
  if (!("engine" in policy)) throw new Error("the file cannot be read");
  const found = await workspace.inspect(SETTINGS);
  const codes = "findings" in found ? found.findings.map(({ code }) => code) : [];
  return { policy, codes };
}

it("a file of a project is one, where nothing says otherwise", async () => {
  const { policy, codes } = await loaded(undefined);
  expect(policy.agent?.files[0]).toMatchObject({ scope: "project", base: "/dots" });
  expect(codes).toContain("machine-path");
  expect(codes).toContain("misplaced-key");
});

it.each(["ambit-config: 1\ndotfiles: ['**']\n", "ambit-config: 1\ndotfiles: .claude/*\n"])(
  "a file that is linked into homes is a person's own: %j",
  async (config) => {
    const own = await loaded(config);
    expect(own.policy.agent?.files[0]).toMatchObject({ scope: "user", base: "/home/me" });
    expect(own.codes).not.toContain("machine-path");
    expect(own.codes).not.toContain("misplaced-key");
    expect(own.codes).toContain("not-absolute-path");
  },
);

it("others of the repository are not", async () => {
  const { policy } = await loaded("ambit-config: 1\ndotfiles: ['home/**']\n");
  expect(policy.agent?.files[0]).toMatchObject({ scope: "project" });
});

it("holds together with the repository's own files, and not with those of the home", async () => {
  const config = "ambit-config: 1\ndotfiles: ['**']\n";
  const { policy } = await loaded(config, { "/home/me/.claude/settings.json": "{}" });
  expect(policy.agent?.files.map(({ file }) => file)).toEqual([SETTINGS]);
});
