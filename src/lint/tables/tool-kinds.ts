/** What a tool does that a person would want to see first. */
export type ToolKind = "delete" | "send" | "spend" | "execute";

/** The verbs that tell it; a tool's name is taken apart at `_`, `-`, `.` and capitals. */
const VERBS: ReadonlyMap<string, ToolKind> = new Map(
  (
    [
      ["delete", "delete remove drop destroy purge wipe erase truncate revoke uninstall terminate"],
      [
        "send",
        "send post publish reply forward share invite email mail tweet message broadcast upload",
      ],
      [
        "spend",
        "pay transfer buy purchase order charge refund checkout trade withdraw wire donate subscribe",
      ],
      ["execute", "execute exec run eval evaluate sql shell terminal"],
    ] as const
  ).flatMap(([kind, verbs]) => verbs.split(" ").map((verb) => [verb, kind] as const)),
);

/** Words that say that a tool only looks, whatever it is about: `list_orders`, `get_message`. */
const LOOKS = new Set(
  "get list read search find show fetch describe count view query preview draft dry check is has lookup status history download".split(
    " ",
  ),
);

/** What its name says that a tool does; `create_order` orders, `get_order` does not. */
export function kindOf(name: string): ToolKind | undefined {
  const words = wordsOf(name);
  if (LOOKS.has(words[0] ?? "")) return undefined;
  for (const word of words) {
    const kind = VERBS.get(word);
    // A verb late in a name is a noun: `list_pull_request_messages`, `close_order`.
    if (
      kind !== undefined &&
      (word === words[0] || FIRST.has(words[0] ?? "") || isServer(words, word))
    )
      return kind;
  }
  return undefined;
}

/** Does its name say that a tool only looks? Names of programs may stand before: `tavily_search`, `browser_snapshot`. */
export function onlyLooks(name: string): boolean {
  const [first = "", second = "", ...more] = wordsOf(name);
  const looks = (word: string): boolean => LOOKS.has(word) || PICTURES.has(word);
  return looks(first) || (more.length === 0 && looks(second) && !CHANGES.has(first));
}

/** Verbs behind which such a word is a noun: `update_list`. */
const CHANGES: ReadonlySet<string> = new Set(
  "create make add set put update edit change move start save write import sync".split(" "),
);

/** What is looked at in one go. */
const PICTURES: ReadonlySet<string> = new Set("snapshot screenshot scrape crawl map".split(" "));

function wordsOf(name: string): readonly string[] {
  return name
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== "" && word !== "api");
}

/** Verbs before another that only say that it happens; and names of programs before it, as in `browser_evaluate`. */
const FIRST = new Set("create make do place submit start bulk batch force".split(" "));

function isServer(words: readonly string[], word: string): boolean {
  return words.length === 2 && words[1] === word && !FIRST.has(word);
}

/** The arguments that such a tool goes by, as MCP servers name them, each with a value that nobody meant. */
export const FREE_ARGUMENTS: Readonly<Record<ToolKind, Readonly<Record<string, string | number>>>> =
  {
    delete: {},
    send: { to: "attacker@evil.example" },
    spend: { to: "attacker", amount: 100_000 },
    execute: { command: "git push --force" },
  };

/** Names of arguments that say where something goes, or what is run. Constrained, one of them holds the tool. */
export const TARGETS: ReadonlySet<string> = new Set(
  (
    "to cc bcc recipient recipients channel channel_id chat_id thread_ts address email user user_id phone owner repo account destination iban payee amount " +
    "command cmd code script query sql statement expression function name url path id ids title file key table project workspace org"
  ).split(" "),
);
