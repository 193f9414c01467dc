import { findNodeAtLocation, modify, parseTree } from "jsonc-parser";
import type { TextEdit } from "../model/edit.ts";
import { applied, onlyChanged } from "../model/edit.ts";
import type { SymbolicPath } from "../model/place.ts";

/** Removes the list item or the property at a path, with its comma; comments and layout stay. */
export function removeItem(text: string, path: SymbolicPath): readonly TextEdit[] {
  const tree = parseTree(text);
  const isThere = tree !== undefined && findNodeAtLocation(tree, [...path]) !== undefined;
  return isThere && path.length > 0 ? editsOf(text, path, undefined) : [];
}

/** Moves a list item to the end of another list, which is made where there is none. One edit. */
export function moveItem(
  text: string,
  path: SymbolicPath,
  list: SymbolicPath,
): TextEdit | undefined {
  const value = valueAt(text, path);
  if (typeof value !== "string") return undefined;
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

/** Writes another value at a path; nothing where there is none. */
export function setAt(
  text: string,
  path: SymbolicPath,
  value: string | boolean,
): readonly TextEdit[] {
  const tree = parseTree(text);
  const node = tree && findNodeAtLocation(tree, [...path]);
  if (node === undefined) return [];
  const range = { start: node.offset, end: node.offset + node.length };
  return [{ range, newText: JSON.stringify(value) }];
}

/** Gives the property at a path another name; nothing where there is none, or the name is taken. */
export function renameProperty(
  text: string,
  path: SymbolicPath,
  name: string,
): TextEdit | undefined {
  const tree = parseTree(text);
  const key = tree && findNodeAtLocation(tree, [...path])?.parent?.children?.[0];
  if (tree === undefined || key === undefined) return undefined;
  if (findNodeAtLocation(tree, [...path.slice(0, -1), name]) !== undefined) return undefined;
  const range = { start: key.offset, end: key.offset + key.length };
  return { range, newText: JSON.stringify(name) };
}

function valueAt(text: string, path: SymbolicPath): unknown {
  const tree = parseTree(text);
  return tree && findNodeAtLocation(tree, [...path])?.value;
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
