import type { Link, Principal, Server } from "../model/subject.ts";
import { readDate } from "./date.ts";
import { oneOrMany, readEntries, readFields, readText } from "./fields.ts";
import type { Report } from "./report.ts";
import type { Spot } from "./spot.ts";

/** Checks the first key of a document, `ambit: 1` or the like, which says what it is and in which version. */
export function readVersion(key: string, fields: ReadonlyMap<string, Spot>, report: Report): void {
  const spot = fields.get(key);
  const { node, range } = spot ?? { node: undefined, range: { start: 0, end: 0 } };
  if (spot === undefined)
    report.error(
      "missing-version",
      range,
      `the document does not say its version; write \`${key}: 1\` first`,
    );
  else if (node?.kind !== "scalar" || node.value !== 1 || node.source !== "1")
    report.error(
      "unsupported-version",
      range,
      `this version is not known here; the one that is, is \`${key}: 1\``,
      "1",
    );
}

/** Reads `agent`. */
export function readAgent(spot: Spot | undefined, report: Report): Principal {
  const keys = ["id", "owner", "purpose", "on-behalf-of", "review-by"];
  const fields = spot === undefined ? undefined : readFields(spot, keys, "`agent`", report);
  const text = (key: string): string | undefined => {
    const value = fields?.get(key);
    return value === undefined ? undefined : readText(value, `\`${key}\``, report);
  };
  const review = fields?.get("review-by");
  const [id, owner, purpose, onBehalfOf] = [
    text("id"),
    text("owner"),
    text("purpose"),
    text("on-behalf-of"),
  ];
  const reviewBy = review === undefined ? undefined : readDate(review, "`review-by`", report);
  return {
    ...(id === undefined ? {} : { id }),
    ...(owner === undefined ? {} : { owner }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(reviewBy === undefined ? {} : { reviewBy }),
  };
}

/** Reads `servers`; nothing where the document does not name them. */
export function readServers(spot: Spot | undefined, report: Report): readonly Server[] | undefined {
  if (spot === undefined) return undefined;
  const entries = [...(readEntries(spot, "`servers`", report) ?? [])];
  return entries.map(([name, value]) => readServer(name, value, report));
}

function readServer(name: string, spot: Spot, report: Report): Server {
  if (name === "" || name.includes("/") || name.includes("*"))
    report.error(
      "bad-name",
      spot.keyRange ?? spot.range,
      "the name of a server has no `/` and no `*`",
    );
  const fields = readFields(spot, ["config", "command", "url", "catalog"], "a server", report);
  const text = (key: string): string | undefined => {
    const value = fields?.get(key);
    return value === undefined ? undefined : readText(value, `\`${key}\``, report);
  };
  const [config, command, url, catalog] = [
    text("config"),
    text("command"),
    text("url"),
    text("catalog"),
  ];
  const at = fields?.get("catalog");
  if (at !== undefined && catalog !== undefined && !/^sha256-[\w+/=-]{43,64}$/.test(catalog))
    report.error(
      "bad-value",
      at.range,
      "`catalog` pins a snapshot by its hash, written as `sha256-…`",
    );
  return {
    name,
    ...(config === undefined ? {} : { config }),
    ...(command === undefined ? {} : { command }),
    ...(url === undefined ? {} : { url }),
    ...(catalog === undefined ? {} : { catalog }),
    at: spot.path,
  };
}

/** Reads `extends` or `ceiling`: a path of another document, or several. */
export function readLinks(spot: Spot | undefined, report: Report): readonly Link[] {
  if (spot === undefined) return [];
  return oneOrMany(spot, report).flatMap((item) => {
    const path = readText(item, "the path of another document", report);
    return path === undefined ? [] : [{ path, at: item.path }];
  });
}
