import type { FieldForm, ToolForm, TriedCall } from "../../protocol/call-form.ts";
import { fieldElement } from "./call-field.ts";
import type { FieldElement } from "./call-field.ts";
import { fieldTexts, readFields, readJson } from "./call-values.ts";
import type { FormRead } from "./call-values.ts";
import { make } from "./dom.ts";
import { recentLabel, toolGroups } from "./call-words.ts";

/** What a form tells. */
export interface FormEvents {
  /** With each change: the call, or, where it is not complete, what is missing. */
  readonly typed: (read: { readonly call: TriedCall } | { readonly missing: string }) => void;
  /** The call is as it is meant. */
  readonly tried: (call: TriedCall) => void;
  /** A path is being typed. */
  readonly path: (text: string) => void;
}

/** The arguments as one text. */
const AS_JSON: FieldForm = {
  name: "",
  label: "arguments",
  help: "A JSON object, by the names of the arguments.",
  kind: "json",
  required: true,
  choices: [],
};

const PATH_LIST = "paths";

/** The form of one call: a tool, its arguments, the last calls. Texts of others are only ever text. */
export class CallForm {
  readonly #events: FormEvents;
  readonly #tool = make("select", { attributes: { id: "tool" } });
  readonly #name = make("input", { attributes: { id: "tool-name", "aria-label": "Name" } });
  readonly #help = make("p", { class: "help", attributes: { id: "tool-help" } });
  readonly #fields = make("div");
  readonly #json = make("button", { attributes: { id: "as-json", type: "button" } });
  readonly #recent = make("select", { attributes: { id: "recent" } });
  readonly #paths = make("datalist", { attributes: { id: PATH_LIST } });
  #tools: readonly ToolForm[] = [];
  #calls: readonly TriedCall[] = [];
  #file = "";
  /** By field; as JSON, the whole under the empty name. */
  #texts = new Map<string, string>();
  #asJson = false;
  #elements: readonly (readonly [string, FieldElement])[] = [];
  #touched = new Set<string>();

  constructor(form: HTMLElement, events: FormEvents) {
    this.#events = events;
    this.#json.textContent = "Arguments as JSON";
    this.#json.addEventListener("click", () => this.#switchJson());
    this.#tool.setAttribute("aria-describedby", this.#help.id);
    this.#tool.addEventListener("change", () => this.#begin({ tool: this.#tool.value, args: {} }));
    this.#name.addEventListener("input", () => this.#tell());
    this.#recent.addEventListener("change", () => this.#again());
    form.addEventListener("submit", (event) => event.preventDefault());
    const row = (label: string, id: string, ...holds: readonly Node[]): Node =>
      make("div", {
        class: "field",
        holds: [make("label", { attributes: { for: id }, holds: [label] }), ...holds],
      });
    form.append(
      row("tool", "tool", this.#tool, this.#name, this.#help),
      this.#fields,
      row("last calls", "recent", this.#recent),
      this.#json,
      this.#paths,
    );
  }

  /** Fills the form, and tells the call. `file` is what a path begins as. */
  fill(call: TriedCall, tools: readonly ToolForm[], file: string): void {
    this.#tools = tools;
    this.#file = file;
    const groups = toolGroups(tools).map(([label, names]) =>
      make("optgroup", {
        attributes: { label },
        holds: names.map(({ name, label: text }) =>
          make("option", { attributes: { value: name }, holds: [text] }),
        ),
      }),
    );
    const other = make("option", { attributes: { value: "" }, holds: ["another tool…"] });
    this.#tool.replaceChildren(...groups, other);
    this.#begin(call);
  }

  /** Offers the last calls. */
  remember(calls: readonly TriedCall[]): void {
    this.#calls = calls;
    const options = calls.map((call, at) =>
      make("option", { attributes: { value: String(at) }, holds: [recentLabel(call)] }),
    );
    const first = calls.length === 0 ? "(none yet)" : "Pick one…";
    const none = make("option", { attributes: { value: "" }, holds: [first] });
    this.#recent.replaceChildren(none, ...options);
    this.#recent.disabled = calls.length === 0;
  }

  /** Offers these paths. */
  offer(paths: readonly string[]): void {
    this.#paths.replaceChildren(...paths.map((value) => make("option", { attributes: { value } })));
  }

  /** Puts the focus where the next thing is to be typed. */
  focus(): void {
    this.#fields.querySelector<HTMLElement>("textarea, input, select")?.focus();
  }

  get #form(): ToolForm | undefined {
    return this.#tools.find(({ name }) => name === this.#tool.value);
  }

  #begin({ tool, args }: TriedCall): void {
    const form = this.#tools.find(({ name }) => name === tool);
    this.#tool.value = form === undefined ? "" : tool;
    this.#name.value = form === undefined ? tool : "";
    this.#name.hidden = form !== undefined;
    this.#help.textContent = form?.help ?? "As a policy names it, such as mcp:github/merge.";
    const path = form?.fields.find(({ kind, required }) => kind === "path" && required);
    const isNew = Object.keys(args).length === 0 && path !== undefined && this.#file !== "";
    const texts = form && fieldTexts(form.fields, isNew ? { [path.name]: this.#file } : args);
    this.#write(texts ?? new Map([["", JSON.stringify(args, undefined, 2)]]), texts === undefined);
  }

  #write(texts: ReadonlyMap<string, string>, asJson: boolean): void {
    this.#texts = new Map(texts);
    this.#asJson = asJson;
    this.#touched = new Set();
    this.#json.setAttribute("aria-pressed", String(asJson));
    this.#json.hidden = this.#form === undefined;
    this.#elements = this.#asked().map((field, at) => [field.name, this.#element(field, at)]);
    this.#fields.replaceChildren(...this.#elements.map(([, { element }]) => element));
    this.#tell();
  }

  #asked(): readonly FieldForm[] {
    return this.#asJson ? [AS_JSON] : (this.#form?.fields ?? []);
  }

