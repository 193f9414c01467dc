import type { Connection, Diagnostic } from "vscode-languageserver";
import type { CheckedDocument, LanguageService } from "../language/service.ts";
import type { Fence } from "./fence.ts";
import { Links } from "./links.ts";
import type { OpenDocuments } from "./open-documents.ts";

/** After a check that took longer than this, the next waits a little, so that typing is not checked letter by letter. */
const LONG_CHECK_MS = 100;

/** A check waits so long for what is to come first. */
const MOST_WAIT_MS = 50;

/** What checking stands on. */
export interface DiagnoserParts {
  readonly connection: Connection;
  readonly open: OpenDocuments;
  readonly service: LanguageService;
  readonly fence: Fence;
  /** Is there when what comes before a check has been told, if anything does: it is waited for, though not for long. */
  first(): Promise<unknown> | undefined;
}

/**
 * Keeps the diagnostics of documents true. An edit is checked at once when nothing else is; edits made meanwhile are checked together, as
 * soon as that is done. What was checked and then changed is not published: the old diagnostics stay until the new ones are there.
 */
export class Diagnoser {
  readonly #parts: DiagnoserParts;
  readonly #links = new Links();
  /** What a person is looking at. */
  readonly #urgent = new Set<string>();
  readonly #later = new Set<string>();
  /** What the client has, as JSON. */
  readonly #published = new Map<string, string>();
  #running = false;
  #stopped = false;
  #lastCheckMs = 0;

  constructor(parts: DiagnoserParts) {
    this.#parts = parts;
  }

  /** Checks documents soon, open ones first; and all that depend on them. */
  check(paths: Iterable<string>): void {
    for (const path of paths) {
      this.#queue(path);
      for (const dependent of this.#links.dependents(path)) this.#queue(dependent);
    }
    if (!this.#running) void this.#run();
  }

  /** Checks what depends on a file that is no document itself. */
  checkDependents(file: string): void {
    this.check(this.#links.dependents(file));
  }

  /** Checks all documents that have been checked and are still there. */
  checkAll(): void {
    this.check(this.#published.keys());
  }

  /** The checked documents for whose path `wanted` holds. */
  checked(wanted: (path: string) => boolean): readonly string[] {
    return [...this.#published.keys()].filter(wanted);
  }

  /** Takes the findings of a document back; what depends on it is checked anew. */
  forget(path: string): void {
    this.#urgent.delete(path);
    this.#later.delete(path);
    this.#clear(path);
    this.check([...this.#links.dependents(path), ...this.#links.neighbours(path)]);
  }

  /** Checks nothing more. */
  stop(): void {
    this.#stopped = true;
    this.#urgent.clear();
    this.#later.clear();
  }

  #queue(path: string): void {
    if (this.#stopped) return;
    const isOpen = this.#parts.open.get(path) !== undefined;
    (isOpen ? this.#urgent : this.#later).add(path);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#urgent.size + this.#later.size > 0) {
      // Lets the messages that have come in be read first: several edits become one check.
      await pause(this.#lastCheckMs > LONG_CHECK_MS ? Math.min(this.#lastCheckMs / 4, 100) : 0);
      await this.#others();
      const path = takeFirst(this.#urgent) ?? takeFirst(this.#later);
      if (path === undefined) break;
      await this.#parts.fence(`the check of ${path}`, () => this.#checkOne(path));
    }
    this.#running = false;
  }

  async #others(): Promise<void> {
    const first = this.#parts.first();
    if (first === undefined) return;
    await Promise.race([first, pause(MOST_WAIT_MS)]);
    // What was said meanwhile is sent off before this thread is busy.
    await pause(0);
  }

  async #checkOne(path: string): Promise<void> {
    const { open, service } = this.#parts;
    const version = open.get(path)?.version;
    const start = performance.now();
    const checked = await service.check(path, open.kindOf(path));
    this.#lastCheckMs = performance.now() - start;
    if (this.#stopped) return;
    if (open.get(path)?.version !== version) this.#queue(path);
    else if (checked === undefined) this.#clear(path);
    else this.#publish(path, checked, version);
  }

  #publish(path: string, checked: CheckedDocument, version: number | undefined): void {
    const { connection, open } = this.#parts;
    for (const defect of checked.defects)
      connection.console.error(`this is a defect of Ambit: ${defect}`);
    this.#links.set(path, checked.links);
    const diagnostics: Diagnostic[] = [...checked.diagnostics];
    const now = JSON.stringify([version, diagnostics]);
    if (this.#published.get(path) === now) return;
    if (!this.#published.has(path))
      for (const neighbour of this.#links.neighbours(path)) this.#queue(neighbour);
    this.#published.set(path, now);
    const uri = open.uriOf(path);
    void connection.sendDiagnostics(
      version === undefined ? { uri, diagnostics } : { uri, diagnostics, version },
    );
  }

  #clear(path: string): void {
    this.#links.delete(path);
    if (!this.#published.delete(path)) return;
    void this.#parts.connection.sendDiagnostics({
      uri: this.#parts.open.uriOf(path),
      diagnostics: [],
    });
  }
}

function takeFirst(paths: Set<string>): string | undefined {
  const [first] = paths;
  if (first !== undefined) paths.delete(first);
  return first;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
