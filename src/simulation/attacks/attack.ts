import type { ToolCall } from "../../model/call.ts";
import type { AttackGround } from "./ground.ts";

/** What an attack is after. */
export type AttackFamily =
  | "exfiltration"
  | "secrets"
  | "escalation"
  | "changed-tool"
  | "deputy"
  | "damage";

/** Where something is told that happened, was shown or is documented. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** When it was published, `YYYY-MM-DD` or `YYYY-MM`; of documentation, when it was read. */
  readonly on: string;
}

/** One thing that an attacker needs, in order: any one of the calls will do. */
export interface Stage {
  /** To be read after "the agent". */
  readonly does: string;
  /** The most telling first. */
  readonly calls: readonly ToolCall[];
  /** It needs neither the network nor anything outside of the workspace: the sandbox of an agent does not hinder it. */
  readonly inside?: true;
}

/** The calls of an attack on what is there; or what it would need, to be read after "there is no". */
export type Plan =
  | {
      /** Each by itself leads to the end. */
      readonly ways: readonly (readonly Stage[])[];
      /** The servers have meanwhile changed every tool that a catalog records. */
      readonly toolsChanged?: true;
    }
  | { readonly missing: string };

/** An attack on an agent: what it does, where it was seen, and its calls over the facts of one policy. */
export interface Attack {
  readonly id: string;
  readonly family: AttackFamily;
  /** One sentence without its full stop. */
  readonly title: string;
  /** What it takes for granted, a sentence without its full stop. */
  readonly assumes: string;
  readonly sources: readonly Source[];
  /** What to write against it where no usual rule would do, to be read after "to stop it:". */
  readonly remedy?: string;
  plan(ground: AttackGround): Plan;
}
