import { shown } from "../../model/shown.ts";
import { count } from "../../workspace/words.ts";
import type { AuditSummary } from "./journal.ts";

/** Where a run was written down, for people. */
export function auditWords({ file, records, fault }: AuditSummary): string {
  const short = `audit: ${shown(file)} (${count(records, "record")})`;
  return fault === undefined ? short : `${short}, which ends early: ${shown(fault)}`;
}
