import type { LintRule } from "../lint/rule.ts";
import { changedTool } from "./changed-tool.ts";
import { codeLoadingEnv } from "./code-loading-env.ts";
import { denyBesideInterpreter } from "./deny-beside-interpreter.ts";
import { denyRespelled } from "./deny-respelled.ts";
import { deprecatedKey } from "./deprecated-key.ts";
import { destructiveCommand } from "./destructive-command.ts";
import { destructiveTool } from "./destructive-tool.ts";
import { elevatedCommand } from "./elevated-command.ts";
import { entryNotConsulted } from "./entry-not-consulted.ts";
import { expiredGrant } from "./expired-grant.ts";
import { failingExample } from "./failing-example.ts";
import { fileNotRead } from "./file-not-read.ts";
import { freeArguments } from "./free-arguments.ts";
import { hookFailsOpen } from "./hook-fails-open.ts";
import { idleExcept } from "./idle-except.ts";
import { idleWhen } from "./idle-when.ts";
import { incompleteAgent } from "./incomplete-agent.ts";
import { interpreterCommand } from "./interpreter-command.ts";
import { lethalTrifecta } from "./lethal-trifecta.ts";
import { localSettingsCommitted } from "./local-settings-committed.ts";
import { lookAlikeHost } from "./look-alike-host.ts";
import { machinePath } from "./machine-path.ts";
import { misplacedKey } from "./misplaced-key.ts";
import { missingOwner } from "./missing-owner.ts";
import { neverMatches } from "./never-matches.ts";
import { noWordBoundary } from "./no-word-boundary.ts";
import { notAbsolutePath } from "./not-absolute-path.ts";
import { optionalArgumentDenied } from "./optional-argument-denied.ts";
import { orderTrap } from "./order-trap.ts";
import { otherWay } from "./other-way.ts";
import { overdueReview } from "./overdue-review.ts";
import { packageInstall } from "./package-install.ts";
import { packageRunner } from "./package-runner.ts";
import { patternNotAnchored } from "./pattern-not-anchored.ts";
import { patternNotValid } from "./pattern-not-valid.ts";
import { piledUpApprovals } from "./piled-up-approvals.ts";
import { programByArgument } from "./program-by-argument.ts";
import { promptsOff } from "./prompts-off.ts";
import { readOutsideWorkspace } from "./read-outside-workspace.ts";
import { redundantEntry } from "./redundant-entry.ts";
import { redundantRule } from "./redundant-rule.ts";
import { runsWrittenFile } from "./runs-written-file.ts";
import { sandboxHole } from "./sandbox-hole.ts";
import { secretInPolicy } from "./secret-in-policy.ts";
import { secretsReadable } from "./secrets-readable.ts";
import { selfPolicyWritable } from "./self-policy-writable.ts";
import { serversEnabled } from "./servers-enabled.ts";
import { startsAnyAgent } from "./starts-any-agent.ts";
import { startsWiderAgent } from "./starts-wider-agent.ts";
import { taskRunner } from "./task-runner.ts";
import { unanchoredPattern } from "./unanchored-pattern.ts";
import { unexplainedGrant } from "./unexplained-grant.ts";
import { unpinnedPackage } from "./unpinned-package.ts";
import { unreachableEntry } from "./unreachable-entry.ts";
import { unscopedFileWrite } from "./unscoped-file-write.ts";
import { unscopedShell } from "./unscoped-shell.ts";
import { unscopedWebFetch } from "./unscoped-web-fetch.ts";
import { unusedSet } from "./unused-set.ts";
import { userContentHost } from "./user-content-host.ts";
import { wildcardInsideCommand } from "./wildcard-inside-command.ts";
import { wildcardTool } from "./wildcard-tool.ts";
import { writeOutsideWorkspace } from "./write-outside-workspace.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [
  changedTool,
  codeLoadingEnv,
  denyBesideInterpreter,
  denyRespelled,
  deprecatedKey,
  destructiveCommand,
  destructiveTool,
  elevatedCommand,
  entryNotConsulted,
  expiredGrant,
  failingExample,
  fileNotRead,
  freeArguments,
  hookFailsOpen,
  idleExcept,
  idleWhen,
  incompleteAgent,
  interpreterCommand,
  lethalTrifecta,
  localSettingsCommitted,
  lookAlikeHost,
  machinePath,
  misplacedKey,
  missingOwner,
  neverMatches,
  noWordBoundary,
  notAbsolutePath,
  optionalArgumentDenied,
  orderTrap,
  otherWay,
  overdueReview,
  packageInstall,
  packageRunner,
  patternNotAnchored,
  patternNotValid,
  piledUpApprovals,
  programByArgument,
  promptsOff,
  readOutsideWorkspace,
  redundantEntry,
  redundantRule,
  runsWrittenFile,
  sandboxHole,
  secretInPolicy,
  secretsReadable,
  selfPolicyWritable,
  serversEnabled,
  startsAnyAgent,
  startsWiderAgent,
  taskRunner,
  unanchoredPattern,
  unexplainedGrant,
  unpinnedPackage,
  unreachableEntry,
  unscopedFileWrite,
  unscopedShell,
  unscopedWebFetch,
  unusedSet,
  userContentHost,
  wildcardInsideCommand,
  wildcardTool,
  writeOutsideWorkspace,
];
