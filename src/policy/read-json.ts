import type { Json } from "../model/json.ts";
import type { Range } from "../model/place.ts";
import type { Report } from "./report.ts";
import { isExact } from "./yaml/scalar.ts";
import type { ScalarNode, YamlNode } from "./yaml/tree.ts";

/**
 * A node as a JSON value. A number whose text is not its value, and a null that nobody wrote as `null`, are reported. `text` says
 * what a text stands for.
 */
export function toJson(
  node: YamlNode,
  range: Range,
  report: Report,
  text: (value: string, range: Range) => string = (value) => value,
): Json {
  switch (node.kind) {
    case "map":
      // `fromEntries` defines properties: `__proto__` is a name like any other.
      return Object.fromEntries(
        node.entries.map(({ key, keyRange, value }) => {
          const at = value.range.start === value.range.end ? keyRange : value.range;
          return [key, toJson(value, at, report, text)];
        }),
      );
    case "list":
      return node.items.map((item) => toJson(item, item.range, report, text));
    case "scalar":
      return typeof node.value === "string"
        ? text(node.value, range)
        : checkScalar(node, range, report);
  }
}

function checkScalar(node: ScalarNode, range: Range, report: Report): Json {
  const { source, value } = node;
  if (!isExact(node)) {
    const message = `\`${source}\` is a number that is not written as its value is (\`${String(value)}\`); write that, or \`${JSON.stringify(source)}\` for the text`;
    report.error("inexact-number", range, message, JSON.stringify(source));
  } else if (typeof value === "number" && !Number.isFinite(value)) {
    report.error("inexact-number", range, `\`${source}\` is no number of JSON`);
  } else if (value === null && source !== "null") {
    const found = source === "" ? "nothing is written here" : `\`${source}\` is YAML for null`;
    const message = `${found}; write \`null\` if that is meant, or put the text in quotes`;
    report.error("unclear-null", range, message);
  }
  return value;
}
