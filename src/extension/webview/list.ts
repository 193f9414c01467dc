import { rowElement } from "./row.ts";
import type { Actions } from "./row.ts";
import type { Row } from "./rows.ts";

/** The list of calls. Entries that have not changed stay as they are, so focus, selection and a click under way survive an update. */
export class CallList {
  readonly #list: HTMLElement;
  readonly #actions: Actions;
  #shown = new Map<number, { readonly key: string; readonly element: HTMLElement }>();

  constructor(list: HTMLElement, actions: Actions) {
    this.#list = list;
    this.#actions = actions;
    list.addEventListener("keydown", (event) => {
      if (this.#key(event.key)) event.preventDefault();
    });
    list.addEventListener("focusin", ({ target }) => {
      const button = (target as Element).closest("li")?.querySelector<HTMLElement>(".call");
      if (button) this.#rove(button);
    });
  }

  /** Shows rows; those in `flipped` are pointed out. */
  show(rows: readonly Row[], flipped: readonly number[]): void {
    const focused = document.activeElement?.closest<HTMLElement>("#calls li");
    const at = focused?.querySelector<HTMLElement>(".call")?.dataset["index"];
    const before = this.#shown;
    this.#shown = new Map(
      rows.map((row) => {
        const key = JSON.stringify(row);
        const old = before.get(row.index);
        const element = old?.key === key ? old.element : rowElement(row, this.#actions);
        if (flipped.includes(row.index)) element.classList.add("flipped");
        return [row.index, { key, element }];
      }),
    );
    this.#place([...this.#shown.values()].map(({ element }) => element));
    const buttons = this.#buttons();
    const again = buttons.find(({ dataset }) => dataset["index"] === at);
    if (again !== undefined && focused?.isConnected === false) again.focus();
    const entry = again ?? buttons.find(({ tabIndex }) => tabIndex === 0) ?? buttons[0];
    if (entry !== undefined) this.#rove(entry);
  }

  /** Moves no element that is in its place already. */
  #place(elements: readonly HTMLElement[]): void {
    for (const [index, element] of elements.entries()) {
      const there = this.#list.children[index];
      if (there !== element) this.#list.insertBefore(element, there ?? null);
    }
    while (this.#list.children.length > elements.length) this.#list.lastElementChild?.remove();
  }

  /** One button of the list can be reached with Tab: the last that had the focus. */
  #rove(button: HTMLElement): void {
    for (const other of this.#list.querySelectorAll<HTMLElement>('.call[tabindex="0"]'))
      if (other !== button) other.tabIndex = -1;
    button.tabIndex = 0;
  }

  #key(key: string): boolean {
    const buttons = this.#buttons();
    const current = document.activeElement?.closest("li")?.querySelector<HTMLElement>(".call");
    const at = current ? buttons.indexOf(current) : -1;
    if (!current || at < 0) return false;
    const isOpen = current.getAttribute("aria-expanded") === "true";
    switch (key) {
      case "ArrowDown":
        buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
        return true;
      case "ArrowUp":
        buttons[Math.max(at - 1, 0)]?.focus();
        return true;
      case "Home":
        buttons[0]?.focus();
        return true;
      case "End":
        buttons.at(-1)?.focus();
        return true;
      case "ArrowRight":
        if (!isOpen) current.click();
        return true;
      case "ArrowLeft":
        if (isOpen) current.click();
        return true;
      default:
        return false;
    }
  }

  #buttons(): readonly HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>(".call")];
  }
}
