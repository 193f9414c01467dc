import { grammarOf, sortWords } from "../options.ts";
import type { ShellWord } from "../tree.ts";

/** The lines that `git` runs by its arguments: settings that name a program, `rebase --exec`, `bisect run`, `submodule foreach`. */
export function programsOfGit(words: readonly ShellWord[]): readonly ShellWord[] {
  const { options, operands } = sortWords(words, GLOBALS);
  const settings = options.filter(({ name }) => name === "-c").map(({ value }) => value);
  const programs = settings.flatMap((value) =>
    value === undefined ? [] : programOfSetting(value),
  );
  const [command, ...rest] = operands;
  const text = command?.text ?? "";
  if (text === "rebase" || text === "difftool") {
    rest.forEach((word, index) => {
      if (word.text === "-x" || word.text === "--exec" || word.text === "--extcmd")
        programs.push(...rest.slice(index + 1, index + 2));
      const attached = /^(?:--exec=|--extcmd=|-x(?=.))/.exec(word.text)?.[0];
      if (attached !== undefined)
        programs.push({ ...word, text: word.text.slice(attached.length) });
    });
  }
  const verb = rest[0]?.text;
  if ((text === "bisect" && verb === "run") || (text === "submodule" && verb === "foreach"))
    programs.push(joined(rest.slice(1)));
  if (text === "filter-branch") programs.push(...rest.filter((word) => !word.text.startsWith("-")));
  return programs;
}

const GLOBALS = grammarOf(
  "! -C: -c: -p -P --paginate --no-pager --no-optional-locks --literal-pathspecs --git-dir: --work-tree: --no-replace-objects --bare --exec-path: --config-env: --namespace:",
);

function programOfSetting(value: ShellWord): readonly ShellWord[] {
  const equals = value.text.indexOf("=");
  const key = equals < 0 ? value.text : value.text.slice(0, equals);
  if (!value.known && equals < 0) return [value];
  return RUNNING.test(key)
    ? [{ ...value, text: value.text.slice(equals + 1).replace(/^!/, "") }]
    : [];
}

/** Settings whose value is run. */
const RUNNING =
  /^(?:alias\.|pager\.|core\.(?:sshcommand|pager|editor|fsmonitor|askpass|gitproxy|alternaterefscommand)$|sequence\.editor$|diff\..*(?:command|textconv)$|diff\.external$|difftool\.|mergetool\.|merge\..*driver$|filter\.|gpg\..*program$|credential\.|interactive\.difffilter$|uploadpack\.|remote\..*(?:uploadpack|receivepack)$|browser\.|man\.|web\.|trailer\.)/i;

function joined(words: readonly ShellWord[]): ShellWord {
  const text = words.map((word) => word.text).join(" ");
  const [first] = words;
  return {
    start: 0,
    end: 0,
    scripts: [],
    quoted: true,
    glob: undefined,
    pipe: false,
    ...first,
    text,
    known: words.every((word) => word.known),
    splits: false,
  };
}
