import type { Clause } from "../../model/clause.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { isObject, own } from "../../model/json.ts";
import type { Problem } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import { isStrictJson, readJsonText } from "../../policy/json-text.ts";
import type { FileAt, OwnSubject } from "../format.ts";
import { subjectOf } from "../subject-of.ts";
import { eligibleClause, everythingClause } from "./clauses.ts";
import type { OwnEntry, OwnSettings, Switches } from "./own.ts";

/**
 * Reads `/etc/vscode/policy.json`, which sets settings that nobody else can change (since VS Code 1.106). Where it is no strict JSON no policy of it holds. Sources:
 * code.visualstudio.com/docs/enterprise/policies and ai-settings (2026-08); microsoft/vscode `src/vs/platform/policy/common/filePolicyService.ts`.
 */
export function readPolicyFile(text: string, at: FileAt): OwnSubject<OwnSettings> {
  const json = readJsonText(text);
  const value = isStrictJson(text) && isObject(json.value) ? json.value : undefined;
  const settings = value === undefined ? nothing(at) : readValues(value, at);
  const { eligible = [], switches } = settings;
  const clauses = [
    ...eligible.flatMap(({ clause }) => clause ?? []),
    ...(switches.globalAutoApprove ? [switches.globalAutoApprove] : []),
  ];
  const message =
    "it is no strict JSON object, so VS Code takes no policy from it; leave out comments and final commas";
  const wrong: Problem = {
    code: "bad-json",
    message,
    severity: "error",
    range: json.problems[0]?.range ?? json.rangeOf([]),
  };
  const subject = subjectOf({
    format: "vscode",
    file: at.file,
    text,
    clauses,
    marks: [],
    problems: value === undefined ? [wrong] : [],
    broken: false,
    locate: (path, on) => (on === "key" ? json.keyRangeOf(path) : json.rangeOf(path)),
  });
  return { subject, own: settings };
}

function nothing({ scope }: FileAt): OwnSettings {
  return { kind: "settings", scope, broken: false, switches: {} };
}

function readValues(value: JsonObject, at: FileAt): OwnSettings {
  const eligible = objectOf(own(value, "ChatToolsEligibleForAutoApproval"));
  const servers = own(value, "ChatMCP");
  return {
    ...nothing(at),
    ...(eligible === undefined ? {} : { eligible: eligibleOf(eligible, at) }),
    ...(servers === "none" || servers === "registry" ? { servers } : {}),
    switches: switchesOf(value, at),
  };
}

function switchesOf(value: JsonObject, { file }: FileAt): Switches {
  const [global, terminal, sandbox] = [
    own(value, "ChatToolsAutoApprove"),
    own(value, "ChatToolsTerminalEnableAutoApprove"),
    own(value, "ChatAgentSandboxEnabled"),
  ];
  const place = { file, at: ["ChatToolsAutoApprove"], id: "ChatToolsAutoApprove" };
  return {
    ...(typeof global === "boolean"
      ? { globalAutoApprove: global ? everythingClause(place) : false }
      : {}),
    ...(typeof terminal === "boolean" ? { enableAutoApprove: terminal } : {}),
    ...(sandbox === undefined ? {} : { sandbox: sandbox === "on" || sandbox === true }),
  };
}

/** Values that are objects may be written as their text. */
function objectOf(value: Json | undefined): JsonObject | undefined {
  if (typeof value !== "string") return isObject(value) ? value : undefined;
  const read = readJsonText(value).value;
  return isObject(read) ? read : undefined;
}

function eligibleOf(eligible: JsonObject, { file }: FileAt): readonly OwnEntry[] {
  const at = ["ChatToolsEligibleForAutoApproval"];
  return Object.keys(eligible).map((key) => {
    const value = own(eligible, key) ?? null;
    const clause: Clause = eligibleClause({ file, at, id: shownShort(key, 80) }, key);
    return value === false ? { key, value, clause } : { key, value };
  });
}
