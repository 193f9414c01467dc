import type { PathPattern } from "../../model/path-pattern.ts";
import { parsePathPattern } from "../../model/path-pattern.ts";
import { failed } from "../../model/problem.ts";

/** Files that bound the agent, or that run by themselves outside what it was granted. */
export interface Control {
  /** Natural paths, the most telling first. */
  readonly paths: readonly string[];
  /** All of them, from the protected folder or file on. */
  readonly patterns: readonly PathPattern[];
  /** What they are, to be read after "which is". */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** Instructions steer; they bound nothing and run nothing. */
  readonly kind: "bounds" | "runs" | "steers";
}

/** What a change of each means, by the documentation of its product. */
export const CONTROLS: readonly Control[] = [
  control(
    ["ambit.yaml", "agents.ambit.yaml", ".ambit/config.yaml", ".ambit/tools/github.json"],
    ["ambit.yaml", "*.ambit.yaml", ".ambit/**"],
    ["its own policy", "it can grant itself the rest", "bounds"],
  ),
  control(
    // code.claude.com/docs/en/settings; developers.openai.com/codex/config-reference; geminicli.com/docs/reference/configuration;
    // cursor.com/docs/cli/reference/permissions; opencode.ai/docs/permissions; code.visualstudio.com/docs/copilot/customization/mcp-servers
    [
      ...[".claude/settings.json", ".claude/settings.local.json", ".claude/hooks/check.sh"],
      ...[".claude/agents/helper.md", ".mcp.json", ".codex/config.toml", ".codex/hooks.json"],
      ...[".codex/rules/default.rules", ".gemini/settings.json", ".gemini/policies/rules.toml"],
      ...[".cursor/mcp.json", ".cursor/cli.json", ".cursor/hooks.json", ".opencode/opencode.json"],
      ...["opencode.json", "opencode.jsonc", ".vscode/mcp.json", ".agents/permissions.json"],
    ],
    [
      ...[".claude/settings*.json", ".claude/{hooks,agents,commands,skills,plugins}/**"],
      ...[".claude.json", ".mcp.json", ".codex/**", ".gemini/**", ".cursor/**"],
      // opencode.ai/docs/config, "Custom directory": what else lies there is read by nobody.
      ...[".opencode/{opencode.json,opencode.jsonc,package.json}"],
      ...[".opencode/{agent,agents,command,commands,mode,modes,plugin,plugins}/**"],
      ...[".opencode/{skill,skills,tool,tools}/**"],
      ...["opencode.{json,jsonc}", ".vscode/mcp.json", ".agents/**"],
    ],
    ["an agent's configuration", "its permissions and hooks stand there", "bounds"],
  ),
  control(
    // git-scm.com/docs/githooks, git-scm.com/docs/git-config (`core.hooksPath`, `alias`, filters); typicode.github.io/husky; pre-commit.com; lefthook.dev
    [
      ...[".git/hooks/pre-commit", ".git/config", ".husky/pre-commit", ".githooks/pre-commit"],
      ...[".pre-commit-config.yaml", "lefthook.yml", "~/.gitconfig", ".gitconfig"],
    ],
    [
      ...[".git/hooks/**", ".git/config", ".git/modules/**", ".husky/**", ".githooks/**"],
      ...[".pre-commit-config.yaml", "lefthook.yml", ".gitconfig"],
    ],
    ["run by git", "git runs what stands there, with the rights of the person", "runs"],
  ),
  control(
    // docs.github.com/en/actions/reference/workflows-and-actions; docs.gitlab.com/ci/yaml; circleci.com/docs; docs.travis-ci.com;
    // jenkins.io/doc/book/pipeline/jenkinsfile; learn.microsoft.com/azure/devops/pipelines; support.atlassian.com/bitbucket-cloud
    [
      ...[".github/workflows/ci.yml", ".github/actions/build/action.yml", ".gitlab-ci.yml"],
      ...[".gitlab/ci/build.yml", ".circleci/config.yml", ".travis.yml", "Jenkinsfile"],
      ...["azure-pipelines.yml", "bitbucket-pipelines.yml"],
    ],
    [
      ...[".github/{workflows,actions}/**", ".gitlab-ci.yml", ".gitlab/ci/**", ".circleci/**"],
      ...[".travis.yml", "Jenkinsfile", "azure-pipelines.yml", "bitbucket-pipelines.yml"],
    ],
    ["a pipeline", "it runs with the secrets of the repository", "runs"],
  ),
  control(
    // code.visualstudio.com/docs/debugtest/tasks (`runOn: folderOpen`); code.visualstudio.com/docs/agents (`chat.tools.terminal.autoApprove`); containers.dev
    [
      ...[".vscode/tasks.json", ".vscode/settings.json", ".vscode/launch.json"],
      ...[".devcontainer/devcontainer.json", ".idea/workspace.xml"],
    ],
    [
      ...[".vscode/{tasks,settings,launch}.json", ".devcontainer/**"],
      ...[".idea/{workspace.xml,runConfigurations,watcherTasks.xml}/**"],
    ],
    ["the editor's", "the editor runs its tasks and reads approvals from it", "runs"],
  ),
  control(
    // agents.md; code.claude.com/docs/en/memory; docs.github.com/en/copilot/how-tos/configure-custom-instructions
    ["CLAUDE.md", "AGENTS.md", "GEMINI.md", ".cursorrules", ".github/copilot-instructions.md"],
    [
      ...["CLAUDE.md", "CLAUDE.local.md", "AGENTS.md", "GEMINI.md", ".cursorrules"],
      ...[".github/copilot-instructions.md", ".github/{instructions,agents,prompts}/**"],
    ],
    ["an agent's instructions", "what is slipped in there steers every later session", "steers"],
  ),
];

function control(
  paths: readonly string[],
  texts: readonly string[],
  [what, why, kind]: readonly [string, string, Control["kind"]],
): Control {
  const patterns = texts.flatMap((text) => {
    const pattern = parsePathPattern(text);
    return failed(pattern) ? [] : [pattern.value];
  });
  return { paths, patterns, what, why, kind };
}
