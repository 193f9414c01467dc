import { parseHostPattern } from "../../model/host-pattern.ts";
import { failed } from "../../model/problem.ts";
import type { YamlNode } from "../../policy/yaml/tree.ts";
import { textsOf } from "../rule-node.ts";
import type { Offer } from "./offer.ts";
import type { Writing } from "./writing.ts";

/** Hosts that the document speaks of already. */
export function hostOffers({ cursor }: Writing): readonly Offer[] {
  const found = new Set(cursor.root === undefined ? [] : hostsIn(cursor.root));
  return [...found]
    .filter((host) => !host.startsWith("$") && !failed(parseHostPattern(host)))
    .map((label): Offer => ({ label, kind: "Value", rank: 1 }));
}

function hostsIn(node: YamlNode): readonly string[] {
  if (node.kind === "scalar") return [];
  if (node.kind === "list") return node.items.flatMap(hostsIn);
  return node.entries.flatMap(({ key, value }) => {
    if (key === "host") return textsOf(value);
    return key === "url" ? textsOf(value).flatMap(hostOf) : hostsIn(value);
  });
}

function hostOf(url: string): readonly string[] {
  const [, host] = /^https?:\/\/([^/?#@]+)/.exec(url) ?? [];
  return host === undefined ? [] : [host];
}
