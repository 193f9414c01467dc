import type {
  Command,
  FileUse,
  ShellPart,
  ShellReading,
  View,
  Word,
} from "../../../src/model/command.ts";

/** A reading in the notation of `test/corpus/shell/README.md`. */
export function showReading(reading: ShellReading): {
  readonly parts: readonly string[];
  readonly views: readonly string[];
} {
  return { parts: reading.parts.map(showPart), views: showViews(reading.parts.flatMap(viewsOf)) };
}

function viewsOf(part: ShellPart): readonly View[] {
  return part.kind === "command" ? part.views : [];
}

function showPart(part: ShellPart): string {
  if (part.kind === "file") return showFile(part.file);
  if (part.kind === "fetch") return `fetch ${part.fetch.url ?? "?"}`;
  const flags = [part.free ? "free" : "", part.effectsKnown ? "known" : ""]
    .filter((flag) => flag !== "")
    .join(" ");
  const inner = part.inner === undefined ? "" : ` { ${part.inner.map(showPart).join("; ")} }`;
  return (
    [flags === "" ? "" : `[${flags}]`, showCommand(part.command), ...part.files.map(showFile)]
      .filter((text) => text !== "")
      .join(" ") + inner
  );
}

function showCommand(command: Command): string {
  const folders =
    command.folders.length === 1 && command.folders[0] === "/ws"
      ? ""
      : `@${command.folders.map((folder) => folder ?? "?").join("|")}`;
  return [...command.assigns.map((name) => `${name}=`), ...command.words.map(showWord), folders]
    .filter((text) => text !== "")
    .join(" ");
}

function showWord(word: Word): string {
  if (!word.known) return `${word.text === "" ? "" : plain(word.text)}$${word.splits ? "*" : ""}`;
  return plain(word.text);
}

function plain(text: string): string {
  return /^[\w./:@%+,=~^-]+$/.test(text) && !/^[A-Za-z_]\w*=$/.test(text) && !text.startsWith("@")
    ? text
    : JSON.stringify(text);
}

function showFile(file: FileUse): string {
  const tree = file.tree === undefined ? "" : file.tree === "search" ? "/~" : "/**";
  return (
    (file.access === "read" ? "<" : ">") + file.paths.map((path) => (path ?? "?") + tree).join("|")
  );
}

/** Views, those that read and write the same file as one. */
function showViews(views: readonly View[]): readonly string[] {
  const shown = views.map(showView);
  return shown.flatMap((text, index) => {
    if (text.startsWith(">") && shown[index - 1] === `<${text.slice(1)}`) return [];
    return text.startsWith("<") && shown[index + 1] === `>${text.slice(1)}`
      ? [`<>${text.slice(1)}`]
      : [text];
  });
}

function showView(view: View): string {
  switch (view.kind) {
    case "command":
      return showCommand(view.command);
    case "file":
      return showFile(view.file);
    case "fetch":
      return `fetch ${view.fetch.url ?? "?"} ${view.fetch.method ?? "?"}`;
    case "agent":
      return "agent";
    case "hidden":
      return "hidden";
  }
}
