import type { LintRule } from "../lint/rule.ts";
import { changedTool } from "./changed-tool.ts";
import { codeLoadingEnv } from "./code-loading-env.ts";
import { destructiveCommand } from "./destructive-command.ts";
import { destructiveTool } from "./destructive-tool.ts";
import { elevatedCommand } from "./elevated-command.ts";
import { expiredGrant } from "./expired-grant.ts";
import { failingExample } from "./failing-example.ts";
import { freeArguments } from "./free-arguments.ts";
import { idleExcept } from "./idle-except.ts";
import { idleWhen } from "./idle-when.ts";
import { incompleteAgent } from "./incomplete-agent.ts";
import { interpreterCommand } from "./interpreter-command.ts";
import { lethalTrifecta } from "./lethal-trifecta.ts";
import { missingOwner } from "./missing-owner.ts";
import { neverMatches } from "./never-matches.ts";
import { optionalArgumentDenied } from "./optional-argument-denied.ts";
import { otherWay } from "./other-way.ts";
import { overdueReview } from "./overdue-review.ts";
import { packageInstall } from "./package-install.ts";
import { packageRunner } from "./package-runner.ts";
import { programByArgument } from "./program-by-argument.ts";
import { readOutsideWorkspace } from "./read-outside-workspace.ts";
import { redundantRule } from "./redundant-rule.ts";
import { runsWrittenFile } from "./runs-written-file.ts";
import { secretInPolicy } from "./secret-in-policy.ts";
import { secretsReadable } from "./secrets-readable.ts";
import { selfPolicyWritable } from "./self-policy-writable.ts";
import { startsAnyAgent } from "./starts-any-agent.ts";
import { taskRunner } from "./task-runner.ts";
import { unanchoredPattern } from "./unanchored-pattern.ts";
import { unexplainedGrant } from "./unexplained-grant.ts";
import { unscopedFileWrite } from "./unscoped-file-write.ts";
import { unscopedShell } from "./unscoped-shell.ts";
import { unscopedWebFetch } from "./unscoped-web-fetch.ts";
import { unusedSet } from "./unused-set.ts";
import { userContentHost } from "./user-content-host.ts";
import { wildcardTool } from "./wildcard-tool.ts";
import { writeOutsideWorkspace } from "./write-outside-workspace.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [
  changedTool,
  codeLoadingEnv,
  destructiveCommand,
  destructiveTool,
  elevatedCommand,
  expiredGrant,
  failingExample,
  freeArguments,
  idleExcept,
  idleWhen,
  incompleteAgent,
  interpreterCommand,
  lethalTrifecta,
  missingOwner,
  neverMatches,
  optionalArgumentDenied,
  otherWay,
  overdueReview,
  packageInstall,
  packageRunner,
  programByArgument,
  readOutsideWorkspace,
  redundantRule,
  runsWrittenFile,
  secretInPolicy,
  secretsReadable,
  selfPolicyWritable,
  startsAnyAgent,
  taskRunner,
  unanchoredPattern,
  unexplainedGrant,
  unscopedFileWrite,
  unscopedShell,
  unscopedWebFetch,
  unusedSet,
  userContentHost,
  wildcardTool,
  writeOutsideWorkspace,
];
