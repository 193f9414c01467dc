/** Rule files and command lines (as words) for `codex execpolicy check`. */

/** @type {Record<string, string>} */
export const FILES = {
  "git.rules": `# Comments and trailing commas.
prefix_rule(
    pattern = ["git", ["status", "diff", "log"]],  # alternatives
    decision = "allow",
    justification = "read only",
    match = ["git status", ["git", "diff", "--stat"]],
    not_match = ["git push", "gitstatus"],
)
prefix_rule(pattern = ["git", "push"], decision = "prompt")
prefix_rule(pattern = ["git", "push", ["--force", "-f"]], decision = "forbidden")
`,
  "broad.rules": `prefix_rule(pattern=["git"], decision="prompt")
prefix_rule(pattern=["git", "status"], decision="allow")
prefix_rule(pattern=["npm"])
prefix_rule(pattern=["npm", "publish"], decision="forbidden")
`,
  "heads.rules": `prefix_rule(pattern=[["rg", "grep", "ls"], ["-n", "-l"]])
prefix_rule(pattern=["/usr/bin/make", "build"])
prefix_rule(pattern=["make", "test"])
prefix_rule(pattern=["/bin/zsh", "-lc", "git log | head"])
`,
  "host.rules": `host_executable(name="git", paths=["/usr/bin/git", "/opt/git/bin/git"])
host_executable(name="make", paths=[])
prefix_rule(pattern=["git", "status"])
prefix_rule(pattern=["make"])
prefix_rule(pattern=["node"], decision="prompt")
prefix_rule(pattern=["/usr/bin/node", "--version"])
`,
  "strings.rules": `prefix_rule(pattern=['single', "dou\\"ble", """triple "q" x""", r"raw\\n", "tab\\there", "uni\\u00e9"])
prefix_rule(pattern=["con" + "cat"], decision="prompt")
prefix_rule(pattern=("tu", "ple"))
`,
  "concat.rules": `prefix_rule(pattern=["con" + "cat"], decision="prompt")
prefix_rule(pattern=["a"] + ["b"])
`,
  "positional.rules": `prefix_rule(["pos", "itional"], "prompt")
prefix_rule(["mixed"], decision = "forbidden")
`,
  "glob.rules": `prefix_rule(pattern=["g*"])
prefix_rule(pattern=["npm", "run", "*"])
prefix_rule(pattern=["", "x"])
prefix_rule(pattern=["a b", "c"])
`,
  "escapes.rules": `prefix_rule(pattern=["a\\x41\\u00e9\\U0001F600", 'it\\'s', "q\\"q", "b\\\\s"])
prefix_rule(pattern=[r"raw\\d", r'x"y'])
prefix_rule(pattern=["""three
lines""", '''s"s'''], decision="prompt")
`,
  "variables.rules": `TOOLS = ["rg", "fd"]
for t in TOOLS:
    prefix_rule(pattern=[t])
`,
  "listcomp.rules": `[prefix_rule(pattern=[x], decision="forbidden") for x in ["rm", "dd"]]
`,
  "def.rules": `def rule(name):
    prefix_rule(pattern=[name, "go"], decision="prompt")
rule("alpha")
rule("beta")
`,
  "assigned.rules": `D = "forbidden"
P = ["sh"]
prefix_rule(pattern=P, decision=D)
`,
  "if.rules": `if True:
    prefix_rule(pattern=["yes"])
else:
    prefix_rule(pattern=["no"])
`,
  "fstring.rules": `x = "ls"
prefix_rule(pattern=[f"{x}"])
`,
  "network.rules": `network_rule(host="api.example.com", protocol="https", decision="allow", justification="build")
network_rule(host="Evil.Example.", protocol="http", decision="deny")
prefix_rule(pattern=["curl"])
`,
  "pass.rules": `pass
"a docstring alone"
prefix_rule(pattern=["ok"]); prefix_rule(pattern=["ok2"], decision="prompt")
`,
  "empty.rules": ``,
  "comment.rules": `# nothing
`,
  "paren.rules": `(prefix_rule(pattern=["p"]))
prefix_rule(
  pattern=[
    "q",  # first
    # between
    ["r", "s",],
  ],
)
`,
  "one-alt.rules": `prefix_rule(pattern=[["only"], ["one"]])
`,
  "none.rules": `prefix_rule(pattern=["n"], justification=None, decision=None, match=None)
`,
};

