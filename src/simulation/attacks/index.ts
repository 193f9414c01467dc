import type { Attack } from "./attack.ts";
import { DAMAGE } from "./damage.ts";
import { ESCALATION } from "./escalation.ts";
import { EXFILTRATION } from "./exfiltration.ts";
import { SECRETS } from "./secrets.ts";
import { SERVERS } from "./servers.ts";

/** All attacks, by what they are after. */
export const ATTACKS: readonly Attack[] = [
  ...EXFILTRATION,
  ...SECRETS,
  ...ESCALATION,
  ...SERVERS,
  ...DAMAGE,
];
