/** How many findings there are that somebody should look at. */
export interface FindingCount {
  readonly errors: number;
  readonly warnings: number;
}

/** Counts errors and warnings. */
export function countFindings(found: readonly ("error" | "warning" | "other")[]): FindingCount {
  const of = (wanted: string): number => found.filter((one) => one === wanted).length;
  return { errors: of("error"), warnings: of("warning") };
}

/** The text of the status bar, with VS Code's icons. */
export function statusText({ errors, warnings }: FindingCount): string {
  if (errors + warnings === 0) return "$(shield) Ambit";
  const parts = [
    ...(errors === 0 ? [] : [`$(error) ${errors}`]),
    ...(warnings === 0 ? [] : [`$(warning) ${warnings}`]),
  ];
  return `$(shield) Ambit ${parts.join(" ")}`;
}

/** The same in words. */
export function statusWords({ errors, warnings }: FindingCount): string {
  const of = (number: number, noun: string): string =>
    `${number} ${noun}${number === 1 ? "" : "s"}`;
  return `Ambit: ${of(errors, "error")} and ${of(warnings, "warning")} in this workspace`;
}