/** Files that the program refuses whole; each is checked for that alone. */
/** @type {Record<string, string>} */
export const REFUSED = {
  "bad-deny.rules": `prefix_rule(pattern=["a"], decision="deny")\n`,
  "bad-empty.rules": `prefix_rule(pattern=[])\n`,
  "bad-alts.rules": `prefix_rule(pattern=["a", []])\n`,
  "bad-nested.rules": `prefix_rule(pattern=["a", [["b"]]])\n`,
  "bad-number.rules": `prefix_rule(pattern=["a", 1])\n`,
  "bad-string.rules": `prefix_rule(pattern="git status")\n`,
  "bad-keyword.rules": `prefix_rule(pattern=["a"], decison="allow")\n`,
  "bad-name.rules": `prefix_rules(pattern=["a"])\n`,
  "bad-blank.rules": `prefix_rule(pattern=["a"], justification="  ")\n`,
  "bad-match.rules": `prefix_rule(pattern=["git", "push"], match=["git status"])\n`,
  "bad-not-match.rules": `prefix_rule(pattern=["git"], not_match=["git status"])\n`,
  "bad-example.rules": `prefix_rule(pattern=["git"], match=["git 'open"])\n`,
  "bad-example-empty.rules": `prefix_rule(pattern=["git"], match=[""])\n`,
  "bad-example-list.rules": `prefix_rule(pattern=["git"], match=[[]])\n`,
  "bad-open.rules": `prefix_rule(pattern=["a"\n`,
  "bad-missing.rules": `prefix_rule(decision="allow")\n`,
  "bad-twice.rules": `prefix_rule(pattern=["a"], pattern=["b"])\n`,
  "bad-load.rules": `load("x.rules", "y")\nprefix_rule(pattern=["a"])\n`,
  "bad-print.rules": `print("x")\n`,
  "bad-host-path.rules": `host_executable(name="git", paths=["bin/git"])\n`,
  "bad-host-base.rules": `host_executable(name="git", paths=["/usr/bin/hg"])\n`,
  "bad-host-name.rules": `host_executable(name="a/git", paths=["/usr/bin/git"])\n`,
  "bad-host-home.rules": `host_executable(name="az", paths=["~/bin/az"])\n`,
  "bad-net-wild.rules": `network_rule(host="*.example.com", protocol="https", decision="allow")\n`,
  "bad-net-url.rules": `network_rule(host="https://example.com", protocol="https", decision="allow")\n`,
  "bad-net-proto.rules": `network_rule(host="example.com", protocol="ftp", decision="allow")\n`,
  "bad-net-decision.rules": `network_rule(host="example.com", protocol="https", decision="ask")\n`,
  "bad-implicit.rules": `prefix_rule(pattern=["a" "b"])\n`,
  "bad-indent.rules": `  prefix_rule(pattern=["a"])\n`,
  "bad-tuple.rules": `prefix_rule(pattern=["a", ("b", "c")])\n`,
  "bad-positional.rules": `prefix_rule(pattern=["a"], "prompt")\n`,
  "bad-json.rules": `{"rules": []}\n"x" y\n`,
};

