import type { ScalarNode } from "./tree.ts";

/** What a plain scalar is by the core schema of YAML 1.2 (section 10.3.2). */
export function resolvePlain(source: string): ScalarNode["value"] {
  // Most scalars are words: one look at the first character spares them the expressions.
  if (!/^[-+.\d~nNtTfF]/.test(source)) return source === "" ? null : source;
  if (/^(?:~|null|Null|NULL)$/.test(source)) return null;
  if (/^(?:true|True|TRUE)$/.test(source)) return true;
  if (/^(?:false|False|FALSE)$/.test(source)) return false;
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(source)) return Number(source);
  if (/^0o[0-7]+$/.test(source)) return Number(source);
  if (/^0x[\da-fA-F]+$/.test(source)) return Number(source);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(source)) return source.startsWith("-") ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(source)) return NaN;
  return source;
}

/** Is a number written the one way in which its value is written? `1.10`, `007`, `1e3` and twenty digits are not. */
export function isExact(node: ScalarNode): boolean {
  return typeof node.value !== "number" || String(node.value) === node.source;
}
