import type { ChildProcessWithoutNullStreams } from "node:child_process";

import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { JSONRPCMessageSchema } from "@modelcontextprotocol/sdk/types.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";

import type { StdioLaunch } from "../model/launch.ts";
import { redactTokens } from "../model/redact.ts";
import type { Redact } from "../model/redact.ts";
import { shownShort } from "../model/shown.ts";
import type { Limits } from "./limits.ts";
import { Lines } from "./lines.ts";
import { endProgram, startProgram } from "./program.ts";
import type { Inherited } from "./program.ts";

/** How much of what a program says on its standard error is kept, in characters. */
const KEPT_WORDS = 4_000;

/** Where and within what bounds a program runs. */
export interface StdioOptions {
  readonly folder: string;
  readonly inherited: Inherited;
  readonly limits: Limits;
  /** Takes out of what the program says what nobody is to see. */
  readonly redact?: Redact;
}

/**
 * Speaks to a program over its standard input and output. The transport of the SDK hands on more of our environment than a server is
 * promised, and ends only the program itself; therefore this one.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  /** What went wrong first. */
  fault: string | undefined;
  readonly #launch: StdioLaunch;
  readonly #options: StdioOptions;
  readonly #lines: Lines;
  #child: ChildProcessWithoutNullStreams | undefined;
  #received = 0;
  #stray: string | undefined;
  #strays = 0;
  #messages = 0;
  #said = "";
  #closed = false;
  #ending: Promise<void> | undefined;

  constructor(launch: StdioLaunch, options: StdioOptions) {
    this.#launch = launch;
    this.#options = options;
    this.#lines = new Lines(options.limits.message);
  }

  /** Starts the program; fails when there is none. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        this.#fail(`cannot be started: ${startWords(error, this.#launch, this.#options.folder)}`);
        reject(error);
      };
      try {
        const child = startProgram(this.#launch, this.#options.folder, this.#options.inherited);
        this.#child = child;
        child.once("error", fail);
        child.once("spawn", () => resolve());
        child.once("close", (code, signal) => this.#ended(code, signal));
        child.stdin.on("error", () => undefined);
        child.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
        child.stderr.on("data", (chunk: Buffer) => this.#hear(chunk));
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /** Sends one message; what a program that has gone does not read is lost. */
  send(message: JSONRPCMessage): Promise<void> {
    const child = this.#child;
    if (child === undefined || this.#closed) return Promise.reject(new Error("not connected"));
    return new Promise((resolve) => {
      child.stdin.write(`${JSON.stringify(message)}\n`, () => resolve());
    });
  }

  /** Ends the program and all that it started; whoever calls it, and how often, waits until they have gone. */
  close(): Promise<void> {
    this.#close();
    this.#ending ??= this.#child === undefined ? Promise.resolve() : endProgram(this.#child);
    return this.#ending;
  }

  /** What the program said besides the protocol, for people; empty when it said nothing. */
  words(): string {
    const last = this.#redact(this.#said).trimEnd().split("\n").slice(-3).join("\n");
    if (last !== "") return `; it said: \`${shownShort(last, 400)}\``;
    if (this.#stray === undefined) return "";
    return `; it wrote what is no message of MCP: \`${this.#strayWords()}\``;
  }

  #redact(text: string): string {
    return (this.#options.redact ?? redactTokens)(text);
  }

  #strayWords(): string {
    return shownShort(this.#redact(this.#stray ?? ""), 200);
  }

  #read(chunk: Buffer): void {
    if (!this.#count(chunk)) return;
    const lines = this.#lines.add(chunk);
    if (lines === undefined) {
      const size = Math.round(this.#options.limits.message / 1_000_000);
      this.#fail(`floods: one of its messages is longer than ${size} MB`);
    }
    for (const line of lines ?? []) if (this.fault === undefined) this.#message(line);
  }

  #message(line: string): void {
    if (line.trim() === "") return;
    const { messages, strayLines } = this.#options.limits;
    if (++this.#messages > messages)
      return this.#fail(`floods: it sent more than ${messages} messages`);
    const message = toMessage(line);
    if (message !== undefined) {
      this.onmessage?.(message);
      return;
    }
    this.#stray ??= line;
    if (++this.#strays > strayLines)
      this.#fail(`does not speak MCP; it wrote: \`${this.#strayWords()}\``);
  }

  #hear(chunk: Buffer): void {
    if (this.#count(chunk)) this.#said = (this.#said + chunk.toString("utf8")).slice(-KEPT_WORDS);
  }

  #count(chunk: Buffer): boolean {
    this.#received += chunk.length;
    if (this.fault !== undefined) return false;
    const { output } = this.#options.limits;
    if (this.#received <= output) return true;
    this.#fail(`floods: it wrote more than ${Math.round(output / 1_000_000)} MB`);
    return false;
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    const how = signal ?? `exit code ${code ?? "unknown"}`;
    this.#fail(`ended by itself with ${how}${this.words()}`);
  }

  #fail(fault: string): void {
    if (this.#closed) return;
    this.fault ??= fault;
    this.#close();
  }

  /** Whoever waits for an answer is told; the program itself is ended by `close`. */
  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.onclose?.();
  }
}

function toMessage(line: string): JSONRPCMessage | undefined {
  try {
    return JSONRPCMessageSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function startWords(error: Error, { command, cwd }: StdioLaunch, folder: string): string {
  const code = "code" in error ? error.code : undefined;
  const program = shownShort(command, 200);
  if (code === "ENOENT") {
    const where = cwd === undefined ? "" : `, or no folder \`${shownShort(cwd, 200)}\``;
    return `there is no program \`${program}\`${where} (looked for in PATH and from \`${shownShort(folder, 200)}\`)`;
  }
  if (code === "EACCES") return `\`${program}\` may not be run`;
  return shownShort(error.message, 300);
}
