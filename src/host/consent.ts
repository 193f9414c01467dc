import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { isList, isObject, own } from "../model/json.ts";
import type { Json } from "../model/json.ts";
import { stateFolder } from "./state.ts";
import { writeFileInside } from "./write.ts";

const NAMES = ["ambit", "consent.json"] as const;

/** The digests of the servers that a person has agreed to start. They lie outside every repository, for that person alone. */
export class Consent {
  readonly #folder: string;

  constructor(folder: string = stateFolder()) {
    this.#folder = folder;
  }

  /** Was it agreed to? What cannot be read was not. */
  async has(digest: string): Promise<boolean> {
    return digestsIn(await this.#read()).includes(digest);
  }

  /** Remembers that it was. */
  async give(digest: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const before = await this.#read();
    const digests = [...new Set([...digestsIn(before), digest])].toSorted();
    const text = `${JSON.stringify({ "ambit-consent": 1, servers: digests }, null, 2)}\n`;
    await writeFileInside({ folder: this.#folder, names: NAMES, text, before, mode: 0o600 });
    await chmod(join(this.#folder, ...NAMES), 0o600);
  }

  async #read(): Promise<string | undefined> {
    return readFile(join(this.#folder, ...NAMES), "utf8").catch(() => undefined);
  }
}

function digestsIn(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  try {
    const value = JSON.parse(text) as Json;
    const servers = isObject(value) ? own(value, "servers") : undefined;
    return isList(servers) ? servers.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
