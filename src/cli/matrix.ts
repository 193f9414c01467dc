import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { shown } from "../model/shown.ts";
import { agentsIn, verdictWord, verdictsOf } from "../workspace/agents.ts";
import type { AgentVerdict } from "../workspace/agents.ts";
import type { AgentOptions } from "../workspace/agent-files.ts";
import { verdictReason } from "../workspace/verdict-words.ts";
import { callWords } from "../workspace/words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { ruleJson } from "./explanation-json.ts";
import { toJson } from "./json.ts";
import { clausePlaces, shortPath } from "./places.ts";
import { decisionWord } from "./print-explanation.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";

/** What is asked of every agent of a folder. */
export interface MatrixQuestion {
  readonly folder: string;
  readonly calls: readonly ToolCall[];
  readonly options: AgentOptions;
  readonly format: "text" | "json";
}

/** One call, every agent: prints a row for each, and gives every decision. */
export async function printMatrix(
  workspace: Workspace,
  { folder, calls, options, format }: MatrixQuestion,
): Promise<readonly string[]> {
  const agents = await agentsIn(workspace, folder, options);
  const style = styleFor(process.stdout);
  const words: string[] = [];
  for (const call of calls) {
    const verdicts = verdictsOf(workspace, agents, call);
    words.push(...verdicts.map(({ explanation }) => verdictWord(explanation)));
    process.stdout.write(
      format === "json" ? `${toJson(callJson(call, verdicts))}\n` : callText(call, verdicts, style),
    );
  }
  return words;
}

function callText(call: ToolCall, verdicts: readonly AgentVerdict[], style: Style): string {
  const title = style.bold(callWords(call));
  if (verdicts.length === 0) return `${title}\n  no agent has a permission file here\n`;
  const width = Math.max(...verdicts.map(({ agent }) => agent.name.length));
  const rows = verdicts.map(({ agent, explanation }) => {
    const word = verdictWord(explanation);
    const shownWord =
      word === "unknown" ? style.yellow("unknown") : `${decisionWord(word, style)}  `;
    return `  ${shownWord} ${shown(agent.name).padEnd(width)}  ${style.dim(reasonOf({ agent, explanation }))}`;
  });
  const different = new Set(verdicts.map(({ explanation }) => verdictWord(explanation))).size > 1;
  return `${[title, ...rows, ...(different ? ["  they do not agree"] : [])].join("\n")}\n`;
}

function reasonOf(verdict: AgentVerdict): string {
  const places = clausePlaces(verdict.agent.policy);
  const placeOf = (rule: Clause): string => {
    const { file, line } = places(rule);
    return `${shown(file)}:${line}`;
  };
  return verdictReason(verdict, placeOf, shortPath(verdict.agent.file));
}

function callJson({ tool, args }: ToolCall, verdicts: readonly AgentVerdict[]): object {
  const words = verdicts.map(({ explanation }) => verdictWord(explanation));
  return {
    call: { tool, args },
    agree: new Set(words).size < 2,
    agents: verdicts.map(({ agent, explanation }) => {
      const { vendor, rules } = explanation;
      const places = clausePlaces(agent.policy);
      return {
        agent: agent.name,
        file: shortPath(agent.file),
        decision: verdictWord(explanation),
        rules: rules.map((rule) => ruleJson(rule, places)),
        ...(vendor?.because === undefined ? {} : { because: vendor.because }),
        ...(vendor?.unknown === undefined ? {} : { unknown: vendor.unknown }),
        ...(vendor?.pessimistic === undefined ? {} : { pessimistic: vendor.pessimistic }),
      };
    }),
  };
}
