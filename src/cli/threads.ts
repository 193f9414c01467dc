import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** A thread of its own costs what this many files do. */
const FILES_PER_THREAD = 150;

/** More would wait for the disk, and take memory from whatever else runs. */
const MOST_THREADS = 4;

/** Threads besides this one, for as many files as are worth it. They load what they run while this one does the same. */
export class Threads {
  readonly #idle: Thread[] = [];

  /** Starts those that so many files would take. */
  expect(files: number): void {
    while (this.#idle.length < besides(files)) this.#idle.push(new Thread());
  }

  /** Gives work to those that so many files take; what each of them answers. */
  share<Answer>(files: number, work: (nth: number) => object): readonly Promise<Answer>[] {
    this.expect(files);
    return this.#idle
      .splice(0, besides(files))
      .map((thread, nth) => thread.answer<Answer>(work(nth)));
  }

  /** Ends those that have no work. */
  stop(): void {
    for (const thread of this.#idle.splice(0)) thread.stop();
  }
}

function besides(files: number): number {
  const most = Math.min(availableParallelism(), MOST_THREADS, Math.floor(files / FILES_PER_THREAD));
  return Math.max(0, most - 1);
}

class Thread {
  readonly #worker = new Worker(new URL("./cli-inspector.js", import.meta.url));
  /** It may fail before anybody waits for its answer. */
  readonly #failed = new Promise<never>((_, reject) => {
    this.#worker.once("error", reject);
  });

  constructor() {
    this.#failed.catch(() => undefined);
  }

  /** One piece of work; it ends with its answer. */
  answer<Answer>(work: object): Promise<Answer> {
    const answered = new Promise<Answer>((resolve) => {
      this.#worker.once("message", resolve);
    });
    this.#worker.postMessage(work);
    return Promise.race([answered, this.#failed]);
  }

  stop(): void {
    void this.#worker.terminate();
  }
}
