/** A file that runs by itself, outside of the workspace. */
export interface StartupFile {
  readonly path: string;
  /** When it runs, to be read after "which runs". */
  readonly when: string;
}

const SHELL = "in every new shell";
const LOGIN = "at every login";
const TIME = "when its time comes";

/**
 * bash(1), zsh(1), fish(1): start-up files; XDG autostart; systemd.unit(5); developer.apple.com: launch agents; crontab(5);
 * environment.d(5); ssh_config(5) and authorized_keys of sshd(8); docs.python.org/3/library/site.html.
 */
export const STARTUP_FILES: readonly StartupFile[] = [
  ...[".bashrc", ".zshrc", ".zshenv", ".kshrc", ".bash_aliases", ".config/fish/config.fish"].map(
    (name) => ({ path: `~/${name}`, when: SHELL }),
  ),
  ...[".profile", ".bash_profile", ".zprofile", ".zlogin", ".bash_logout", ".xprofile"].map(
    (name) => ({ path: `~/${name}`, when: LOGIN }),
  ),
  { path: "~/.config/autostart/helper.desktop", when: LOGIN },
  { path: "~/.config/systemd/user/helper.service", when: LOGIN },
  { path: "~/.config/environment.d/helper.conf", when: LOGIN },
  { path: "~/Library/LaunchAgents/helper.plist", when: LOGIN },
  { path: "~/.ssh/config", when: "commands at every connection" },
  { path: "~/.ssh/authorized_keys", when: "at every connection, and lets others in" },
  { path: "~/.local/bin/git", when: "in place of another program" },
  { path: "~/bin/git", when: "in place of another program" },
  { path: "/etc/profile.d/helper.sh", when: LOGIN },
  { path: "/etc/bash.bashrc", when: SHELL },
  { path: "/etc/crontab", when: TIME },
  { path: "/etc/cron.d/helper", when: TIME },
  { path: "/var/spool/cron/crontabs/root", when: TIME },
  { path: "/etc/systemd/system/helper.service", when: "at every start" },
  { path: "/usr/local/bin/git", when: "in place of another program" },
];

const PATHS: ReadonlySet<string> = new Set(STARTUP_FILES.map(({ path }) => path));

/** Is it one of these files? */
export function isStartup(path: string): boolean {
  return PATHS.has(path);
}
