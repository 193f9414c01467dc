import type { Connection } from "vscode-languageserver";
import { readSettings } from "../language/settings.ts";
import type { FindingSettings } from "../language/settings.ts";
import { isObject } from "../protocol/guards.ts";

/** What the person has set, from the start and after each change; what does not count is said in the log. */
export class LiveSettings {
  readonly #connection: Connection;
  #current: FindingSettings;

  constructor(connection: Connection, first: unknown) {
    this.#connection = connection;
    this.#current = this.#read(first);
  }

  get current(): FindingSettings {
    return this.#current;
  }

  /** `changed` is called after each change. */
  onChange(changed: () => void): void {
    this.#connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
      this.#current = this.#read(isObject(settings) ? settings["ambit"] : undefined);
      changed();
    });
  }

  #read(value: unknown): FindingSettings {
    const { settings, faults } = readSettings(value);
    for (const fault of faults) this.#connection.console.warn(fault);
    return settings;
  }
}
