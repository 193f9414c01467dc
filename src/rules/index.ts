import type { LintRule } from "../lint/rule.ts";
import { changedTool } from "./changed-tool.ts";
import { expiredGrant } from "./expired-grant.ts";
import { failingExample } from "./failing-example.ts";
import { interpreterCommand } from "./interpreter-command.ts";
import { missingOwner } from "./missing-owner.ts";
import { redundantRule } from "./redundant-rule.ts";
import { secretsReadable } from "./secrets-readable.ts";
import { selfPolicyWritable } from "./self-policy-writable.ts";
import { unscopedFileWrite } from "./unscoped-file-write.ts";
import { unscopedShell } from "./unscoped-shell.ts";
import { unscopedWebFetch } from "./unscoped-web-fetch.ts";
import { wildcardTool } from "./wildcard-tool.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [
  changedTool,
  expiredGrant,
  failingExample,
  interpreterCommand,
  missingOwner,
  redundantRule,
  secretsReadable,
  selfPolicyWritable,
  unscopedFileWrite,
  unscopedShell,
  unscopedWebFetch,
  wildcardTool,
];
