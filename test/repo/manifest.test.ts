import { describe, expect, it } from "vitest";
import { AGENT_FILES } from "../../src/protocol/agent-files.ts";
import { read, repositoryFiles } from "./files.ts";

/** What package.json tells VS Code, as far as code has to know of it. */
interface Contributions {
  readonly commands?: readonly { readonly command: string }[];
  readonly configuration?: { readonly properties?: Readonly<Record<string, unknown>> };
  readonly languages?: readonly { readonly id: string }[];
  readonly views?: Readonly<Record<string, readonly { readonly id: string }[]>>;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes?: Contributions;
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const contributes = manifest.contributes ?? {};
const sources = repositoryFiles().filter((file) => /^src\/.*\.ts$/.test(file));
const code = sources.map(read).join("\n");
const shell = sources.filter((file) => file.startsWith("src/extension/")).map(read);

describe("what package.json contributes is in the code", () => {
  const ids = [
    ...(contributes.commands ?? []).map(({ command }) => command),
    ...(contributes.languages ?? []).map(({ id }) => id),
    ...Object.values(contributes.views ?? {}).flatMap((views) => views.map(({ id }) => id)),
  ];

  it("commands, languages and views", () => {
    expect(ids.filter((id) => !code.includes(`"${id}"`))).toEqual([]);
  });

  it("settings say what they do, and where they can be set", () => {
    const settings = Object.entries(contributes.configuration?.properties ?? {});
    expect(settings.length).toBeGreaterThan(0);
    for (const [id, setting] of settings) {
      expect(setting, id).toMatchObject({ scope: "window", default: expect.anything() });
      expect(Object.keys(setting as object).join(), id).toMatch(/description/i);
    }
  });

  it("settings, with or without their first word", () => {
    const settings = Object.keys(contributes.configuration?.properties ?? {});
    const named = (id: string): boolean =>
      code.includes(`"${id}"`) || code.includes(`"${id.replace(/^ambit\./, "")}"`);
    // The name that vscode-languageclient makes of the client's id, and reads by itself.
    const ofTheClient = "ambit.trace.server";
    expect(settings.filter((id) => id !== ofTheClient && !named(id))).toEqual([]);
  });
});

it("what the extension calls `ambit.…` is in package.json", () => {
  const literals = shell.flatMap((text) => [...text.matchAll(/"(ambit\.[\w.]*\w)"/g)]);
  const contributed = JSON.stringify(contributes);
  const known = (id: string): boolean =>
    new RegExp(`\\b${id.replaceAll(".", "\\.")}\\b`).test(contributed);
  expect(literals.map(([, id]) => id ?? "").filter((id) => !known(id))).toEqual([]);
});

it("the pictures of the walkthrough are there, those of five steps", () => {
  const text = JSON.stringify(contributes);
  const named = new Set(
    Array.from(text.matchAll(/media\/walkthrough\/[\w-]+\.png/g), ([file]) => file),
  );
  const there = repositoryFiles().filter((file) => file.startsWith("media/walkthrough/"));
  expect([...named].toSorted()).toEqual(there.toSorted());
  expect(there).toHaveLength(10);
});

it("the API that is compiled against is the oldest that is supported", () => {
  expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies["@types/vscode"] ?? ""}`);
});

it("a folder that has nothing but one file of an agent starts the extension", () => {
  const own = /\.config\/|Library\/|AppData\/|\.copilot\/|cli-config/;
  const shared = AGENT_FILES.filter((pattern) => !own.test(pattern));
  expect(shared.length).toBeGreaterThan(20);
  const events = new Set(manifest.activationEvents);
  expect(shared.filter((pattern) => !events.has(`workspaceContains:${pattern}`))).toEqual([]);
});
