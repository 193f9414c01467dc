/**
 * Other spellings of a command that do the same, for rules that compare text: flags in another order, `git -C .`, a quoted word, the whole path of the
 * program. `open`: further words may follow, so that one is added where there is nothing that it would be done to.
 */
export function respellings(front: string, open: boolean): readonly string[] {
  const [program = "", ...words] = front.split(" ");
  const named = words.some((word) => !word.startsWith("-"));
  // Options alone do nothing.
  const all = open && (words.length < 2 || !named) ? [...words, "x"] : words;
  const [first = "", ...others] = all;
  const line = (...parts: readonly string[]): string => parts.join(" ").trim();
  const flags = /^-([A-Za-z]{2,3})$/.exec(first)?.[1];
  const turned = Array.from(flags ?? "").toReversed();
  return [
    ...(flags === undefined ? [] : [line(program, `-${turned.join("")}`, ...others)]),
    ...(program === "git" && words.length > 0 ? [line("git -C .", ...all)] : []),
    ...(words.length > 0 ? [line(program, `'${first}'`, ...others)] : []),
    line(`/usr/bin/${program}`, ...all),
  ];
}
