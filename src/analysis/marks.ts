import { PROTECTED_NAMES } from "../engine/protected.ts";

/** Every name that wildcards of a grant to write spare, and one of those that end like a policy. */
export const PROTECTED_EXAMPLES: readonly string[] = [...PROTECTED_NAMES, "example.ambit.yaml"];
