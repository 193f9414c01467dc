import { findNodeAtOffset, getNodePath, modify, parseTree } from "jsonc-parser";
import type { TextEdit } from "../model/edit.ts";
import { applied, onlyChanged } from "../model/edit.ts";
import type { SymbolicPath } from "../model/place.ts";

/** The path of the list item that stands at an offset of JSON with comments; nothing where there is none. */
export function itemAt(text: string, offset: number): SymbolicPath | undefined {
  const tree = parseTree(text);
  const node = tree && findNodeAtOffset(tree, offset);
  if (node?.type !== "string" || node.parent?.type !== "array") return undefined;
  return getNodePath(node);
}

/** Removes the list item at a path, with its comma; comments and layout stay. */
export function removeItem(text: string, path: SymbolicPath): readonly TextEdit[] {
  return editsOf(text, path, undefined);
}

/** Moves a list item to the end of another list, which is made where there is none. One edit. */
export function moveItem(
  text: string,
  path: SymbolicPath,
  list: SymbolicPath,
  value: string,
): TextEdit | undefined {
  const without = applied(text, removeItem(text, path));
  const tree = parseTree(without);
  let node = tree;
  for (const step of list)
    node = node?.children?.find(({ children }) => children?.[0]?.value === step)?.children?.[1];
  if (node !== undefined && node.type !== "array") return undefined;
  const edits =
    node === undefined
      ? editsOf(without, list, [value])
      : editsOf(without, [...list, node.children?.length ?? 0], value);
  return onlyChanged(text, applied(without, edits));
}

function editsOf(text: string, path: SymbolicPath, value: unknown): readonly TextEdit[] {
  const tabs = /^\t/m.test(text);
  const tabSize = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const formattingOptions = { insertSpaces: !tabs, tabSize, eol };
  const isNew = typeof path.at(-1) === "number" && value !== undefined;
  return modify(text, [...path], value, { formattingOptions, isArrayInsertion: isNew }).map(
    ({ offset, length, content }) => ({
      range: { start: offset, end: offset + length },
      newText: content,
    }),
  );
}
