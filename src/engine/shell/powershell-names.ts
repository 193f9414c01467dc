/** The other names of a cmdlet or alias. */
export function alsoNamed(name: string | undefined): readonly string[] {
  const group = GROUPS.find((names) => name !== undefined && names.includes(name));
  return group?.filter((other) => other !== name) ?? [];
}

/** The cmdlet that an alias stands for, in lower case; any other name as it is. */
export function plainName(name: string): string {
  return GROUPS.find((names) => names.includes(name))?.[0] ?? name;
}

/** Does it run a text or a program that its arguments name in ways that are not followed? */
export function hidesCommand(name: string | undefined): boolean {
  return name !== undefined && HIDING.has(name);
}

/** Does it change the folder? */
export function movesFolder(name: string | undefined): boolean {
  return name === undefined || MOVING.has(name) || HIDING.has(name);
}

const GROUPS: readonly (readonly string[])[] = [
  ["remove-item", "rm", "ri", "del", "erase", "rd", "rmdir"],
  ["get-content", "cat", "gc", "type"],
  ["set-content", "sc"],
  ["copy-item", "cp", "copy", "cpi"],
  ["move-item", "mv", "move", "mi"],
  ["rename-item", "ren", "rni"],
  ["new-item", "ni", "mkdir", "md"],
  ["get-childitem", "ls", "dir", "gci"],
  ["write-output", "echo", "write"],
  ["tee-object", "tee"],
  ["select-string", "sls"],
  ["stop-process", "kill", "spps"],
  ["invoke-webrequest", "iwr", "curl", "wget"],
  ["invoke-restmethod", "irm"],
];

const HIDING = new Set(
  (
    "invoke-expression iex invoke-command icm start-process saps start start-job sajb start-threadjob set-alias sal new-alias nal import-alias powershell pwsh cmd wsl bash sh zsh dash ksh " +
    "add-type new-object invoke-item ii import-module ipmo invoke-cimmethod invoke-wmimethod register-objectevent register-scheduledjob invoke-history ihy r foreach-object % foreach where-object ? where " +
    "schtasks rundll32 mshta wscript cscript msiexec forfiles conhost invoke-webrequest iwr curl wget invoke-restmethod irm"
  ).split(" "),
);
const MOVING = new Set("cd chdir sl set-location push-location pushd pop-location popd".split(" "));
