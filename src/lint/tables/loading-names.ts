/** Environment variables by whose value a program loads or runs code, by the manual of each. A `*` stands for any name. */
export const LOADING_NAMES: readonly (readonly [names: readonly string[], what: string])[] = [
  // ld.so(8); developer.apple.com: dyld(1).
  [
    ["LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH"],
    "which libraries a program loads",
  ],
  // POSIX.1-2024: PATH, ENV; bash(1): BASH_ENV, PROMPT_COMMAND, PS4, SHELLOPTS; zsh(1): ZDOTDIR.
  [["PATH", "CDPATH", "SHELL", "IFS"], "which program runs"],
  [
    ["BASH_ENV", "ENV", "PROMPT_COMMAND", "PS4", "SHELLOPTS", "BASHOPTS", "ZDOTDIR"],
    "what a shell runs first",
  ],
  // nodejs.org/api/cli.html; docs.npmjs.com: npm_config_*.
  [
    [
      "NODE_OPTIONS",
      "NODE_PATH",
      "npm_config_script_shell",
      "NPM_CONFIG_SCRIPT_SHELL",
      "npm_config_registry",
      "NPM_CONFIG_REGISTRY",
      "npm_config_userconfig",
    ],
    "what Node.js or npm loads first",
  ],
  // docs.python.org/3/using/cmdline.html; pip.pypa.io.
  [
    [
      "PYTHONPATH",
      "PYTHONSTARTUP",
      "PYTHONHOME",
      "PYTHONBREAKPOINT",
      "PYTHONWARNINGS",
      "PIP_INDEX_URL",
      "PIP_EXTRA_INDEX_URL",
      "VIRTUAL_ENV",
    ],
    "what Python loads first",
  ],
  // ruby(1), perlrun(1), java(1), php.net, lua(1), doc.rust-lang.org/cargo, pkg.go.dev/cmd/go.
  [
    ["RUBYOPT", "RUBYLIB", "GEM_PATH", "BUNDLE_GEMFILE", "PERL5OPT", "PERL5LIB", "PERL5DB"],
    "what Ruby or Perl loads first",
  ],
  [
    [
      "JAVA_TOOL_OPTIONS",
      "_JAVA_OPTIONS",
      "JDK_JAVA_OPTIONS",
      "CLASSPATH",
      "MAVEN_OPTS",
      "GRADLE_OPTS",
      "MAVEN_ARGS",
    ],
    "what Java loads first",
  ],
  [
    ["PHPRC", "PHP_INI_SCAN_DIR", "LUA_INIT", "LUA_PATH", "LUA_CPATH"],
    "what PHP or Lua loads first",
  ],
  [
    [
      "RUSTC_WRAPPER",
      "RUSTC",
      "RUSTFLAGS",
      "CARGO_HOME",
      "GOFLAGS",
      "GOPROXY",
      "CC",
      "CXX",
      "MAKEFLAGS",
      "DOTNET_STARTUP_HOOKS",
    ],
    "which compiler runs",
  ],
  // git-scm.com/docs/git: environment variables; git-config: GIT_CONFIG_*.
  [
    [
      "GIT_SSH_COMMAND",
      "GIT_SSH",
      "GIT_EXTERNAL_DIFF",
      "GIT_PAGER",
      "GIT_EDITOR",
      "GIT_SEQUENCE_EDITOR",
      "GIT_ASKPASS",
      "GIT_EXEC_PATH",
      "GIT_CONFIG",
      "GIT_CONFIG_GLOBAL",
      "GIT_CONFIG_COUNT",
      "GIT_CONFIG_PARAMETERS",
      "GIT_PROXY_COMMAND",
      "GIT_TEMPLATE_DIR",
      "GIT_DIR",
    ],
    "which program git runs",
  ],
  // environ(7), less(1), man(1), ssh(1).
  [
    [
      "PAGER",
      "MANPAGER",
      "LESSOPEN",
      "LESSCLOSE",
      "EDITOR",
      "VISUAL",
      "BROWSER",
      "SSH_ASKPASS",
      "SUDO_ASKPASS",
      "TERMINAL",
    ],
    "which program a program starts",
  ],
  // docs.docker.com; kubernetes.io; curl(1): where it goes, not what is loaded.
  [
    [
      "DOCKER_HOST",
      "KUBECONFIG",
      "http_proxy",
      "https_proxy",
      "HTTP_PROXY",
      "HTTPS_PROXY",
      "ALL_PROXY",
      "NODE_TLS_REJECT_UNAUTHORIZED",
      "SSL_CERT_FILE",
    ],
    "where requests go",
  ],
];
