import { shown, shownShort } from "../../model/shown.ts";
import type { Closed } from "./openings.ts";

/** More hosts are counted. */
const MOST_HOSTS = 5;

/** Hosts that rules grant and that stay closed, for people. */
export function closedLines(closed: readonly Closed[]): readonly string[] {
  const lines = closed
    .slice(0, MOST_HOSTS)
    .map(
      ({ rule, host, why }) =>
        `no network to ${shown(host)}, which ${shownShort(rule.id, 80)} is about: ${shown(why)}`,
    );
  const more = closed.length - lines.length;
  return more > 0 ? [...lines, `and to ${more} more`] : lines;
}
