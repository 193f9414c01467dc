import type { FieldForm } from "../../protocol/call-form.ts";
import { make } from "./dom.ts";

/** A field on the page. */
export interface FieldElement {
  readonly element: HTMLElement;
  /** Says what is wrong with what stands in it; nothing where it is empty. */
  complain(problem: string): void;
}

/** What a person does with a field. `typed` comes with each change, `left` when it is as it is meant. */
export interface FieldEvents {
  readonly typed: (text: string) => void;
  readonly left: () => void;
}

/** Asks for one argument. `id` is that of its control, `list` that of the paths which are offered. */
export function fieldElement(
  field: FieldForm,
  text: string,
  { id, list }: { readonly id: string; readonly list: string },
  events: FieldEvents,
): FieldElement {
  const help = make("p", { class: "help", attributes: { id: `${id}-help` }, holds: [field.help] });
  const problem = make("p", { class: "complaint", attributes: { id: `${id}-problem` } });
  const control = controlOf(field, text, events);
  control.id = id;
  control.setAttribute("aria-describedby", `${help.id} ${problem.id}`);
  if (field.required) control.setAttribute("aria-required", "true");
  if (field.kind === "path") control.setAttribute("list", list);
  control.addEventListener("change", events.left);
  const name = make("label", {
    attributes: { for: id },
    holds: [
      field.label,
      ...(field.required ? [make("span", { class: "required", holds: [" required"] })] : []),
    ],
  });
  const parts = field.kind === "flag" ? [control, name] : [name, control];
  const element = make("div", {
    class: field.kind === "flag" ? "field flag" : "field",
    holds: [...parts, help, problem],
  });
  return {
    element,
    complain: (words) => {
      if (problem.textContent === words) return;
      problem.textContent = words;
      control.setAttribute("aria-invalid", String(words !== ""));
    },
  };
}

function controlOf(field: FieldForm, text: string, { typed, left }: FieldEvents): HTMLElement {
  switch (field.kind) {
    case "flag":
      return flag(field, text, typed);
    case "choice":
      return choice(field, text, typed);
    case "line":
    case "json":
      return area(field.kind, text, { typed, left });
    case "path":
    case "number":
    case "integer": {
      const attributes = { type: "text", autocomplete: "off", spellcheck: "false" };
      const input = make("input", { attributes });
      if (field.kind !== "path") input.inputMode = "decimal";
      input.value = text;
      input.addEventListener("input", () => typed(input.value));
      return input;
    }
  }
}

/** Grows with its lines. In a text Enter says that it is as it is meant, and Shift+Enter breaks the line. */
function area(kind: "line" | "json", text: string, { typed, left }: FieldEvents): HTMLElement {
  const element = make("textarea", {
    attributes: { rows: "1", spellcheck: "false", autocomplete: "off" },
  });
  element.value = text;
  element.addEventListener("input", () => typed(element.value));
  if (kind === "line")
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      left();
    });
  return element;
}

/** Ticked, not ticked, or, where the argument may be left out, neither. */
function flag(field: FieldForm, text: string, typed: (text: string) => void): HTMLElement {
  const element = make("input", { attributes: { type: "checkbox" } });
  const states = field.required ? ["false", "true"] : ["", "true", "false"];
  let state = states.includes(text) ? text : (states[0] ?? "");
  const show = (): void => {
    element.checked = state === "true";
    element.indeterminate = state === "";
  };
  element.addEventListener("change", () => {
    state = states[(states.indexOf(state) + 1) % states.length] ?? "";
    show();
    typed(state);
  });
  show();
  return element;
}

function choice(field: FieldForm, text: string, typed: (text: string) => void): HTMLElement {
  const none = field.required ? "Choose…" : "(left out)";
  const options = [{ label: none, json: "" }, ...field.choices].map(({ label, json }) =>
    make("option", { attributes: { value: json }, holds: [label] }),
  );
  const element = make("select", { holds: options });
  element.value = text;
  element.addEventListener("change", () => typed(element.value));
  return element;
}