  #element(field: FieldForm, at: number): FieldElement {
    const { name, kind } = field;
    const text = this.#texts.get(name) ?? "";
    const ids = { id: `field-${at}`, list: PATH_LIST };
    return fieldElement(field, text, ids, {
      typed: (now) => {
        this.#texts.set(name, now);
        this.#touched.add(name);
        if (kind === "path") this.#events.path(now);
        this.#tell();
      },
      left: () => {
        const call = this.#call();
        if ("call" in call) this.#events.tried(call.call);
      },
    });
  }

  #read(): FormRead {
    return this.#asJson
      ? readJson(this.#texts.get("") ?? "")
      : readFields(this.#asked(), this.#texts);
  }

  #call(): { readonly call: TriedCall } | { readonly missing: string } {
    const tool = this.#tool.value === "" ? this.#name.value.trim() : this.#tool.value;
    const read = this.#read();
    if (tool === "") return { missing: "the name of the tool" };
    if ("args" in read) return { call: { tool, args: read.args } };
    const [first = ""] = read.problems.keys();
    return { missing: first === "" ? AS_JSON.label : first };
  }

  #tell(): void {
    const read = this.#read();
    const problems = "problems" in read ? read.problems : new Map<string, string>();
    for (const [name, element] of this.#elements) {
      const isEmpty = (this.#texts.get(name) ?? "") === "";
      // Nobody is told of what they have not come to yet.
      const isShown = this.#touched.has(name) || !isEmpty;
      element.complain(isShown ? (problems.get(name) ?? "") : "");
    }
    this.#events.typed(this.#call());
  }

  #switchJson(): void {
    const read = this.#read();
    const args = "args" in read ? read.args : {};
    const texts = this.#asJson ? this.#form && fieldTexts(this.#form.fields, args) : undefined;
    // What the fields cannot say stays as it is.
    if (this.#asJson && (texts === undefined || "problems" in read)) return;
    this.#write(texts ?? new Map([["", JSON.stringify(args, undefined, 2)]]), texts === undefined);
    this.#json.focus();
  }

  #again(): void {
    const call = this.#calls[Number(this.#recent.value)];
    this.#recent.value = "";
    if (call === undefined) return;
    this.#begin(call);
    this.#events.tried(call);
  }
}
