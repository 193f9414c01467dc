import type { Engine, World } from "../../engine/engine.ts";
import type { Scene } from "../../engine/scene.ts";
import type { ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import { defineFormat } from "../format.ts";
import type { Circumstances, OwnSubject } from "../format.ts";
import { vendorEngine } from "../vendor-engine.ts";
import type { Judgement } from "../vendor-engine.ts";
import { APPROVALS } from "./config.ts";
import { consider } from "./consider.ts";
import { judge } from "./judge.ts";
import type { Ground } from "./judge.ts";
import { readConfigFile, readRequirementsFile, readRulesFile } from "./read-file.ts";
import type { CodexRead } from "./read-file.ts";
import { settingsOf } from "./settings.ts";
import { codexFixes } from "./fixes.ts";

/** Codex. Facts: Codex 0.169.0 itself, and developers.openai.com/codex; each where it is used. */
export const codex = defineFormat<CodexRead>({
  id: "codex",
  name: "Codex",
  checked: { version: "0.169.0", on: "2026-11-22" },
  files: [
    {
      kind: "rules",
      at: ".codex/rules/*.rules",
      scope: "project",
      merged: true,
      home: ".codex/rules/*.rules",
      machine: ["/etc/codex/rules/*.rules"],
    },
    {
      kind: "config",
      at: ".codex/config.toml",
      scope: "project",
      merged: true,
      home: ".codex/config.toml",
      machine: machine("config.toml"),
    },
    {
      kind: "managed-config",
      scope: "managed",
      merged: true,
      machine: ["/etc/codex/managed_config.toml"],
    },
    {
      kind: "requirements",
      scope: "managed",
      merged: true,
      machine: machine("requirements.toml"),
    },
  ],
  modes: APPROVALS,
  read(text, at) {
    if (at.kind === "rules") return readRulesFile(text, at);
    return at.kind === "requirements" ? readRequirementsFile(text, at) : readConfigFile(text, at);
  },
  fixes: codexFixes,
  compile: compileFiles,
});

/** Sources: learn.chatgpt.com/docs/enterprise/managed-configuration; codex-rs/config/src/loader/mod.rs. */
function machine(name: string): readonly string[] {
  return [`/etc/codex/${name}`, `C:/ProgramData/OpenAI/Codex/${name}`];
}

function compileFiles(
  files: readonly OwnSubject<CodexRead>[],
  circumstances: Circumstances,
  world: World,
): Engine {
  const ground = groundOf(files, circumstances, world);
  const { assumes } = ground.settings;
  return vendorEngine(
    {
      clauses: files.flatMap(({ subject }) => subject.stages.flatMap(({ clauses }) => clauses)),
      judge: (call, scene) => judgement(call, scene, ground, assumes),
      consider: (clause, call, scene) => consider(clause, call, scene, ground),
    },
    world,
  );
}

function groundOf(
  all: readonly OwnSubject<CodexRead>[],
  circumstances: Circumstances,
  { grammars }: World,
): Ground {
  // In a folder that is not trusted nothing of its `.codex` counts.
  const files = all.filter(({ own }) => circumstances.trusted || own.at.scope !== "project");
  const settings = settingsOf(files, circumstances);
  const required = files.flatMap(({ own }) =>
    own.kind === "requirements" ? [...own.requirements.rules] : [],
  );
  const rulesFiles = files.flatMap(({ own }) => (own.kind === "rules" ? [own] : []));
  // One file that does not load takes the rules of all the others with it (recorded from 0.169.0).
  const refused = rulesFiles.find(({ rules }) => rules.faults.length > 0);
  const read = refused === undefined ? rulesFiles : [];
  const open = read.find(({ rules }) => rules.open.length > 0);
  const [what] = open?.rules.open ?? [];
  const lost = `\`${refused?.at.file ?? ""}\` does not load, and with it no rule of any file`;
  return {
    policy: {
      rules: [...read.flatMap(({ rules }) => rules.rules), ...required.map(([rule]) => rule)],
      hosts: new Map(read.flatMap(({ rules }) => [...rules.hosts])),
    },
    clauses: new Map([...read.flatMap((file) => [...file.prefixes]), ...required]),
    networks: read.flatMap((file) => file.networks),
    configured: files.flatMap(({ own, subject }) =>
      own.kind === "config" ? subject.stages.flatMap(({ clauses }) => clauses) : [],
    ),
    open:
      open === undefined
        ? undefined
        : `\`${open.at.file}\` holds code that is not analysed (${what?.what ?? ""}), which may add rules`,
    settings:
      refused === undefined ? settings : { ...settings, assumes: [...settings.assumes, lost] },
    grammars,
  };
}

function judgement(
  call: ToolCall,
  scene: Scene,
  ground: Ground,
  assumes: readonly string[],
): Judgement {
  const { refused } = ground.settings;
  if (refused !== undefined) return refusal(refused, assumes);
  const outcome = judge(call, scene, ground);
  if (outcome === undefined) {
    const message = `\`${call.tool}\` lacks the argument that says what it is about`;
    const problems = [{ code: "malformed-call", message }];
    return { decision: "deny", rules: [], parts: [], problems, vendor: { assumes } };
  }
  const { decision, rules, parts = [], because, unknown, sandboxed, pessimistic } = outcome;
  return {
    decision,
    rules: rules satisfies readonly Clause[],
    parts,
    vendor: {
      assumes,
      ...(because === undefined ? {} : { because }),
      ...(unknown === undefined ? {} : { unknown }),
      ...(sandboxed === undefined ? {} : { sandboxed }),
      ...(pessimistic === undefined ? {} : { pessimistic }),
    },
  };
}

/** A configuration that Codex refuses: no agent runs, so no call is made. */
function refusal(why: string, assumes: readonly string[]): Judgement {
  const problems = [{ code: "broken-policy", message: `Codex does not start: ${why}` }];
  const because = "Codex refuses the configuration and does not start";
  return { decision: "deny", rules: [], parts: [], problems, vendor: { assumes, because } };
}
