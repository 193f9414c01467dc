import { keptByText } from "../../../model/kept-by-text.ts";
import type { Clause } from "../../../model/clause.ts";
import { compileEditGlob } from "./glob.ts";
import type { EditGlob } from "./glob.ts";

/** An entry of `chat.tools.edits.autoApprove`, in the order that counts. */
export interface EditRule {
  readonly pattern: string;
  readonly glob: EditGlob;
  readonly approve: boolean;
  /** Absent for those that VS Code ships. */
  readonly clause?: Clause;
}

/** What decided about a path. `rule` absent: none matched, and edits in the workspace are approved. */
export interface EditAnswer {
  readonly result: "approved" | "asks" | "unknown";
  readonly rule?: EditRule;
  readonly because: string;
}

/** A rule of a pattern. */
export function editRule(rule: Omit<EditRule, "glob">): EditRule {
  return { ...rule, glob: globOf(rule.pattern) };
}

const globOf = keptByText(compileEditGlob, { most: 2000 });

/** Where the path lies: below which folder, and below the home or not. Absolute, `/` between folders. */
export interface EditGround {
  readonly workspace: string | undefined;
  readonly home: string | undefined;
}

/**
 * What the rules say of writing to a path: approved at first, and each rule that matches changes that, so that the last one counts; outside of
 * the workspace and in folders of the home that begin with a dot it always asks.
 *
 * Source: microsoft/vscode-copilot-chat, `src/extension/tools/node/editFileToolUtils.tsx` at 039133ac, `makeUriConfirmationChecker` (MIT).
 */
export function answerEdit(
  rules: readonly EditRule[],
  path: string,
  { workspace, home }: EditGround,
): EditAnswer {
  const inside = workspace === undefined ? undefined : below(path, workspace);
  if (inside === undefined)
    return { result: "asks", because: "edits outside of the workspace always ask" };
  const atHome = home === undefined ? undefined : below(path, home);
  if (atHome?.startsWith(".") === true)
    return { result: "asks", because: "edits in the home's hidden files and folders always ask" };
  let last: EditRule | undefined;
  let approved = true;
  for (const rule of rules) {
    if (rule.approve === approved) continue;
    const matched = rule.glob(inside);
    if (matched === undefined)
      return { result: "unknown", rule, because: `\`${rule.pattern}\` cannot be judged here` };
    if (!matched) continue;
    approved = rule.approve;
    last = rule;
  }
  const decided = last ?? rules.find(({ approve, glob }) => approve && glob(inside) === true);
  const because =
    decided === undefined
      ? "edits in the workspace are approved where no entry says otherwise"
      : `the last entry that matches is ${decided.clause === undefined ? "the shipped " : ""}\`${decided.pattern}\``;
  const result = approved ? "approved" : "asks";
  return { result, because, ...(decided === undefined ? {} : { rule: decided }) };
}

function below(path: string, folder: string): string | undefined {
  const root = folder === "/" ? "" : folder.replace(/\/+$/, "");
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}
