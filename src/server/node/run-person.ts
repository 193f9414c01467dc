import { CancellationTokenSource } from "vscode-languageserver";
import type { Connection } from "vscode-languageserver";

import type { Question } from "../../host/ready-launch.ts";
import { shown } from "../../model/shown.ts";
import { longText } from "../../language/simulation-details.ts";
import { CONFIRM_CALL, CONFIRM_RUN } from "../../protocol/run.ts";
import type { ConfirmCallParams, ConfirmRunParams, RunAnswer } from "../../protocol/run.ts";
import { ASK_VALUE } from "../../protocol/tools.ts";
import type { AskValueParams } from "../../protocol/tools.ts";
import type { StepResult } from "../../simulation/run.ts";
import { fromRoot, callWords, reasonWords } from "../../workspace/words.ts";
import type { LoadedPolicy } from "../../workspace/workspace.ts";

/** The person at the client, for one run. */
export interface RunPerson {
  /** Is it to be run? */
  go(plan: ConfirmRunParams): Promise<boolean>;
  /** Is this call, which the policy asks about, to be carried out? */
  agree(step: StepResult): Promise<boolean>;
  /** What the definition of a server leaves open. It is passed on, and kept nowhere. */
  value(server: string, question: Question): Promise<string | undefined>;
  /** Has the person not wanted it? */
  declined(): boolean;
}

const ANSWERS: readonly RunAnswer[] = ["ask", "yes", "no"];

/** Asks the person at the client; a run that is cancelled takes its questions back, and the answer is no. */
export function personBehind(
  connection: Connection,
  { root }: LoadedPolicy,
  signal: AbortSignal,
): RunPerson {
  const cancel = new CancellationTokenSource();
  signal.addEventListener("abort", () => cancel.cancel(), { once: true });
  let answer: RunAnswer | undefined;
  let declined = false;
  const ask = async (method: string, params: object): Promise<unknown> => {
    if (isOver(signal)) return undefined;
    const said: unknown = await connection
      .sendRequest(method, params, cancel.token)
      .catch((error: unknown) => {
        if (isOver(signal)) return undefined;
        throw error;
      });
    return isOver(signal) ? undefined : said;
  };
  return {
    go: async (plan) => {
      const said = await ask(CONFIRM_RUN, plan);
      answer = ANSWERS.find((one) => one === said);
      declined = answer === undefined;
      return !declined;
    },
    agree: async (step) => {
      if (answer !== "ask") return answer === "yes";
      const reason = reasonWords(step, ({ file }) => shown(fromRoot(file, root)));
      const params: ConfirmCallParams = { call: callWords(step.call), reason: longText(reason) };
      return (await ask(CONFIRM_CALL, params)) === true;
    },
    value: async (server, { text, how }) => {
      const params: AskValueParams = {
        ...{ server: shown(server), prompt: text, hidden: how === "hidden" },
      };
      const said = await ask(ASK_VALUE, params);
      return typeof said === "string" ? said : undefined;
    },
    declined: () => declined,
  };
}

/** A question takes long, and what was so before it need not be so after it. */
function isOver({ aborted }: AbortSignal): boolean {
  return aborted;
}
