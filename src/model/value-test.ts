import type { Json } from "./json.ts";

/** A type name of JSON Schema. */
export type JsonType = "string" | "number" | "integer" | "boolean" | "array" | "object" | "null";

/** What the value of an argument must be: the keywords of JSON Schema that Ambit knows. `{}` is any value. */
export interface ValueTest {
  readonly type?: readonly JsonType[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  /** In RE2's syntax, not anchored. */
  readonly pattern?: string;
  /** In code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: ValueTest;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: readonly NamedTest[];
  readonly required?: readonly string[];
  /** `false`: none beside `properties`. */
  readonly additionalProperties?: ValueTest | false;
  readonly not?: ValueTest;
  readonly anyOf?: readonly ValueTest[];
}

/** A named value; `optional`: it may be absent (`name?`). */
export interface NamedTest {
  readonly name: string;
  readonly optional: boolean;
  readonly test: ValueTest;
}

/** The `args` of a rule; `closed`: `rest: none`, no other argument. */
export interface ArgsTest {
  readonly named: readonly NamedTest[];
  readonly closed: boolean;
}
