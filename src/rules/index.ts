import type { LintRule } from "../lint/rule.ts";
import { destructiveCommand } from "./destructive-command.ts";
import { elevatedCommand } from "./elevated-command.ts";
import { expiredGrant } from "./expired-grant.ts";
import { failingExample } from "./failing-example.ts";
import { interpreterCommand } from "./interpreter-command.ts";
import { missingOwner } from "./missing-owner.ts";
import { packageInstall } from "./package-install.ts";
import { packageRunner } from "./package-runner.ts";
import { programByArgument } from "./program-by-argument.ts";
import { redundantRule } from "./redundant-rule.ts";
import { secretsReadable } from "./secrets-readable.ts";
import { selfPolicyWritable } from "./self-policy-writable.ts";
import { taskRunner } from "./task-runner.ts";
import { unscopedFileWrite } from "./unscoped-file-write.ts";
import { unscopedShell } from "./unscoped-shell.ts";
import { unscopedWebFetch } from "./unscoped-web-fetch.ts";
import { wildcardTool } from "./wildcard-tool.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [
  destructiveCommand,
  elevatedCommand,
  expiredGrant,
  failingExample,
  interpreterCommand,
  missingOwner,
  packageInstall,
  packageRunner,
  programByArgument,
  redundantRule,
  secretsReadable,
  selfPolicyWritable,
  taskRunner,
  unscopedFileWrite,
  unscopedShell,
  unscopedWebFetch,
  wildcardTool,
];
