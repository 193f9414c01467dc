import type { Explanation } from "../engine/explanation.ts";
import type { VendorVerdict } from "../engine/call-problem.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import { shown } from "../model/shown.ts";
import type { ClausePlaces, Places } from "./places.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";
import { callWords } from "../workspace/words.ts";

/** A decision for people: what, by which rules, part by part, and what each rule said. */
export function printExplanation(
  call: ToolCall,
  explanation: Explanation,
  places: ClausePlaces,
  documents: Places,
): string {
  const style = styleFor(process.stdout);
  const { decision, rules, considered, parts, problems, vendor } = explanation;
  const word =
    vendor?.unknown === undefined ? decisionWord(decision, style) : style.yellow("unknown");
  const lines = [`${word} ${style.bold(callWords(call))}`];
  for (const { message, code, at } of problems) {
    const place = at && documents.of(at.file, at.range);
    const where = place === undefined ? "" : ` at ${shown(place.file)}:${place.line}`;
    lines.push(`  ${style.dim(`${shown(message)}${where} [${code}]`)}`);
  }
  for (const rule of rules) {
    const { file, line } = places(rule);
    lines.push(
      `  by ${style.bold(shown(rule.id))} (${rule.effect}) at ${shown(file)}:${line}${rule.because === undefined ? "" : `: ${shown(rule.because)}`}`,
    );
  }
  if (vendor !== undefined) lines.push(...vendorWords(vendor, style));
  else if (rules.length === 0 && problems.every(({ code }) => code === "filled-in")) {
    lines.push(decision === "allow" ? "  it needs no grant" : "  no rule grants it");
  }
  if (parts.length > 1) {
    lines.push("parts:");
    for (const part of parts) {
      const by =
        part.rules.length === 0
          ? ""
          : style.dim(` by ${part.rules.map(({ id }) => shown(id)).join(", ")}`);
      lines.push(`  ${decisionWord(part.decision, style)} ${callWords(part)}${by}`);
    }
  }
  if (considered.length > 0) lines.push("rules considered:");
  for (const { clause, matched, why } of considered) {
    lines.push(
      `  ${matched ? style.bold("×") : style.dim("·")} ${shown(clause.id)} ${style.dim(`(${clause.effect})`)}: ${shown(why)}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** What only an agent's own rules leave open, and what was taken for granted. */
function vendorWords(vendor: VendorVerdict, style: Style): readonly string[] {
  const { assumes, because, unknown, pessimistic } = vendor;
  return [
    ...(because === undefined ? [] : [`  ${shown(because)}`]),
    ...(unknown === undefined ? [] : [`  nobody documents it: ${shown(unknown)}`]),
    ...(pessimistic === undefined
      ? []
      : [`  ${style.bold(`perhaps ${pessimistic.decision}`)}: ${shown(pessimistic.why)}`]),
    ...(assumes.length === 0 ? [] : [style.dim(`  assuming: ${assumes.map(shown).join("; ")}`)]),
  ];
}

/** The decision, padded and coloured. */
export function decisionWord(decision: Decision, style: Style): string {
  const text = decision.padEnd(5);
  switch (decision) {
    case "allow":
      return style.green(text);
    case "ask":
      return style.yellow(text);
    case "deny":
      return style.red(text);
  }
}
