/** What stands for the path in the words of a command. */
export const PATH = "{path}";

/** Commands that show what is in a file, by POSIX.1-2024 and the GNU coreutils manual. */
export const READS: readonly (readonly string[])[] = [
  ...["cat", "head", "tail", "less", "more", "nl", "base64", "xxd", "od", "strings", "bat"].map(
    (program) => [program, PATH],
  ),
  ["grep", ".", PATH],
  ["rg", ".", PATH],
  ["sed", "-n", "p", PATH],
  ["cut", "-c1-", PATH],
  ["sort", PATH],
  ["jq", ".", PATH],
  ["cp", PATH, "copy.txt"],
];

/** Commands that change a file. */
export const WRITES: readonly (readonly string[])[] = [
  ["tee", PATH],
  ["cp", "draft.txt", PATH],
  ["mv", "draft.txt", PATH],
  ["sed", "-i", "s/deny/allow/", PATH],
  ["install", "draft.txt", PATH],
  ["dd", "if=draft.txt", `of=${PATH}`],
  ["truncate", "-s", "0", PATH],
  ["rm", PATH],
  ["touch", PATH],
];
