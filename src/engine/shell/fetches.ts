import type { View } from "../../model/command.ts";
import { grammarOf, has, sortWords } from "./options.ts";
import { programName } from "./programs.ts";
import type { ShellWord } from "./tree.ts";

/** The requests of `curl`, `wget` and `git`, and the agents that a command starts. */
export function fetchesOf(words: readonly ShellWord[]): readonly View[] {
  const name = programName(words[0]);
  if (name === undefined) return [];
  // Which agent such a program starts, nobody can tell from its arguments.
  if (AGENTS.has(name)) return [{ kind: "agent", name: undefined }];
  if (name === "curl") return requests(words.slice(1), CURL, methodOfCurl);
  if (name === "wget") return requests(words.slice(1), WGET, () => "GET");
  return name === "git" ? remotes(words.slice(1)) : [];
}

const AGENTS = new Set(["claude", "codex", "gemini", "opencode", "cursor-agent", "copilot"]);

const CURL = grammarOf(
  "-# -a -f -i -g -G -I -j -J -k -l -L -M -n -N -O -p -q -R -s -S -v -V -Z -0 -1 -2 -3 -4 -6 -A: -b: -c: -C: -d: -D: -e: -E: -F: -H: -m: -o: -P: -Q: -r: -T: -t: -u: -U: -w: -X: -y: -Y: -z: " +
    "--silent --show-error --fail --fail-with-body --location --include --head --insecure --compressed --globoff --get --remote-name --remote-header-name --verbose --no-progress-meter " +
    "--progress-bar --no-buffer --parallel --http1.1 --http2 --http3 --ipv4 --ipv6 --tlsv1.2 --tlsv1.3 --retry-all-errors --retry-connrefused --create-dirs --data: --data-raw: --data-binary: " +
    "--data-urlencode: --json: --form: --form-string: --header: --request: --output: --output-dir: --user: --user-agent: --url: --upload-file: --max-time: --connect-timeout: --retry: " +
    "--retry-delay: --retry-max-time: --cookie: --cookie-jar: --referer: --range: --write-out: --dump-header: --cacert: --cert: --key: --max-redirs: --limit-rate: --oauth2-bearer:",
);
const WGET = grammarOf(
  "-# -q -v -nv -c -N -S -b -r -p -k -np -nc -nd -H -O: -o: -a: -P: -T: -t: -U: -w: -l: -A: -R: --quiet --verbose --no-verbose --continue --spider --server-response --no-check-certificate " +
    "--recursive --output-document: --output-file: --directory-prefix: --timeout: --tries: --user-agent: --header: --show-progress --no-clobber --mirror --no-parent --https-only --max-redirect:",
);

type Options = ReturnType<typeof sortWords>;

function requests(
  words: readonly ShellWord[],
  grammar: ReturnType<typeof grammarOf>,
  method: (sorted: Options) => string | undefined,
): readonly View[] {
  const sorted = sortWords(words, grammar);
  const urls = [
    ...sorted.operands,
    ...sorted.options.filter(({ name }) => name === "--url").map(({ value }) => value),
  ];
  const verb = method(sorted);
  const views = urls.map((word): View => ({
    kind: "fetch",
    fetch: { url: urlOf(word), method: verb },
  }));
  // An option that is not known may name another address, a proxy or a file of them.
  if (!sorted.clear || views.length === 0)
    views.push({ kind: "fetch", fetch: { url: undefined, method: undefined } });
  return views;
}

function urlOf(word: ShellWord | undefined): string | undefined {
  if (word?.known !== true || /[{}[\]\\]/.test(word.text)) return undefined;
  return /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(word.text) ? word.text : `http://${word.text}`;
}

function methodOfCurl(sorted: Options): string | undefined {
  const named = sorted.options.find(({ name }) => name === "-X" || name === "--request");
  if (named !== undefined) return named.value?.known === true ? named.value.text : undefined;
  if (has(sorted, "-I", "--head")) return "HEAD";
  if (has(sorted, "-T", "--upload-file")) return "PUT";
  if (has(sorted, "-G", "--get")) return "GET";
  return has(
    sorted,
    "-d",
    "-F",
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "--json",
    "--form",
    "--form-string",
  )
    ? "POST"
    : "GET";
}

const GIT = grammarOf(
  "! -C: -c: -p -P --paginate --no-pager --no-optional-locks --literal-pathspecs --git-dir: --work-tree: --no-replace-objects --bare",
);

function remotes(words: readonly ShellWord[]): readonly View[] {
  const [command, ...rest] = sortWords(words, GIT).operands;
  if (command === undefined || !REMOTE.has(command.text)) return [];
  const urls = rest.filter(
    (word) =>
      /^[A-Za-z][A-Za-z0-9+.-]*:\/\/|^[^/]*:/.test(word.text) ||
      (command.text === "clone" && !word.known),
  );
  return urls.map((word): View => ({
    kind: "fetch",
    fetch: { url: remoteUrl(word), method: undefined },
  }));
}

const REMOTE = new Set([
  "clone",
  "fetch",
  "pull",
  "push",
  "ls-remote",
  "remote",
  "submodule",
  "archive",
]);

function remoteUrl(word: ShellWord): string | undefined {
  if (!word.known) return undefined;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(word.text)) return word.text;
  const match = /^(?:[^@/:]*@)?([^/:]+):(.*)$/.exec(word.text);
  return match === null ? undefined : `ssh://${match[1] ?? ""}/${match[2] ?? ""}`;
}
