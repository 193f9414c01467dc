import { PUSH, row } from "./row.ts";
import type { CommandRow } from "./row.ts";

const ROOT = "act as another user, root first";
const CONTAINER = "start containers, which take any folder of the machine with `-v /:/host`";
const REMOTE = "run any command on another machine";

/** Programs that act with more rights than the agent has, or elsewhere, by the manual page of each. */
export const ELEVATED: readonly CommandRow[] = [
  // sudo(8), doas(1), pkexec(1), runas (learn.microsoft.com).
  row("sudo doas pkexec gsudo", {
    runs: ["reboot", "-u root reboot", "-n reboot", "-E reboot"],
    flags: "-n -E -H -S",
    pinned: "npm test",
    does: ROOT,
  }),
  row("su runuser", {
    runs: [`-c '${PUSH}'`, `- root -c '${PUSH}'`, `root -c '${PUSH}'`, "-", "root"],
    pinned: "npm test",
    does: ROOT,
  }),
  row("systemd-run", {
    runs: [PUSH, `--uid=root ${PUSH}`],
    pinned: "systemctl status **",
    does: ROOT,
  }),
  // docs.docker.com/engine/security: "only trusted users should be allowed to control your Docker daemon".
  row("docker podman nerdctl", {
    runs: [
      "run -v /:/host alpine",
      "run --privileged alpine",
      "run --rm -v /:/host alpine",
      "run --rm -it -v /:/host alpine",
      "container run -v /:/host alpine",
      "create -v /:/host alpine",
      "exec web sh",
      "exec -it web sh",
      "compose run -v /:/host web sh",
      "compose exec web sh",
      "-H ssh://build.example.com ps",
    ],
    tails: [
      [/^run( --?[a-z-]+)*$/, "-v /:/host alpine"],
      [/^compose (-f|-p|--file|--profile) \S+$/, "run -v /:/host web sh"],
      [/^(compose )?exec (-it |-T )?\S+$/, "sh"],
    ],
    pinned: "docker {ps,logs} **",
    does: CONTAINER,
  }),
  row("docker-compose podman-compose", {
    runs: ["run -v /:/host web sh", "exec web sh"],
    pinned: "docker-compose ps",
    does: CONTAINER,
  }),
  // kubernetes.io/docs/reference/kubectl/generated.
  row("kubectl oc", {
    runs: ["exec web -- sh", "exec -it web -- sh", "run shell --image=alpine", "debug node/worker"],
    tails: [[/^exec( -it| -i| -t)? \S+ --$/, "sh"]],
    pinned: "kubectl {get,describe,logs} **",
    does: "run commands in containers of the cluster",
  }),
  // ssh(1): a command after the host; `-o ProxyCommand` runs one here.
  row("ssh", {
    runs: [
      "deploy@build.example.com reboot",
      "build.example.com",
      `-o 'ProxyCommand=${PUSH}' build.example.com`,
    ],
    tails: [[/^[^-]\S*$/, "reboot"]],
    flags: "-T -A -q",
    pinned: "ssh deploy@build.example.com uptime",
    does: REMOTE,
  }),
  row("mosh", {
    runs: ["build.example.com reboot", "build.example.com"],
    pinned: "npm test",
    does: REMOTE,
  }),
  // Of the vendor's command line each: a shell on a machine of the account.
  row("gcloud", {
    runs: ["compute ssh build --command=reboot"],
    pinned: "gcloud projects list",
    does: REMOTE,
  }),
  row("heroku", { runs: ["run sh", "run bash"], pinned: "heroku logs **", does: REMOTE }),
  row("fly flyctl", { runs: ["ssh console -C sh"], pinned: "fly status", does: REMOTE }),
  row("vagrant", { runs: ["ssh -c reboot"], pinned: "vagrant status", does: REMOTE }),
  row("adb", { runs: ["shell reboot", "root"], pinned: "adb devices", does: REMOTE }),
  row("lxc incus multipass", {
    runs: ["exec build sh", "exec build -- sh"],
    pinned: "lxc list",
    does: REMOTE,
  }),
  // nsenter(1), chroot(1), unshare(1).
  row("nsenter", { runs: ["-t 1 -a sh"], pinned: "npm test", does: ROOT }),
  row("chroot", { runs: ["/ sh"], pinned: "npm test", does: ROOT }),
  row("unshare", { runs: ["-r sh"], pinned: "npm test", does: ROOT }),
];
