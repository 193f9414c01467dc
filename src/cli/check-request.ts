import type { Persona } from "../model/level.ts";
import type { FixMode } from "./fix.ts";

/** How findings are printed, the usual one first. */
export const FORMATS = ["text", "json", "sarif", "github"] as const;

/** Severities, the worst first. */
export const SEVERITIES = ["error", "warning", "info", "hint"] as const;

/** From which severity on findings fail the command, the usual one first. */
export const FAILING = [...SEVERITIES, "never"] as const;

/** What `ambit check` is asked for. */
export interface CheckRequest {
  /** As given; none stands for the current folder. */
  readonly paths: readonly string[];
  readonly format: (typeof FORMATS)[number];
  readonly failOn: (typeof FAILING)[number];
  /** Absent: as the configuration of each file has it. */
  readonly persona: Persona | undefined;
  readonly reach: boolean;
  readonly fix: FixMode | undefined;
  /** What git would commit, in place of what lies on the disk. */
  readonly staged: boolean;
}
