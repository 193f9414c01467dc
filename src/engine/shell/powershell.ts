import type { FileUse, ShellContext, ShellPart, View } from "../../model/command.ts";
import { withTree } from "../../model/syntax.ts";
import type { ShellGrammars, SyntaxNode } from "../../model/syntax.ts";
import { accessesOfWords } from "./any-program.ts";
import { unreadable } from "./cursor.ts";
import { alsoNamed, hidesCommand, movesFolder } from "./powershell-names.ts";
import { literalOf, wordOfElement } from "./powershell-words.ts";
import { programName } from "./programs.ts";
import type { Scene } from "./scene.ts";
import { useOf } from "./scene.ts";
import { study } from "./study.ts";
import type { ShellWord } from "./tree.ts";

/**
 * Reads a PowerShell line by its grammar, on the safe side: no command is free or transparent, none has known effects, and a construct
 * that is not listed here (a method call, a cast, an escape with a backtick) makes the line unreadable.
 */
export function readPowerShell(
  source: string,
  context: ShellContext,
  grammars: ShellGrammars,
): readonly ShellPart[] {
  if (source.length > LONGEST) unreadable("it is too long");
  if (isDeep(source)) unreadable("it is nested too deeply");
  return withTree({ grammars, dialect: "powershell", source }, (root) => {
    if (root.hasError) unreadable("it cannot be parsed");
    const commands = root.descendantsOfType(["command"]);
    const folders = commands.some((node) => node !== null && movesFolder(programName(nameOf(node))))
      ? [context.folder, undefined]
      : [context.folder];
    const reader = new Reader({
      context,
      folders,
      stdin: { kind: "unknown" },
      depth: 0,
      joined: false,
    });
    reader.walk(root, 0);
    reader.check(source);
    return reader.parts;
  });
}

/** More than the command line of a process of Windows can hold. */
const LONGEST = 32 * 1024;

/** The grammar takes the square of the number of brackets that are open at a time. */
const MOST_OPEN = 200;

function isDeep(source: string): boolean {
  let depth = 0;
  for (const char of source) {
    if ("([{".includes(char)) depth++;
    else if (depth > 0 && ")]}".includes(char)) depth--;
    if (depth > MOST_OPEN) return true;
  }
  return false;
}
const DEEPEST = 400;

