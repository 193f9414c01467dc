import { commandLine, samplePath } from "../../lint/samples.ts";
import type { ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import type { CommandChoice } from "../../model/command-pattern.ts";
import type { ToolPattern } from "../../model/tool-pattern.ts";
import { hostSamples } from "../hover/samples.ts";

/** Calls that an entry may match, and some that it may just miss. Which do, the agent's own engine says. */
export interface EntrySamples {
  readonly likely: readonly ToolCall[];
  readonly near: readonly ToolCall[];
}

/** More choices of one entry are not tried. */
const MOST = 3;

/** Calls beside an entry. */
export function entrySamples({ tools, where }: Clause): EntrySamples {
  const names = tools.flatMap((tool) => (tool.kind === "exact" ? [tool.tool] : []));
  const calls = (argument: string, texts: readonly string[]): readonly ToolCall[] =>
    texts
      .filter((text) => text !== "")
      .flatMap((text) => names.map((tool): ToolCall => ({ tool, args: { [argument]: text } })));
  if (where.command !== undefined) {
    const choices = where.command.flatMap((pattern) => pattern.choices).slice(0, MOST);
    return {
      likely: calls("command", choices.flatMap(commands)),
      near: calls("command", choices.flatMap(otherCommands)),
    };
  }
  if (where.path !== undefined) {
    const paths = where.path.flatMap((pattern) => pattern.choices).slice(0, MOST);
    const likely = paths.map((choice) => samplePath(choice));
    const near = likely.flatMap((path) => [`${path}.old`, `other/${path.replace(/^[~/]+/, "")}`]);
    return { likely: calls("path", likely), near: calls("path", near) };
  }
  if (where.host !== undefined) {
    const samples = where.host.slice(0, MOST).map(({ source }) => hostSamples(source));
    return {
      likely: calls(
        "url",
        samples.flatMap(({ likely }) => likely),
      ),
      near: calls(
        "url",
        samples.flatMap(({ near }) => near),
      ),
    };
  }
  return { likely: tools.flatMap(plainCall), near: [] };
}

function words({ words: all }: CommandChoice): string {
  return commandLine(all.map(({ glob, home }) => `${home ? "~/" : ""}${glob.join("x")}`));
}

function commands(choice: CommandChoice): readonly string[] {
  const text = words(choice);
  if (text === "") return ["example"];
  return choice.rest ? [text, `${text} a`] : [text];
}

function otherCommands(choice: CommandChoice): readonly string[] {
  const text = words(choice);
  const [first = ""] = text.split(" ");
  return text === "" ? [] : [`${text}x`, ...(choice.rest ? [] : [`${text} a`]), `${first} other`];
}

/** What needs no argument to be a call. */
function plainCall(tool: ToolPattern): readonly ToolCall[] {
  return tool.kind === "exact" && /^(?:mcp|tool):/.test(tool.tool)
    ? [{ tool: tool.tool, args: {} }]
    : [];
}
