import { closeSync, fstatSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import type { Files, FileText, FolderEntry } from "../workspace/ports.ts";
import {
  diskFiles,
  findBelow,
  isMissing,
  isOnAnotherMachine,
  listedOf,
  textFault,
  unread,
} from "./files.ts";

/**
 * The files of this machine for the length of one command: each folder is listed once, what its list does not hold is not asked for, and nothing waits
 * for the event loop. A command over a thousand files asks of ten thousand others whether they are there, and most are not.
 */
export function onceListed(): Files {
  const folders = new Map<string, Listing>();
  const listing = (folder: string): Listing => {
    const before = folders.get(folder);
    if (before !== undefined) return before;
    // What is asked for below a folder is seldom there, and a list that fails costs more than one that does not.
    const now = folder === "/" || mayBe(folder) ? listingOf(folder) : NOT_THERE;
    folders.set(folder, now);
    return now;
  };
  const mayBe = (path: string): boolean => {
    const slash = path.lastIndexOf("/");
    if (slash < 0 || slash === path.length - 1 || isOnAnotherMachine(path)) return true;
    const name = path.slice(slash + 1);
    if (name === "." || name === "..") return true;
    // The root of a disk or drive keeps its slash: `C:` alone is where the drive is at now.
    const above = path.slice(0, slash);
    const { names } = listing(slash < 3 && /^(?:[A-Za-z]:)?$/.test(above) ? `${above}/` : above);
    return names === undefined || names.has(name) || names.has(folded(name));
  };
  return {
    real: (path) => diskFiles.real(path),
    read: (path) => Promise.resolve(mayBe(path) ? readNow(path) : { missing: true }),
    exists: (path) => Promise.resolve(mayBe(path) && existsNow(path)),
    list: (folder) =>
      Promise.resolve(isOnAnotherMachine(folder) ? [] : listing(withoutSlash(folder)).entries),
    find: async (folder, wanted, overlooked) => {
      if (overlooked === undefined && !mayBe(folder)) return [];
      return findBelow(folder, wanted, { overlooked, list: (at) => listing(at).found });
    },
  };
}

interface Listing {
  /** As the disk gives them; throws where it gave none. */
  readonly found: readonly Dirent[];
  /** As people are shown them. */
  readonly entries: readonly FolderEntry[];
  /** All that is there, `folded`; nothing where that cannot be told. */
  readonly names: ReadonlySet<string> | undefined;
}

const NOT_THERE: Listing = {
  get found(): never {
    throw Object.assign(new Error("there is no such folder"), { code: "ENOENT" });
  },
  entries: [],
  names: new Set(),
};

function withoutSlash(folder: string): string {
  return folder.length > 1 && folder.endsWith("/") ? folder.slice(0, -1) : folder;
}

function listingOf(folder: string): Listing {
  try {
    const found = readdirSync(folder, { withFileTypes: true });
    let entries: readonly FolderEntry[] | undefined;
    return {
      found,
      get entries() {
        return (entries ??= listedOf(found));
      },
      names: new Set(found.map(({ name }) => folded(name))),
    };
  } catch (error) {
    return {
      get found(): never {
        throw error;
      },
      entries: [],
      names: isMissing(error) ? new Set() : undefined,
    };
  }
}

/** Some disks take names that differ in their letters' case, or in how an accent is written, for the same. */
function folded(name: string): string {
  return PLAIN.test(name) ? name : name.normalize("NFC").toLowerCase();
}

/** Folding leaves such a name as it is. */
const PLAIN = /^[\d.a-z_-]*$/;

function existsNow(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function readNow(path: string): FileText {
  if (isOnAnotherMachine(path)) return { unreadable: "it lies on another machine" };
  try {
    const file = openSync(path, "r");
    try {
      return textFault(fstatSync(file)) ?? { text: readFileSync(file, "utf8") };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return unread(error);
  }
}
