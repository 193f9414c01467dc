import { describe, expect, it } from "vitest";
import { readArguments } from "../../scripts/vscode/arguments.mjs";
import { restoreIn } from "../../scripts/vscode/proposals.mjs";
import { workbenchUrl } from "../../scripts/vscode/url.mjs";

describe("the stand-in executable's arguments", () => {
  it("takes values after = and after a space, and folders by themselves", () => {
    const found = readArguments([
      import.meta.dirname,
      "--no-sandbox",
      "--extensionDevelopmentPath=/a",
      "--extensionDevelopmentPath=/b",
      "--extensionTestsPath",
      "/tests",
      "--disable-workspace-trust",
    ]);
    expect(found).toMatchObject({
      folder: import.meta.dirname,
      extensionDevelopmentPath: ["/a", "/b"],
      extensionTestsPath: "/tests",
      trust: false,
    });
  });

  it("opens what exists only", () => {
    expect(readArguments(["--goto", "/no/such/file:3:1"])).not.toHaveProperty("openFile");
  });
});

describe("the proposed-API rule", () => {
  const guard =
    "function g(e,t){if(!k$(e,t))throw new Error(`Extension '${e.identifier.value}' CANNOT use API proposal`)}";

  it("is put back where it was emptied", () => {
    const { text, changes } = restoreIn(`function k$(a,b){return!0}${guard}`);
    expect(changes).toBe(1);
    expect(text).toContain("return!!(a.enabledApiProposals&&a.enabledApiProposals.includes(b))");
  });

  it("is left alone where the bundle is another", () => {
    expect(restoreIn("function k(a,b){return!0}").changes).toBe(0);
  });
});

it("the workbench's address carries the server's authority and its token", () => {
  const url = new URL(
    workbenchUrl("http://127.0.0.1:8/?tkn=t", { folder: "/w", extensionDevelopmentPath: ["/e"] }),
  );
  expect(url.searchParams.get("tkn")).toBe("t");
  expect(url.searchParams.get("folder")).toBe("/w");
  expect(url.searchParams.get("payload")).toContain("vscode-remote://127.0.0.1:8/e");
});
