const NEVER = 'approval_policy = "never"';
const ASK = 'approval_policy = "on-request"';
const STANDARD = '[allowed_permission_profiles]\n":read-only" = true\n":workspace" = true';
const READ = 'default_permissions = "p"\n[permissions.p]\nextends = ":read-only"';
const WRITE = 'sandbox_mode = "workspace-write"';

/**
 * Files that are in force together: `requirements`, `managed` (`managed_config.toml`) and `system` (`config.toml`) of the machine, `user` and `project`. `approval`: what is
 * asked for by the client.
 *
 * @type {readonly Readonly<Record<string, string>>[]}
 */
export const MANAGED = [
  {},
  { system: NEVER },
  { system: `${NEVER}\nsandbox_mode = "read-only"` },
  { system: NEVER, user: ASK },
  { user: NEVER, project: ASK },
  { managed: ASK, user: NEVER },
  { managed: ASK, project: NEVER },
  { managed: ASK, approval: "never" },
  { managed: NEVER, user: ASK },
  { managed: 'sandbox_mode = "read-only"', project: WRITE },
  { managed: WRITE, user: 'sandbox_mode = "danger-full-access"' },
  { requirements: 'allowed_approval_policies = ["on-request"]', user: NEVER },
  { requirements: 'allowed_approval_policies = ["untrusted", "on-request"]', user: NEVER },
  { requirements: 'allowed_approval_policies = ["on-request"]', approval: "never" },
  { requirements: 'allowed_approval_policies = ["untrusted"]', managed: ASK },
  {
    requirements: 'allowed_sandbox_modes = ["read-only", "workspace-write"]',
    user: 'sandbox_mode = "danger-full-access"',
  },
  { requirements: 'allowed_sandbox_modes = ["read-only"]' },
  { requirements: 'allowed_sandbox_modes = ["read-only"]', user: WRITE },
  { requirements: STANDARD, user: 'sandbox_mode = "danger-full-access"' },
  { requirements: STANDARD, user: 'default_permissions = ":danger-full-access"' },
  { requirements: STANDARD, user: 'default_permissions = ":read-only"' },
  { requirements: STANDARD },
  { requirements: STANDARD, user: READ },
  {
    requirements:
      'default_permissions = "acme"\n[allowed_permission_profiles]\nacme = true\n[permissions.acme]\nextends = ":read-only"',
    user: 'default_permissions = "mine"\n[permissions.mine]\nextends = ":workspace"',
  },
  {
    requirements: '[permissions.filesystem]\ndeny_read = ["~/.ssh"]',
    user: 'sandbox_mode = "danger-full-access"',
  },
  { requirements: '[permissions.filesystem]\ndeny_read = ["~/.ssh"]', user: WRITE },
  { project: READ, user: WRITE },
  { project: WRITE, user: READ },
  { user: READ, system: WRITE },
  { managed: READ, user: WRITE },
  { user: `${WRITE}\n${READ}` },
  { user: `${WRITE}\n[permissions.p]\nextends = ":read-only"` },
  { user: '[permissions.p]\nextends = ":read-only"', project: 'default_permissions = "p"' },
  { user: 'default_permissions = "p"', project: '[permissions.p]\nextends = ":read-only"' },
  { requirements: "allowed_approval_policies = []" },
  { requirements: 'allowed_sandbox_modes = ["workspace-write"]' },
  { requirements: 'default_permissions = ":read-only"' },
  { requirements: '[allowed_permission_profiles]\n":read-only" = true' },
  {
    requirements: '[rules]\nprefix_rules = [{ pattern = [{ token = "rm" }], decision = "allow" }]',
  },
  { requirements: "broken =" },
  { managed: "broken =" },
  { system: "broken =" },
  { user: "broken =" },
  { project: "broken =" },
  { user: 'default_permissions = ":nope"' },
];
