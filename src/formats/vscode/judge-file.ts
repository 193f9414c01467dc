import type { Scene } from "../../engine/scene.ts";
import type { Clause } from "../../model/clause.ts";
import type { Decision } from "../../model/call.ts";
import { unknownAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { answerEdit } from "./edits/approve-edit.ts";
import type { EditRule } from "./edits/approve-edit.ts";

/** The rules for edits, as versions of VS Code read them. */
export interface EditPolicy {
  /** The extension host, which takes them from a person's own settings. */
  readonly edits: readonly EditRule[];
  /** Others: the Agent Host, which orders them otherwise, and older versions, which read those of the folder too. */
  readonly otherEdits: readonly (readonly EditRule[])[];
}

/** What VS Code does with a file that is written; a link asks where either end of it does. */
export function judgeEdit(path: string, policy: EditPolicy, scene: Scene): Answer {
  const absolute = absolutePath(path, scene);
  if (absolute === undefined)
    return { decision: "ask", rules: [], because: "nobody knows where the file lies" };
  const paths = [absolute, realPath(absolute, scene)];
  const first = editDecision(policy.edits, paths, scene);
  if (first.decision === "allow" || first.unknown !== undefined) return first;
  const wide = policy.otherEdits
    .map((rules) => editDecision(rules, paths, scene))
    .find(({ decision }) => decision === "allow");
  if (wide === undefined) return first;
  const why = `versions of VS Code read and order \`chat.tools.edits.autoApprove\` differently: ${wide.because ?? ""}`;
  return { ...first, pessimistic: { decision: "allow", why } };
}

function editDecision(
  rules: readonly EditRule[],
  paths: readonly string[],
  { workspace, home }: Scene,
): Answer {
  const answers = paths.map((path) => answerEdit(rules, path, { workspace, home }));
  const decided =
    answers.find(({ result }) => result === "unknown") ??
    answers.find(({ result }) => result === "asks") ??
    answers[0];
  if (decided === undefined) return { decision: "ask", rules: [] };
  const { result, rule, because } = decided;
  const clauses: readonly Clause[] = rule?.clause === undefined ? [] : [rule.clause];
  if (result === "unknown") return unknownAnswer(because, clauses);
  const decision: Decision = result === "approved" ? "allow" : "ask";
  return { decision, rules: clauses, because };
}

/** What VS Code does with a file that is read. */
export function judgeRead(path: string, scene: Scene): Answer {
  const absolute = absolutePath(path, scene);
  const { workspace } = scene;
  const isInside =
    absolute !== undefined &&
    workspace !== undefined &&
    (absolute === workspace || absolute.startsWith(`${workspace}/`));
  if (isInside)
    return { decision: "allow", rules: [], because: "reading in the workspace does not ask" };
  return unknownAnswer("it is not documented whether reading outside of the workspace asks");
}

/** The path from the root, without `.` and `..`; `undefined` where that is not known. */
export function absolutePath(path: string, scene: Scene): string | undefined {
  const { folder, home } = scene;
  const joined = path.startsWith("/")
    ? path
    : path.startsWith("~/")
      ? home && `${home}/${path.slice(2)}`
      : folder && `${folder}/${path}`;
  if (joined === undefined || joined.includes("\0")) return undefined;
  const segments: string[] = [];
  for (const segment of joined.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}

/** The file behind links, from the workspace where it lies in it; the path itself where that cannot be said. */
function realPath(path: string, scene: Scene): string {
  const { real } = scene.path(path);
  if (real === undefined) return path;
  const inside = real.from("workspace");
  if (inside === undefined || inside === "unknown") return `/${real.machine.join("/")}`;
  return [scene.workspace ?? "", ...inside].join("/");
}