class Reader {
  readonly parts: ShellPart[] = [];
  readonly #scene: Scene;
  readonly #entered = new Set<number>();
  readonly #raw: { readonly start: number; readonly end: number }[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  walk(node: SyntaxNode, depth: number): void {
    if (depth > DEEPEST) unreadable("it is nested too deeply");
    if (node.isError || node.isMissing) unreadable("it cannot be parsed");
    if (node.isNamed && !KNOWN.has(node.type))
      unreadable(`PowerShell's \`${node.type}\` is not followed`);
    if (node.type === "command") this.#command(node);
    if (node.type === "assignment_expression") this.#assignment(node);
    if (node.type === "function_statement") this.#function(node);
    if (RAW.has(node.type)) this.#raw.push({ start: node.startIndex, end: node.endIndex });
    if (
      node.type === "sub_expression" ||
      node.type === "array_expression" ||
      node.type === "hash_literal_expression"
    )
      this.#entered.add(node.startIndex);
    for (const child of node.children) if (child !== null) this.walk(child, depth + 1);
  }

  /** The reader's own check: what runs something must have been entered. */
  check(source: string): void {
    for (const match of source.matchAll(/\$\(|@\(|`/g)) {
      const inside = this.#raw.some(({ start, end }) => start <= match.index && match.index < end);
      if (!inside && (match[0] === "`" || !this.#entered.has(match.index)))
        unreadable("an escape or a program that the grammar does not show");
    }
  }

  #command(node: SyntaxNode): void {
    const program = nameOf(node);
    const words: ShellWord[] = program === undefined ? [] : [program];
    const files: FileUse[] = [];
    for (const element of node.childForFieldName("command_elements")?.children ?? []) {
      if (element === null) continue;
      if (element.type === "redirection") files.push(...this.#redirection(element));
      else if (element.type === "command_argument_sep") {
        if (element.text.trim() !== "")
          unreadable("an argument is joined in a way that is not followed");
      } else words.push(wordOfElement(element));
    }
    const { startIndex: start, endIndex: end } = node;
    const called = node.children.some((child) => child?.type === "command_invokation_operator");
    const { part } = study({ words, assigns: [], redirected: files, start, end }, this.#scene, () =>
      unreadable("a program in another language"),
    );
    const views: View[] = [...part.views, ...accessesOfWords(words, this.#scene)];
    for (const name of alsoNamed(programName(program))) {
      const first = { text: name, known: true, splits: false };
      views.push({
        kind: "command",
        command: { ...part.command, words: [first, ...part.command.words.slice(1)] },
      });
    }
    if (hidesCommand(programName(program)) || (called && program?.known !== true))
      views.push({ kind: "hidden" });
    this.parts.push({
      kind: "command",
      command: part.command,
      free: false,
      effectsKnown: false,
      files: part.files,
      views,
      start,
      end,
    });
  }

  #redirection(node: SyntaxNode): readonly FileUse[] {
    const target = node.children.find((child) => child?.type === "redirected_file_name");
    if (target === undefined || target === null) return [];
    const name = target.children.find(
      (child) => child !== null && child.type !== "command_argument_sep",
    );
    const word = name === undefined || name === null ? undefined : wordOfElement(name);
    const use =
      word === undefined || name?.text.toLowerCase() === "$null"
        ? undefined
        : useOf(word, "write", this.#scene);
    return use === undefined ? [] : [use];
  }

  #assignment(node: SyntaxNode): void {
    const name = /^\$(?:env:)?(\w+)/i.exec(node.text)?.[1];
    const command = { words: [], assigns: [name ?? ""], folders: this.#scene.folders };
    this.parts.push({
      kind: "command",
      command,
      free: false,
      effectsKnown: true,
      files: [],
      views: [],
      start: node.startIndex,
      end: node.endIndex,
    });
  }

  #function(node: SyntaxNode): void {
    const name = node.children.find((child) => child?.type === "function_name")?.text ?? "";
    const words = ["function", name].map((text) => ({ text, known: true, splits: false }));
    const command = { words, assigns: [], folders: this.#scene.folders };
    this.parts.push({
      kind: "command",
      command,
      free: false,
      effectsKnown: false,
      files: [],
      views: [],
      start: node.startIndex,
      end: node.endIndex,
    });
  }
}

function nameOf(node: SyntaxNode): ShellWord | undefined {
  const name = node.childForFieldName("command_name");
  return name === null ? undefined : literalOf(name);
}

/** Texts in which nothing is expanded. */
const RAW = new Set(["verbatim_string_characters", "verbatim_here_string_characters", "comment"]);

/** What is followed: commands, control flow, literals, variables and operators. */
const KNOWN = new Set(
  (
    "program statement_list pipeline pipeline_chain pipeline_chain_tail command command_name command_name_expr command_elements command_argument_sep command_parameter " +
    "command_invokation_operator generic_token redirection file_redirection_operator merging_redirection_operator redirected_file_name empty_statement comment " +
    "assignment_expression left_assignment_expression assignement_operator logical_expression bitwise_expression comparison_expression comparison_operator additive_expression " +
    "multiplicative_expression format_expression range_expression array_literal_expression unary_expression expression_with_unary_operator string_literal " +
    "verbatim_string_characters verbatim_here_string_characters expandable_string_literal expandable_here_string_literal variable braced_variable integer_literal " +
    "decimal_integer_literal hexadecimal_integer_literal real_literal parenthesized_expression sub_expression array_expression hash_literal_expression hash_literal_body hash_entry " +
    "key_expression simple_name script_block_expression script_block script_block_body param_block if_statement elseif_clauses elseif_clause else_clause statement_block " +
    "foreach_statement while_statement while_condition for_statement for_initializer for_condition for_iterator function_statement function_name flow_control_statement try_statement catch_clauses " +
    "catch_clause finally_clause"
  ).split(" "),
);
