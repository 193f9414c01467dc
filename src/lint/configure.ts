import type { Config, ConfigWaiver, Levels } from "../model/config.ts";
import type { Range } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type { Finding } from "./finding.ts";
import type { LintResult } from "./lint.ts";
import { faultOfWaiver } from "./waive.ts";

/** What a configuration says about one file. */
export interface FileConfig {
  readonly levels: Levels;
  readonly waivers: readonly PlacedWaiver[];
}

/** A waiver, and what of the file it is about: a finding that starts in there is hidden. */
export interface PlacedWaiver {
  readonly waiver: ConfigWaiver;
  readonly covers: Range;
}

/** What was found in a file, and which waivers of the configuration hide something of it. */
export interface Configured extends LintResult {
  readonly used: ReadonlySet<ConfigWaiver>;
}

/** Applies a configuration to what was found in a file at an instant, its own waivers applied before. */
export function underConfig(
  found: LintResult,
  { levels, waivers }: FileConfig,
  now: string,
): Configured {
  const used = new Set<ConfigWaiver>();
  const current = waivers.filter(({ waiver }) => !isPast(waiver, now));
  const waived = found.findings.filter(({ code, range }) => {
    const hiding = current.filter(
      ({ waiver, covers }) =>
        waiver.rule === code && covers.start <= range.start && range.start <= covers.end,
    );
    for (const { waiver } of hiding) used.add(waiver);
    return hiding.length > 0;
  });
  const hidden = new Set(waived);
  const findings = found.findings.flatMap((one) =>
    hidden.has(one) ? [] : (atLevel(one, levels) ?? []),
  );
  return { ...found, findings, waived: [...found.waived, ...waived], used };
}

/** Who sets a level wants to see it, so it is for everybody. */
function atLevel(finding: Finding, levels: Levels): Finding | undefined {
  const level = levels.get(finding.code);
  if (level === undefined) return finding;
  return level === "off" ? undefined : { ...finding, severity: level, persona: "regular" };
}

/** What is wrong with the waivers of a configuration at an instant; `used` are those that hide something, `lost` those whose place there is not. */
export function waiverFaults(
  config: Config,
  used: ReadonlySet<ConfigWaiver>,
  lost: ReadonlySet<ConfigWaiver>,
  now: string,
): readonly Finding[] {
  return config.waivers.flatMap((waiver): readonly Finding[] => {
    const rule = shownShort(waiver.rule, 60);
    const file = shownShort(waiver.file, 100);
    const at = (key: string): Range => config.locate({ path: [...waiver.at, key] });
    if (isPast(waiver, now)) {
      const message = `this waiver of \`${rule}\` ended on ${waiver.expires} and hides nothing; mend what it hid, or give it a new date`;
      return [faultOfWaiver("expired-waiver", message, config.file, at("expires"))];
    }
    if (lost.has(waiver)) {
      const message =
        waiver.steps.length === 0
          ? `\`${file}\` is no policy that can be read, so this waiver hides nothing; name one, or remove the waiver`
          : `\`${file}\` has nothing there, so this waiver hides nothing; name a place that there is, or remove the waiver`;
      const key = waiver.steps.length === 0 ? "file" : "at";
      return [faultOfWaiver("unused-waiver", message, config.file, at(key))];
    }
    if (used.has(waiver)) return [];
    const message = `\`${rule}\` finds nothing in \`${file}\` that this waiver is about, and it would hide what comes later; remove it`;
    return [faultOfWaiver("unused-waiver", message, config.file, at("rule"))];
  });
}

/** A waiver holds until the end of its last day. */
function isPast({ expires }: ConfigWaiver, now: string): boolean {
  return new Date(now).toISOString().slice(0, 10) > expires;
}
