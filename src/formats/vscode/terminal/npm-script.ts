/**
 * The script of a package.json that a command runs, where VS Code approves it because the file defines it; `undefined` for other commands and
 * those with options of npm beside the script.
 *
 * Source: microsoft/vscode, `npmScriptAutoApprover.ts` at 758530f7 and its tests at 69a4cb7a (MIT).
 */
export function npmScriptOf(command: string): string | undefined {
  const words = command.trim();
  for (const pattern of FORMS) {
    const { manager, script, rest = "" } = pattern.exec(words)?.groups ?? {};
    if (manager === undefined || script === undefined) continue;
    if (BUILT_IN.get(manager.toLowerCase())?.has(script.toLowerCase()) === true) continue;
    if (manager.toLowerCase() !== "npm") return script;
    return /^[\w:.][\w:.@/-]*$/.test(script) && !hasOption(rest) ? script : undefined;
  }
  return undefined;
}

const FORMS = [
  /^(?<manager>npm)\s+run(?:-script)?\s+(?<script>[^\s&|;]+)(?<rest>.*)$/is,
  /^(?<manager>npm)\s+(?<script>test|start|stop|restart)\b(?<rest>.*)$/is,
  /^(?<manager>yarn)\s+(?:run\s+)?(?<script>[^\s&|;]+)/i,
  /^(?<manager>pnpm)\s+(?:run\s+)?(?<script>[^\s&|;]+)/i,
];

/** An option before `--` goes to npm itself, which can run another program by it. */
function hasOption(rest: string): boolean {
  const own = rest.split(/\s--(?:\s|$)/)[0] ?? "";
  return /(?:^|\s)["'\\]*-/.test(own);
}

const YARN =
  "add audit autoclean bin cache check config create dedupe dlx exec explain generate-lock-entry global help import info init install " +
  "licenses link list login logout node outdated owner pack patch patch-commit plugin policies publish rebuild remove run search set " +
  "stage tag team unlink unplug up upgrade upgrade-interactive version versions why workspace workspaces";
const PNPM =
  "add audit bin config dedupe deploy dlx doctor env exec fetch import init install install-test licenses link list ln ls outdated pack " +
  "patch patch-commit patch-remove prune publish rb rebuild remove rm root run server setup store un uninstall unlink up update why";

/** The managers' own commands, which are no scripts. */
const BUILT_IN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["yarn", new Set(YARN.split(" "))],
  ["pnpm", new Set(PNPM.split(" "))],
]);
