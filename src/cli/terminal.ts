import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Somebody who can be asked. */
export interface Terminal {
  /** Yes or no; anything but yes is no. */
  confirm(question: string): Promise<boolean>;
  /** A line; hidden ones are not shown while they are typed. */
  ask(question: string, how: "shown" | "hidden"): Promise<string>;
}

/** The person at the terminal, or nobody. Questions go to standard error, so that standard output holds results alone. */
export function terminal(): Terminal | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return {
    confirm: async (question) =>
      /^y(es)?$/i.test((await ask(`${question} [y/N] `, "shown")).trim()),
    ask: (question, how) => ask(`${question}: `, how),
  };
}

function ask(question: string, how: "shown" | "hidden"): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = how === "hidden" ? silent : process.stderr;
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve) => {
    let answer = "";
    lines.once("line", (line) => {
      answer = line;
      lines.close();
    });
    lines.once("SIGINT", () => {
      lines.close();
      process.kill(process.pid, "SIGINT");
    });
    lines.once("close", () => {
      if (how === "hidden") process.stderr.write("\n");
      resolve(answer);
    });
  });
}
