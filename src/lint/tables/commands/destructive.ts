import { row, TREE } from "./row.ts";
import type { CommandRow } from "./row.ts";

const REWRITES = "throw away work that is not pushed, or rewrite what others have fetched";
const DATA = "delete data of a database";
const STOPS = "end programs of the person";
const MACHINE = "stop or change the machine";

/** Command lines after which something is gone, or out, for good; by the manual page of each program. */
export const DESTRUCTIVE: readonly CommandRow[] = [
  // POSIX.1-2024, rm; coreutils, shred; learn.microsoft.com: del, Remove-Item. What it may delete, the grants of `file.write` say.
  row("rm", {
    runs: [`-rf ${TREE}`, `-r ${TREE}`, `-fr ${TREE}`, `-R ${TREE}`, TREE],
    tails: [[/^-\w+$/, TREE]],
    pinned: "rm -f dist/app.js",
    does: "delete whole folders",
    severity: "error",
  }),
  row("shred unlink rmdir trash", {
    runs: [TREE, `-u ${TREE}`],
    pinned: "git clean -n",
    does: "delete files",
  }),
  row("del rd erase", {
    runs: [`/s /q ${TREE}`, `/q ${TREE}`, TREE],
    pinned: "npm run clean",
    does: "delete files",
  }),
  row("Remove-Item ri", {
    runs: [`-Recurse -Force ${TREE}`, `-Recurse ${TREE}`, TREE],
    pinned: "npm run clean",
    does: "delete files",
  }),
  // git-scm.com/docs: git-push, git-reset, git-clean, git-checkout, git-restore, git-branch, git-stash, git-reflog, git-update-ref.
  row("git", {
    runs: [
      ...[
        "push --force",
        "push --force origin main",
        "push --force origin",
        "push -f",
        "push origin +main",
        "push origin main",
      ],
      ...["push --mirror", "push origin --delete main", "push"],
      ...[
        "reset --hard",
        "reset --hard HEAD~1",
        "clean -fdx",
        "checkout -- .",
        "checkout .",
        "checkout -f main",
      ],
      ...[
        "restore .",
        "restore --staged --worktree .",
        "branch -D main",
        "stash drop",
        "stash clear",
      ],
      ...["tag -d v1.0.0", "rebase -i main", "rebase main", "reflog expire --expire=now --all"],
      ...["update-ref -d refs/heads/main", "rm -rf src", "worktree remove --force ../other"],
      ...[
        "remote set-url origin https://git.example.com/x",
        "remote remove origin",
        "gc --prune=now",
      ],
    ],
    tails: [
      [/^push( |$)/, "--force"],
      [/^reset( -q| HEAD\S*)?$/, "--hard"],
      [/^branch$/, "-D main"],
      [/^(-C \S+|--no-pager) push$/, "--force"],
      [/^(-C \S+|--no-pager) reset$/, "--hard"],
    ],
    pinned: "git {status,log,diff,show} **",
    does: REWRITES,
    severity: "warning",
  }),
  // postgresql.org/docs/current/reference-client.html; dev.mysql.com/doc; sqlite.org/cli.html; redis.io/docs; mongodb.com/docs/mongodb-shell.
  row("dropdb dropuser", {
    runs: ["production", "--force production"],
    pinned: "psql --list",
    does: DATA,
    severity: "error",
  }),
  row("psql", {
    runs: [
      "-c 'DROP SCHEMA public CASCADE'",
      "production -c 'DROP SCHEMA public CASCADE'",
      "'--command=DROP SCHEMA public CASCADE'",
    ],
    tails: [[/./, "-c 'DROP SCHEMA public CASCADE'"]],
    pinned: "psql --list",
    does: DATA,
    severity: "error",
  }),
  row("mysql mariadb", {
    runs: ["-e 'DROP DATABASE production'", "production -e 'DROP TABLE users'"],
    tails: [[/./, "-e 'DROP TABLE users'"]],
    pinned: "mysqlshow",
    does: DATA,
    severity: "error",
  }),
  row("mysqladmin", { runs: ["drop production"], pinned: "mysqladmin status", does: DATA }),
  row("sqlite duckdb", {
    runs: ["app.db 'DROP TABLE users'"],
    tails: [[/^[^-]\S*$/, "'DROP TABLE users'"]],
    pinned: "sqlite3 -readonly app.db .schema",
    does: DATA,
    severity: "error",
  }),
  row("mongosh mongo", {
    runs: ["--eval 'db.dropDatabase()'", "production --eval 'db.dropDatabase()'"],
    pinned: "npm run db:status",
    does: DATA,
  }),
  row("redis-cli valkey-cli", {
    runs: ["FLUSHALL", "-n 0 FLUSHALL"],
    pinned: "redis-cli PING",
    does: DATA,
  }),
  row("prisma", {
    runs: ["migrate reset --force", "db push --force-reset"],
    pinned: "prisma validate",
    does: DATA,
  }),
  row("supabase", {
    runs: ["db reset --linked", "db reset", "projects delete main"],
    pinned: "supabase status",
    does: DATA,
  }),
  // mkfs(8), dd(1), shutdown(8), systemctl(1), crontab(1), iptables(8); diskutil(8).
  row("mkfs mkfs.ext wipefs fdisk parted", {
    runs: ["/dev/sda", "-a /dev/sda"],
    pinned: "lsblk",
    does: "erase a disk",
    severity: "error",
  }),
  row("diskutil", {
    runs: ["eraseDisk APFS x disk0"],
    pinned: "diskutil list",
    does: "erase a disk",
    severity: "error",
  }),
  row("shutdown reboot halt poweroff init", {
    runs: ["", "now", "-h now", "0"],
    pinned: "uptime",
    does: MACHINE,
  }),
  row("systemctl service launchctl", {
    runs: ["stop sshd", "disable sshd", "sshd stop", "unload x"],
    pinned: "systemctl status **",
    does: MACHINE,
  }),
  row("crontab", { runs: ["-r"], pinned: "crontab -l", does: MACHINE }),
  row("iptables ufw nft", {
    runs: ["-F", "disable", "flush ruleset"],
    pinned: "iptables -L",
    does: MACHINE,
  }),
  // chmod(1), chown(1).
  row("chmod", {
    runs: [`-R 777 ${TREE}`, `777 ${TREE}`, `+s ${TREE}`],
    pinned: "chmod +x scripts/build.sh",
    does: "open files to everyone, or make them programs",
    severity: "warning",
  }),
  row("chown chgrp", {
    runs: [`-R nobody ${TREE}`, `nobody ${TREE}`],
    pinned: "ls -l **",
    does: "take files away from their owner",
    severity: "warning",
  }),
  // kill(1), pkill(1); learn.microsoft.com: taskkill.
  row("kill pkill killall taskkill", {
    runs: ["-9 1", "-9 node", "node", "1", "/F /IM node.exe"],
    pinned: "pgrep **",
    does: STOPS,
    severity: "info",
  }),
];
