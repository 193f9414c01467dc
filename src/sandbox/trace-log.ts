import { open } from "node:fs/promises";
import { join, normalize } from "node:path";

/** Records what a program and all that it starts open, start and reach for. It runs outside, where nothing of the sandbox comes near it. */
export const TRACER = [
  // Without columns, which would put more than one space before what a call returns.
  ...["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "300", "-a", "1"],
  ...["-e", "trace=?open,openat,?openat2,?creat,execve,?execveat,connect,sendto,sendmsg,?sendmmsg"],
  ...["-e", "signal=none"],
] as const;

/** What a program did, as far as it was recorded. */
export interface Traced {
  /** Files that were opened to be read. */
  readonly read: readonly string[];
  /** Files that it tried to open, and that are not there. */
  readonly missed: readonly string[];
  readonly programs: readonly string[];
  /** Addresses with ports, and names that were asked for. */
  readonly network: readonly string[];
}

/** More of a log than this is not read for one call. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads what is added to a log from one look to the next. */
export class TraceLog {
  readonly #path: string;
  #offset = 0;
  #rest = "";
  /** Lines that a process has begun and not yet ended. */
  readonly #begun = new Map<string, string>();

  constructor(path: string) {
    this.#path = path;
  }

  /** What was done since the last look. */
  async next(): Promise<Traced> {
    const text = this.#rest + (await this.#more());
    const end = text.lastIndexOf("\n") + 1;
    this.#rest = text.slice(end);
    const found: Found = {
      ...{ read: new Set(), missed: new Set(), programs: new Set(), network: new Set() },
    };
    for (const line of text.slice(0, end).split("\n")) {
      const whole = this.#join(line);
      if (whole !== undefined) note(whole, found);
    }
    const { read, missed, programs, network } = found;
    return {
      ...{ read: [...read], missed: [...missed] },
      ...{ programs: [...programs], network: [...network] },
    };
  }

  async #more(): Promise<string> {
    const file = await open(this.#path, "r").catch(() => undefined);
    if (file === undefined) return "";
    try {
      const { size } = await file.stat();
      const from = Math.max(this.#offset, size - MOST_BYTES);
      const { buffer, bytesRead } = await file.read({
        buffer: Buffer.alloc(size - from),
        position: from,
      });
      this.#offset = size;
      return buffer.toString("latin1", 0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /** A call during which another process did something is written in two parts. */
  #join(line: string): string | undefined {
    const [, pid = "", text = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const unfinished = / <unfinished \.\.\.>$/.exec(text);
    if (unfinished !== null) {
      this.#begun.set(pid, text.slice(0, unfinished.index));
      return undefined;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text);
    if (resumed === null) return text;
    const begun = this.#begun.get(pid) ?? "";
    this.#begun.delete(pid);
    return begun + (resumed[1] ?? "");
  }
}

interface Found {
  readonly read: Set<string>;
  readonly missed: Set<string>;
  readonly programs: Set<string>;
  readonly network: Set<string>;
}

function note(line: string, found: Found): void {
  const [, name = "", rest = ""] = /^(\w+)\((.*)$/.exec(line) ?? [];
  if (name.startsWith("open")) noteOpened(rest, found);
  else if (name.startsWith("exec")) noteProgram(rest, found);
  else if (name === "connect") noteAddress(rest, found);
  else if (name.startsWith("send")) noteQuestions(rest, found);
}

/** `AT_FDCWD</w>, "a", O_RDONLY|O_CLOEXEC) = 3</w/a>`: what counts is the file that it led to. */
function noteOpened(rest: string, { read, missed }: Found): void {
  if (/O_WRONLY|O_DIRECTORY|O_PATH|O_TRUNC/.test(rest)) return;
  if (/\) = -1 (ENOENT|EACCES)/.test(rest)) {
    if (rest.includes("O_CREAT")) return;
    const [, folder, name = ""] = /^(?:\w+(?:<(.*?)>)?, )?"((?:\\.|[^"\\])*)"/.exec(rest) ?? [];
    const path = decode(name);
    if (path.startsWith("/")) missed.add(normalize(path));
    else if (folder !== undefined) missed.add(normalize(join(decode(folder), path)));
    return;
  }
  const file = /\) = \d+<(\/.*)>$/.exec(rest)?.[1];
  if (file !== undefined) read.add(decode(file));
}

/** `"/usr/bin/cat", ["cat", "a"], 0x…) = 0`. */
function noteProgram(rest: string, { programs }: Found): void {
  if (!rest.endsWith(") = 0")) return;
  const list = /, \[(.*?)\](?:\.\.\.)?, /.exec(rest)?.[1] ?? "";
  const words = [...list.matchAll(/"((?:\\.|[^"\\])*)"(\.\.\.)?/g)];
  programs.add(words.map(([, text = "", cut = ""]) => decode(text) + cut).join(" "));
}

function noteAddress(rest: string, { network }: Found): void {
  const port = /sin6?_port=htons\((\d+)\)/.exec(rest)?.[1];
  const address = /inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/.exec(rest);
  const host = address?.[1] ?? address?.[2];
  if (port === undefined || host === undefined || port === "0") return;
  // Our own name server, at which nobody answers: the name that was asked for is noted instead.
  if (port === "53" && host === "127.0.0.1") return;
  network.add(host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`);
}

/** Names in questions to a name server: a header of twelve bytes with one question, then labels, each after its length. */
function noteQuestions(rest: string, { network }: Found): void {
  for (const [, quoted = ""] of rest.matchAll(/"((?:\\.|[^"\\])*)"/g)) {
    const bytes = unescape(quoted);
    if (bytes.length < 17 || bytes.slice(4, 6) !== "\0\u0001") continue;
    const labels: string[] = [];
    for (let at = 12; at < bytes.length;) {
      const length = bytes.charCodeAt(at);
      if (length === 0 || length > 63) break;
      labels.push(bytes.slice(at + 1, at + 1 + length));
      at += length + 1;
    }
    if (labels.length > 0) network.add(labels.join("."));
  }
}

function decode(text: string): string {
  return Buffer.from(unescape(text), "latin1").toString("utf8");
}

/** strace writes bytes as C does: `\303\274`, `\n`, `\"`. */
function unescape(text: string): string {
  return text.replace(/\\([0-7]{1,3}|x[\da-f]{2}|.)/g, (_, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    if (/^x./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return ESCAPES.get(code) ?? code;
  });
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["f", "\f"],
]);
