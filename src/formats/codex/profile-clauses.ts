import type { Clause } from "../../model/clause.ts";
import { parseHostPattern } from "../../model/host-pattern.ts";
import { parsePathPattern } from "../../model/path-pattern.ts";
import type { PathPattern } from "../../model/path-pattern.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { failed } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import type { BuiltInTool, ToolPattern } from "../../model/tool-pattern.ts";

/** What `:minimal` stands for on Linux. Source: codex-rs/linux-sandbox/src/bwrap.rs. */
export const MINIMAL = [
  ...["/bin", "/sbin", "/usr", "/etc", "/lib", "/lib64"],
  ...["/nix/store", "/run/current-system/sw"],
];

/** An entry for paths as a clause. */
export function fileClause(
  entry: { readonly path: string; readonly below: string; readonly access: string },
  at: SymbolicPath,
  file: string,
): Clause {
  const { path, below, access } = entry;
  const source = below === "." ? path : `${path}/${below}`;
  const patterns = basesOf(path).flatMap((base) => patternOf(base, below, source));
  return {
    id: shownShort(`${source} = "${access}"`, 80),
    file,
    at,
    effect: access === "deny" ? "deny" : "allow",
    tools: toolsOf(access === "read" ? ["file.read"] : ["file.read", "file.write"]),
    where: patterns.length === 0 ? {} : { path: patterns },
    except: [],
    faulty: false,
  };
}

/** A host, or the network as a whole, as a clause. */
export function hostClause(
  pattern: string,
  allowed: boolean,
  at: SymbolicPath,
  file: string,
): Clause {
  const host = parseHostPattern(pattern.replace(/^\*\*\./, "*."));
  return {
    id: shownShort(pattern, 80),
    file,
    at,
    effect: allowed ? "allow" : "deny",
    tools: toolsOf(["web.fetch"]),
    where: failed(host) ? {} : { host: [{ ...host.value, source: pattern }] },
    except: [],
    faulty: false,
  };
}

function toolsOf(tools: readonly BuiltInTool[]): readonly ToolPattern[] {
  return tools.map((tool) => ({ kind: "exact", source: tool, tool }));
}

function basesOf(path: string): readonly string[] {
  switch (path) {
    case ":root":
      return ["/"];
    case ":workspace_roots":
      return ["."];
    case ":tmpdir":
    case ":slash_tmp":
      return ["/tmp"];
    case ":minimal":
      return MINIMAL;
    default:
      return [path];
  }
}

/** A path that holds no wildcard is meant with all below it. */
function patternOf(base: string, below: string, source: string): readonly PathPattern[] {
  const whole = below === "." ? base : `${base.replace(/\/+$/, "")}/${below}`;
  const plain = !/[*?[\]]/.test(whole);
  const pattern = parsePathPattern(plain ? `${whole.replace(/\/+$/, "")}/**` : whole);
  return failed(pattern) ? [] : [{ ...pattern.value, source }];
}