/** @type {readonly { rules: readonly string[], argv: readonly (readonly string[])[], resolve?: boolean }[]} */
export const RUNS = [
  {
    rules: ["git.rules"],
    argv: w(
      "git status|git diff|git log -p|git push|git push origin|git push --force|git push -f origin|git push origin -f|git|git statu|git Status|GIT status|git stash|git  status|gitstatus|/usr/bin/git status|git push --force-with-lease|git -C x push --force",
    ),
  },
  {
    rules: ["git.rules"],
    resolve: true,
    argv: w(
      "/usr/bin/git status|/opt/x/git push -f|./git status|bin/git status|git status|/usr/bin/GIT status|/git push",
    ),
  },
  {
    rules: ["broad.rules"],
    argv: w(
      "git|git status|git log|npm|npm publish|npm publish --dry-run|npm run x|npm  publish|npx x|npm -w a publish|npm PUBLISH",
    ),
  },
  {
    rules: ["git.rules", "broad.rules"],
    argv: w("git status|git push|git push -f|git diff|git|npm publish|npm ci"),
  },
  {
    rules: ["broad.rules", "git.rules"],
    argv: w("git status|git push|git push -f|git diff|npm publish"),
  },
  {
    rules: ["heads.rules"],
    argv: w(
      "rg -n x|rg -l|rg x -n|grep -n|grep|ls -l|ls -la|/usr/bin/make build|make build|make test|/usr/bin/make test|make",
    ),
  },
  {
    rules: ["heads.rules"],
    resolve: true,
    argv: w(
      "/usr/bin/make build|/usr/bin/make test|/usr/local/bin/make build|/usr/local/bin/make test|/bin/rg -n|rg -n",
    ),
  },
  {
    rules: ["heads.rules"],
    argv: [
      ["/bin/zsh", "-lc", "git log | head"],
      ["/bin/zsh", "-lc", "git log | head -5"],
      ["zsh", "-lc", "git log | head"],
      ["/bin/zsh", "-lc"],
    ],
  },
  {
    rules: ["host.rules"],
    resolve: true,
    argv: w(
      "/usr/bin/git status|/opt/git/bin/git status|/home/u/git status|git status|/usr/bin/make|make|/usr/bin/node|/usr/bin/node --version|/opt/node --version|node --version|node",
    ),
  },
  {
    rules: ["host.rules"],
    argv: w(
      "/usr/bin/git status|git status|/usr/bin/make|make|/usr/bin/node|/usr/bin/node --version|node --version",
    ),
  },
  {
    rules: ["glob.rules"],
    argv: [
      ...w("git|g*|g*x|npm run *|npm run test|npm run"),
      ["", "x"],
      ["", "y"],
      ["a b", "c"],
      ["a", "b", "c"],
    ],
  },
  {
    rules: ["escapes.rules"],
    argv: [
      ["aAé😀", "it's", 'q"q', "b\\s"],
      ["aAé😀", "it's", 'q"q', "b\\s", "more"],
      ["aAé", "it's"],
      ["raw\\d", 'x"y'],
      ["rawd", 'x"y'],
      ["three\nlines", 's"s'],
      ["three lines", 's"s'],
    ],
  },
  { rules: ["variables.rules"], argv: w("rg x|fd|ls") },
  { rules: ["listcomp.rules"], argv: w("rm x|dd|ls") },
  { rules: ["def.rules"], argv: w("alpha go|beta go|alpha stop") },
  { rules: ["assigned.rules"], argv: w("sh -c x|bash") },
  { rules: ["if.rules"], argv: w("yes|no") },
  { rules: ["fstring.rules"], argv: w("ls|x") },
  { rules: ["concat.rules"], argv: w("concat|con cat|a b|a") },
  { rules: ["positional.rules"], argv: w("pos itional|pos|mixed") },
  { rules: ["network.rules"], argv: w("curl https://evil.example|wget") },
  { rules: ["pass.rules"], argv: w("ok|ok2|x") },
  { rules: ["empty.rules"], argv: w("ls") },
  { rules: ["comment.rules"], argv: w("ls|# nothing") },
  { rules: ["paren.rules"], argv: w("p|q r|q s|q t|q") },
  { rules: ["one-alt.rules"], argv: w("only one|only|only two") },
  { rules: ["none.rules"], argv: w("n|m") },
  { rules: ["strings.rules"], argv: w("tu ple") },
];

/** @param {string} text */
function w(text) {
  return text.split("|").map((line) => line.split(" ").filter((word) => word !== ""));
}
