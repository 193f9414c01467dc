/** What an element is made of: its class, attributes, what a click does, and what it holds; strings become text, never markup. */
export interface Made {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly click?: () => void;
  readonly holds?: readonly (Node | string)[];
}

/** Makes an element. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { class: name, attributes = {}, click, holds = [] }: Made = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (name !== undefined) element.className = name;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (click !== undefined) element.addEventListener("click", click);
  element.append(...holds);
  return element;
}

/** A button that looks like a link. */
export function link(text: string, label: string, click: () => void): HTMLButtonElement {
  const attributes = { type: "button", "aria-label": label, title: label };
  return make("button", { class: "link", attributes, click, holds: [text] });
}

/** An element of the page that must be there. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}
