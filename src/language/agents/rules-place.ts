import { starlarkTokens } from "../../formats/codex/starlark-tokens.ts";
import type { Token } from "../../formats/codex/starlark-tokens.ts";
import { RULE_PARAMETERS } from "../../formats/codex/read-rules.ts";
import type { AgentPlace } from "./writing.ts";

/** Behind more text than this nobody writes. */
const LONGEST = 200_000;

/** The place in a `.rules` file of Codex, found by its tokens up to the cursor: a call that is being written is none yet. */
export function rulesPlaceAt(text: string, offset: number): AgentPlace | undefined {
  if (offset > LONGEST) return undefined;
  const before = text.slice(0, offset);
  const comment = before.slice(before.lastIndexOf("\n") + 1).replaceAll(/"[^"]*"?|'[^']*'?/g, "");
  if (comment.includes("#")) return undefined;
  const tokens = starlarkTokens(before).slice(0, -1);
  const last = tokens.at(-1);
  const isOpen = last?.kind === "bad" && /^[rR]?["']/.test(before.slice(last.range.start));
  const calls = callsBefore(isOpen ? tokens.slice(0, -1) : tokens, before);
  if (isOpen && last.range.end === offset) return textPlace(text, offset, last.range.start, calls);
  return calls === undefined || calls.lists === 0
    ? namePlace(text, offset, last, calls)
    : freePlace(text, offset, last, calls);
}

/** The call that the cursor is in. */
interface OpenCall {
  readonly name: string;
  /** The parameter that is being given; by its name, or by its place. */
  readonly parameter: string;
  readonly isNamed: boolean;
  /** The parameters that are given already, with the words of their lists. */
  readonly given: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Lists that are open. */
  readonly lists: number;
  /** In an inner list: the words of it. */
  readonly inner: readonly string[];
}

function callsBefore(tokens: readonly Token[], text: string): OpenCall | undefined {
  let name: string | undefined;
  let given = new Map<string, string[][]>();
  let [position, lists, isNamed, parameter] = [0, 0, false, ""];
  let inner: string[] = [];
  const begin = (of: string | undefined): void => {
    name = of;
    given = new Map();
    [position, lists, isNamed, parameter] = [0, 0, false, nameAt(of, 0)];
    inner = [];
  };
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    const opens = next?.kind === "sign" && next.value === "(";
    const isFirst = token.range.start === 0 || text[token.range.start - 1] === "\n";
    if (token.kind === "end") begin(undefined);
    else if (token.kind === "name" && opens && (isFirst || name === undefined)) begin(token.value);
    else if (name === undefined) continue;
    else if (token.kind === "name" && next?.value === "=") {
      [parameter, isNamed] = [token.value, true];
    } else if (token.kind === "text") {
      const words = given.get(parameter) ?? [];
      if (lists > 1) inner.push(token.value);
      else given.set(parameter, [...words, [token.value]]);
    } else if (token.kind !== "sign") continue;
    else if (token.value === "[") {
      lists++;
      if (lists === 1 && !given.has(parameter)) given.set(parameter, []);
      inner = [];
    } else if (token.value === "]") {
      if (lists === 2) given.set(parameter, [...(given.get(parameter) ?? []), inner]);
      lists = Math.max(0, lists - 1);
      inner = [];
    } else if (token.value === ")") begin(undefined);
    else if (token.value === "," && lists === 0) {
      position++;
      [parameter, isNamed] = [nameAt(name, position), false];
    }
  }
  return name === undefined ? undefined : { name, parameter, isNamed, given, lists, inner };
}

function nameAt(call: string | undefined, position: number): string {
  return RULE_PARAMETERS.get(call ?? "")?.[position] ?? "";
}

function textPlace(
  text: string,
  offset: number,
  start: number,
  call: OpenCall | undefined,
): AgentPlace | undefined {
  const [opening = '"'] = /^[rR]?("""|'''|"|')/.exec(text.slice(start, offset)) ?? [];
  if (call === undefined || /"""|'''|^[rR]/.test(opening)) return undefined;
  const before = text.slice(start + 1, offset);
  const [rest = ""] = /^[^"'\\\n]*/.exec(text.slice(offset)) ?? [];
  const closed = text[offset + rest.length] === opening;
  const range = { start: start + 1, end: closed ? offset + rest.length : offset };
  const one = (word: string): string =>
    opening === '"' ? JSON.stringify(word).slice(1, -1) : word;
  const write = (whole: string): string =>
    isWords(call) ? whole.split(" ").map(one).join(`${opening}, ${opening}`) : one(whole);
  return { ...placeOf(call), range, before, write };
}

function freePlace(
  text: string,
  offset: number,
  last: Token | undefined,
  call: OpenCall,
): AgentPlace | undefined {
  const isFree = last?.kind === "sign" && /^[[,]$/.test(last.value);
  if (!isFree || !/^\s*(?:[\],)#]|$)/.test(text.slice(offset, offset + 200))) return undefined;
  const write = (whole: string): string =>
    (isWords(call) ? whole.split(" ") : [whole]).map((one) => JSON.stringify(one)).join(", ");
  return { ...placeOf(call), range: { start: offset, end: offset }, before: "", write };
}

function isWords({ parameter, lists }: OpenCall): boolean {
  return parameter === "pattern" && lists === 1;
}

function placeOf({
  name,
  parameter,
  given,
  lists,
  inner,
}: OpenCall): Pick<AgentPlace, "path" | "on" | "words"> {
  const index = given.get(parameter)?.length ?? 0;
  const deep = lists > 1 ? [index, inner.length] : lists === 1 ? [index] : [];
  return { path: [name, parameter, ...deep], on: "value", words: given.get("pattern") ?? [] };
}

/** On the name of a function or a parameter, or the value of one that is no text yet. */
function namePlace(
  text: string,
  offset: number,
  last: Token | undefined,
  call: OpenCall | undefined,
): AgentPlace | undefined {
  const typed = /[\w]*$/.exec(text.slice(Math.max(0, offset - 60), offset))?.[0] ?? "";
  const [rest = ""] = /^\w*/.exec(text.slice(offset)) ?? [];
  const behind = text.slice(offset + rest.length, offset + rest.length + 20);
  const range = { start: offset - typed.length, end: offset + rest.length };
  if (call === undefined) {
    const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, range.start);
    if (line !== "" || !/^[ \t]*(?:\r?\n|$)/.test(behind)) return undefined;
    return { path: [typed], on: "key", range, before: typed, write: (one) => one, assign: "" };
  }
  if (call.isNamed) {
    if (last?.value !== "=" || typed !== "" || rest !== "") return undefined;
    const write = (one: string): string => JSON.stringify(one);
    return { ...placeOf(call), range, before: "", write };
  }
  const isFree = /[(,]\s*$/.test(text.slice(0, range.start));
  if (!isFree || /^\s*\(/.test(behind)) return undefined;
  const given = [...call.given.keys()];
  return {
    path: [call.name, typed],
    on: "key",
    range,
    before: typed,
    write: (one) => one,
    words: [given],
    ...(/^\s*=(?!=)/.test(behind) ? {} : { assign: "=" }),
  };
}
