import { parseHostPattern } from "../model/host-pattern.ts";
import { failed } from "../model/problem.ts";
import type { SetDefinition } from "./sets.ts";

/** Where machines of a cloud ask who they are; what answers there are credentials. */
const METADATA = [
  // Amazon, Google, Azure, Oracle and others: docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
  "169.254.169.254/32",
  "fd00:ec2::254/128",
  // Amazon ECS: docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
  "169.254.170.2/32",
  // cloud.google.com/compute/docs/metadata/querying-metadata
  "metadata.google.internal",
  // Alibaba: alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
  "100.100.100.200/32",
];

/** Addresses that are not of the internet. */
const PRIVATE = [
  // RFC 1918
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  // Loopback and "this host": RFC 1122, RFC 4291, RFC 6761
  "127.0.0.0/8",
  "0.0.0.0/8",
  "::1/128",
  "::/128",
  "localhost",
  // Link-local: RFC 3927, RFC 4291
  "169.254.0.0/16",
  "fe80::/10",
  // Unique local: RFC 4193; shared by a carrier: RFC 6598
  "fc00::/7",
  "100.64.0.0/10",
];

/** The sets that ship with the language. A set of the same name in a document takes their place. */
export const BUILT_IN_SETS: ReadonlyMap<string, SetDefinition> = new Map(
  [hosts("metadata", METADATA), hosts("private", PRIVATE)].map((set) => [set.name, set]),
);

function hosts(name: string, texts: readonly string[]): SetDefinition {
  const host = texts.flatMap((text) => {
    const pattern = parseHostPattern(text);
    return failed(pattern) ? [] : [pattern.value];
  });
  return { name, lists: { host }, cost: texts.join("").length };
}
