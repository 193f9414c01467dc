import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { goTo, runCommand } from "../../scripts/vscode/driver.mjs";
import { POLICY, reload, SCENARIO, until, view, watchCall, watchLabels } from "./support.mjs";
import { openFolder } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

describe("the Simulation view", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await openFolder({
      "ambit.yaml": POLICY,
      "day.ambit-scenario.yaml": SCENARIO,
    });
    await workbench.openFile("day.ambit-scenario.yaml");
    await runCommand(workbench.page, "Ambit: Simulate Agent");
    await view(workbench.page).locator(".call").first().waitFor();
  });
  after(() => workbench.close());

  const rows = () => view(workbench.page).locator("#calls > li");
  const openFirst = async () => {
    const row = rows().nth(0);
    if ((await row.locator("div.details").count()) === 0) await row.locator(".call").click();
  };
  const decisions = () => rows().locator(".call .decision").allInnerTexts();

  it("lists the calls with decision, reason and what was expected", async () => {
    const { page } = workbench;
    assert.equal(await view(page).locator("#title").innerText(), "Reads and secrets");
    assert.deepEqual(await decisions(), ["allow", "deny", "deny"]);
    const first = (await rows().nth(0).innerText()).replace(/\s+/g, " ");
    assert.match(first, /file\.read src\/a\.ts by read-sources at ambit\.yaml:6: Notes quote/);
    assert.match(await rows().nth(1).innerText(), /expected allow/);
    assert.equal(
      await rows().nth(1).locator(".call").getAttribute("aria-label"),
      "Call 2, denied, expected allowed: file.read src/.env",
    );
    assert.equal(
      await view(page).locator("#sum").innerText(),
      "3 calls: 1 allowed, 0 asked, 2 denied.",
    );
  });

  it("opens a call by keyboard, with its parts and every rule", async () => {
    const { page } = workbench;
    await rows().nth(0).locator(".call").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
    const details = rows().nth(2).locator("div.details");
    await details.waitFor();
    assert.equal(await rows().nth(2).locator(".call").getAttribute("aria-expanded"), "true");
    const text = await details.innerText();
    assert.match(text, /git log -1/);
    assert.match(text, /no-secrets: it matches file\.read/);
    assert.match(text, /read-sources: /);
    await page.keyboard.press("ArrowLeft");
    await details.waitFor({ state: "detached" });
    const focused = await rows().nth(2).locator(".call:focus").count();
    assert.equal(focused, 1);
  });

  it("filters by decision", async () => {
    const filter = view(workbench.page).locator("#filter-deny");
    await filter.click();
    assert.deepEqual(await decisions(), ["allow"]);
    assert.equal(await filter.getAttribute("aria-pressed"), "false");
    await filter.press("Enter");
    assert.deepEqual(await decisions(), ["allow", "deny", "deny"]);
  });

  it("leads to the line of a deciding rule, and flips a decision while it is typed", async () => {
    const { page } = workbench;
    await rows().nth(1).locator(".reason .link").click();
    await page.locator('.tab.active[data-resource-name="ambit.yaml"]').waitFor();
    await until(
      () => page.locator(".statusbar-item", { hasText: /^Ln 11, / }).count(),
      (found) => found > 0,
    );
    await goTo(page, 12, 5);
    await page.keyboard.press("Shift+End");
    await page.keyboard.type("ask: file.read");
    const flipped = await until(decisions, (now) => now[1] !== "deny");
    assert.equal(flipped[1], "ask");
  });

  it("makes a test case of a call, unsaved, in a new suite beside the policy", async () => {
    const { page, folder } = workbench;
    await openFirst();
    await rows().nth(0).getByText("Create test case").click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "New test suite" }).click();
    await page.locator(".tab.active.dirty", { hasText: "ambit-test.yaml" }).waitFor();
    const written = await until(
      () => page.locator(".editor-instance .view-lines").first().innerText(),
      (text) => /expect:\s+allow/.test(text),
    );
    assert.match(written.replace(/\s/g, " "), /tool: file\.read, args: \{ path: src\/a\.ts \}/);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes("ambit-test")),
      [],
    );
    // The view may still take the focus, and its editor would be closed.
    const tab = page.locator(".tab", { hasText: "ambit-test.yaml" });
    await tab.click();
    await page
      .locator(".editor-group-container.active .tab.active", { hasText: "ambit-test.yaml" })
      .waitFor();
    await runCommand(page, "View: Close Editor");
    await page.locator(".monaco-dialog-box .monaco-button", { hasText: "Don't Save" }).click();
    await tab.waitFor({ state: "detached" });
  });

  describe("after a reload of the window", () => {
    before(async () => {
      const { page } = workbench;
      await openFirst();
      await view(page).locator("#filter-deny").click();
      await rows().nth(0).locator("div.details").waitFor();
      await watchCall(page, "file.read src/.env");
      await until(
        () => watchLabels(page),
        ([label]) => label?.startsWith("asked: file.read src/.env") ?? false,
      );
      await reload(page);
    });
    after(() => runCommand(workbench.page, "Ambit: Stop Watching All Calls"));

    it("keeps what is open and filtered", async () => {
      await rows().nth(0).locator("div.details").waitFor({ timeout: 60_000 });
      const filter = view(workbench.page).locator("#filter-deny");
      assert.equal(await filter.getAttribute("aria-pressed"), "false");
    });

    it("the view Watch has its calls, and decides them", async () => {
      const [label] = await until(
        () => watchLabels(workbench.page),
        (now) => now[0]?.startsWith("asked: file.read src/.env") ?? false,
      );
      assert.match(label ?? "", /by no-secrets at ambit\.yaml:11/);
    });
  });
});
