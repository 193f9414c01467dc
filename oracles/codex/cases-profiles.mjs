/** Permission profiles, as TOML below `[permissions.p]`; `WS` stands for the workspace, `HOME` for the home. */
export const PROFILES = {
  workspace: 'extends = ":workspace"',
  "read-only": 'extends = ":read-only"',
  "own roots": `filesystem.":minimal" = "read"
filesystem.":workspace_roots" = { "." = "write", "docs" = "read", "priv" = "deny", "priv/ok" = "read", "*.env" = "deny" }`,
  "reopened by write": `extends = ":workspace"
filesystem.glob_scan_max_depth = 3
filesystem.":workspace_roots" = { "priv" = "deny", "priv/ok" = "write", "priv/ok/ro" = "read", "**/*.env" = "deny" }`,
  "metadata by name": `extends = ":workspace"
filesystem.":workspace_roots" = { ".git" = "write", "sub/**" = "read" }`,
  "whole disk": 'filesystem.":root" = "write"',
  "whole disk, narrowed": `filesystem.":root" = "write"
filesystem."WS/docs" = "read"`,
  "root denied": `filesystem.":root" = "deny"
filesystem.":minimal" = "read"
filesystem.":workspace_roots" = { "." = "read", "sub" = "write" }`,
  "home denied": `extends = ":read-only"
filesystem."~" = "deny"
filesystem."~/notes" = "read"
filesystem."~/open" = "write"`,
  "named twice": `extends = ":read-only"
filesystem."WS/docs" = "read"
filesystem."WS/priv" = "write"
filesystem.":workspace_roots" = { "docs" = "write", "priv" = "deny" }`,
  "a file": `extends = ":read-only"
filesystem."WS/docs/a" = "deny"
filesystem."WS/sub/b.env" = "deny"`,
  "unknown name": `filesystem.":later" = "write"
filesystem.":root" = "read"`,
  nothing: 'filesystem.":minimal" = "read"',
  "one more root": `extends = ":workspace"
workspace_roots."HOME/open" = true
workspace_roots."HOME/notes" = false`,
};

/** Paths below the workspace, the home or the machine that are read and written. */
export const PATHS = [
  ...["a", "docs/a", "docs/new", "priv/a", "priv/ok/a", "priv/ok/ro/a", "b.env", "sub/b.env"],
  ...["sub/deep/b.env", "sub/a", "sub/.git/a", ".git/a", ".codex/a", ".agents/a", ".aws/a", "new"],
  ...["~/notes/a", "~/open/a", "~/open/.git/a", "~/a", "/etc/hostname", "/usr/lib/os-release"],
];

/** Hosts of a profile whose network is on, with the proxy, and what is asked for. Names below `example` resolve nowhere. */
export const HOSTS = {
  domains: {
    "a.example": "allow",
    "*.b.example": "allow",
    "**.c.example": "allow",
    "x.c.example": "deny",
    "r*.d.example": "allow",
    "UP.example.": "allow",
    "8.8.4.4": "allow",
    "127.0.0.1": "allow",
  },
  asked: [
    ...["a.example", "A.EXAMPLE", "x.a.example", "b.example", "x.b.example", "x.y.b.example"],
    ...["c.example", "y.c.example", "x.c.example", "z.x.c.example", "r1.d.example", "r.d.example"],
    ...["x.r1.d.example", "up.example", "other.example", "8.8.4.4", "8.8.8.8", "127.0.0.1"],
    ...["localhost", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1"],
  ],
};

/** What Codex refuses, as TOML below `[permissions.p]`. */
export const REFUSED = [
  'filesystem."rel" = "read"',
  'filesystem."/a/*.x" = "read"',
  'filesystem.":root" = { "x" = "read" }',
  'filesystem.":workspace_roots" = { "../x" = "read" }',
  'filesystem.":workspace_roots" = { "*.x" = "write" }',
  "filesystem.glob_scan_max_depth = 0",
  'extends = ":danger-full-access"',
  'extends = "p"',
];
