import { shownShort } from "../model/shown.ts";
import type { FileReach, Reach } from "./reach.ts";
import type { NameReach } from "./reach-names.ts";
import { count } from "./words.ts";

/** As many names are given. */
const MOST_NAMED = 8;

/** What a rule reaches, in a few words: `12 files, 2 sensitive`; empty where there is nothing to count. */
export function reachWords({ files, tools, hosts, programs }: Reach): string {
  // One name that stands in the rule is no news.
  const isNews = ({ kind, names }: NameReach): boolean => kind !== "named" || names.length > 1;
  const parts = [
    files && fileWords(files),
    tools && nameWords(tools, "tool"),
    hosts && isNews(hosts) ? hostWords(hosts) : undefined,
    programs && isNews(programs) ? nameWords(programs, "program") : undefined,
  ];
  // Whatever the tool is: the rest goes without saying.
  if (tools?.kind === "all") return ["any tool", ...(files ? [fileWords(files)] : [])].join(", ");
  return parts.flatMap((part) => part ?? []).join(", ");
}

/** The same with examples, a sentence a line; none where there is nothing to count. */
export function reachLines({ files, tools, hosts, programs }: Reach): readonly string[] {
  const named = (reach: NameReach | undefined, words: string): readonly string[] => {
    if (reach === undefined) return [];
    return [`${words}${reach.names.length === 0 ? "" : `: ${list(reach.names)}`}`];
  };
  return [
    ...(files === undefined
      ? []
      : [
          `${fileWords(files)}${files.some.length === 0 ? "" : `: ${list(files.some, files.count)}`}`,
        ]),
    ...named(tools, tools === undefined ? "" : nameWords(tools, "tool")),
    ...named(hosts, hosts === undefined ? "" : hostWords(hosts)),
    ...named(programs, programs === undefined ? "" : nameWords(programs, "program")),
  ];
}

function fileWords({ count: number, sensitive, cut }: FileReach): string {
  const all = cut ? `at least ${count(number, "file")}` : count(number, "file");
  return sensitive === 0 ? all : `${all}, ${sensitive} sensitive`;
}

function nameWords({ kind, names }: NameReach, noun: string): string {
  if (kind === "all") return `any ${noun}`;
  return kind === "unknown" ? `${noun}s that are not recorded` : count(names.length, noun);
}

function hostWords(reach: NameReach): string {
  const domains = reach.names.filter((name) => name.startsWith("*.")).length;
  if (reach.kind === "all" || domains === 0) return nameWords(reach, "host");
  const hosts = reach.names.length - domains;
  const below = count(domains, "domain");
  return hosts === 0 ? below : `${count(hosts, "host")}, ${below}`;
}

function list(names: readonly string[], all = names.length): string {
  const first = names.slice(0, MOST_NAMED).map((name) => shownShort(name, 100));
  const left = all - first.length;
  return [...first, ...(left > 0 ? [`${left} more`] : [])].join(", ");
}
