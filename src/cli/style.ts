/** Writes text with or without colour. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly blue: (text: string) => string;
}

/** Colour only on a terminal; `NO_COLOR` is honoured, `FORCE_COLOR` too. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const { NO_COLOR: off = "", FORCE_COLOR: on = "", TERM: terminal } = process.env;
  const wanted = on !== "" ? on !== "0" : stream.isTTY && terminal !== "dumb";
  const colour = off === "" && wanted;
  const code =
    (start: number, end: number) =>
    (text: string): string =>
      colour ? `\u001b[${start}m${text}\u001b[${end}m` : text;
  return {
    bold: code(1, 22),
    dim: code(2, 22),
    red: code(31, 39),
    yellow: code(33, 39),
    green: code(32, 39),
    blue: code(34, 39),
  };
}
