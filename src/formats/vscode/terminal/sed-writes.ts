/**
 * The files that a `sed` with `-i`, `-I` or `--in-place` writes, as written but without quotes, each also with a suffix for backups that is
 * attached to the option; none where it is no such command.
 *
 * Source: microsoft/vscode, `platform/terminal/common/autoApprove/sedFileWriteParser.ts` at 0558c520 (MIT).
 */
export function sedWrites(command: string): readonly string[] {
  const [program, ...words] = wordsOf(command);
  if (program !== "sed") return [];
  let isInPlace = false;
  let suffix = "";
  let hasScript = false;
  const files: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const long = /^--i(?:n(?:-(?:p(?:l(?:a(?:ce?)?)?)?)?)?)?(?:=(.*))?$/s.exec(word);
    const short = /^-[a-zA-Z]*?[iI](.*)$/s.exec(word);
    if (long || short) {
      isInPlace = true;
      suffix = (long ?? short)?.[1] ?? "";
      const next = words[at + 1];
      // BSD takes the suffix as a word of its own.
      if (short && suffix === "" && (next === "" || next?.startsWith(".") === true)) {
        suffix = next;
        at++;
      }
    } else if (/^(?:-[ef]|--expression|--file)$/.test(word)) {
      hasScript = true;
      at++;
    } else if (/^(?:-[ef].|--expression=|--file=)/.test(word)) hasScript = true;
    else if (word.startsWith("-") && word !== "-") continue;
    else if (hasScript) files.push(word);
    else hasScript = true;
  }
  if (!isInPlace) return [];
  return suffix === "" ? files : [...files, ...files.map((file) => file + suffix)];
}

function wordsOf(command: string): readonly string[] {
  const words = command.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/gs) ?? [];
  return words.map((word) =>
    word.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs, (_all, single, double, escaped) =>
      String(single ?? (double as string | undefined)?.replace(/\\(.)/gs, "$1") ?? escaped),
    ),
  );
}
