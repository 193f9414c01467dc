import type { Range } from "../model/place.ts";
import type { Subject } from "../model/subject.ts";
import type { Waiver } from "../model/waiver.ts";
import { shownShort } from "../model/shown.ts";
import type { Finding } from "./finding.ts";

/** What is left of findings once the waivers of their document are taken away, and what those hide. */
export interface Waived {
  /** What no waiver hides, with what is wrong with the waivers themselves. */
  readonly findings: readonly Finding[];
  readonly waived: readonly Finding[];
}

/** Applies the waivers of a document to what rules found in it; `ids` are those of all rules. No reason, no waiver. */
export function waive(
  findings: readonly Finding[],
  { waivers, file }: Subject,
  ids: ReadonlySet<string>,
): Waived {
  const hiding = waivers.filter(({ because }) => because !== "");
  const hides = ({ rules, covers }: Waiver, { code, range }: Finding): boolean =>
    rules.includes(code) && covers.start <= range.start && range.start <= covers.end;
  const waived = findings.filter((found) => hiding.some((waiver) => hides(waiver, found)));
  const faults = waivers.flatMap((waiver) =>
    faultsOf(waiver, ids, (rule) =>
      waived.some((found) => found.code === rule && hides(waiver, found)),
    ).map(({ code, message }) => faultOfWaiver(code, message, file, waiver.range)),
  );
  return { findings: [...findings.filter((found) => !waived.includes(found)), ...faults], waived };
}

/** What may be wrong with a waiver, in general. `docs/diagnostics.md` is held equal to it. */
export const WAIVER_CODES = {
  "expired-waiver": "A waiver of the configuration is past its date: it hides nothing.",
  "unused-waiver": "A waiver hides nothing.",
  "waiver-of-unknown-rule": "A waiver names a rule that there is not.",
  "waiver-without-reason": "A waiver does not say why: it hides nothing.",
} as const satisfies Readonly<Record<string, string>>;

/** Something that is wrong with a waiver, as a finding. */
export function faultOfWaiver(
  code: keyof typeof WAIVER_CODES,
  message: string,
  file: string,
  range: Range,
): Finding {
  return { code, message, ...PLAIN, file, range };
}

const PLAIN = {
  severity: "warning",
  confidence: "high",
  persona: "regular",
  related: [],
  fixes: [],
} as const;

type Fault = { readonly code: keyof typeof WAIVER_CODES } & Pick<Finding, "message">;

function faultsOf(
  { rules, because }: Waiver,
  ids: ReadonlySet<string>,
  isUsed: (rule: string) => boolean,
): readonly Fault[] {
  if (because === "")
    return [
      {
        code: "waiver-without-reason",
        message: `a waiver says why: write the reason behind \`]\`; without one nothing is hidden`,
      },
    ];
  return rules.flatMap((rule): readonly Fault[] => {
    const name = shownShort(rule, 60);
    if (!ids.has(rule))
      return [
        {
          code: "waiver-of-unknown-rule",
          message: `there is no rule \`${name}\` whose findings could be waived; name the rule in brackets at the end of a finding`,
        },
      ];
    if (isUsed(rule)) return [];
    return [
      {
        code: "unused-waiver",
        message: `\`${name}\` finds nothing on this line, and the waiver would hide what comes later; remove it`,
      },
    ];
  });
}
