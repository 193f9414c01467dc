import configSchema from "../../schemas/ambit-config.schema.json" with { type: "json" };
import policySchema from "../../schemas/ambit-policy.schema.json" with { type: "json" };
import scenarioSchema from "../../schemas/ambit-scenario.schema.json" with { type: "json" };
import testSchema from "../../schemas/ambit-test.schema.json" with { type: "json" };
import type { SymbolicPath } from "../model/place.ts";
import type { OwnKind } from "../workspace/inspection.ts";

/** As much of our own schemas as the editor reads. */
interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** A key that a mapping knows. */
export interface DescribedKey {
  readonly key: string;
  readonly description: string;
  /** What stands under it: a mapping, a list of mappings, or a value (also a list of values). */
  readonly takes: "mapping" | "mappings" | "value";
}

/** What the schemas say about the place at a path: the words of the editor, and the one source of them. */
export class SchemaPlace {
  readonly #root: SchemaRoot;
  readonly #schemas: readonly Schema[];

  private constructor(root: SchemaRoot, schemas: readonly Schema[]) {
    this.#root = root;
    this.#schemas = schemas.flatMap((schema) => expand(schema, root));
  }

  /** The place at a path of a document of a kind; one that no schema knows says nothing. */
  static at(kind: OwnKind, path: SymbolicPath): SchemaPlace {
    let place = new SchemaPlace(ROOTS[kind], [ROOTS[kind]]);
    for (const step of path) place = place.#step(step);
    return place;
  }

  /** What it is. */
  get description(): string | undefined {
    return this.#schemas.find(({ description }) => description !== undefined)?.description;
  }

  /** The keys of a mapping here. */
  get keys(): readonly DescribedKey[] {
    const found = this.#schemas.flatMap(({ properties }) => Object.keys(properties ?? {}));
    return [...new Set(found)].map((key) => {
      const child = this.#step(key);
      return { key, description: child.description ?? "", takes: child.#takes };
    });
  }

  /** Values of which one must stand here, where nothing else may. */
  get values(): readonly unknown[] {
    return this.#schemas.flatMap((one) => one.enum ?? (one.const === undefined ? [] : [one.const]));
  }

  get #takes(): DescribedKey["takes"] {
    const types = this.#schemas.flatMap(({ type }) => type ?? []);
    // Where a word may stand too, as in `rest: none`, the word is what is meant.
    const isMapping = types.includes("object") && !types.includes("string");
    if (isMapping) return this.values.length > 0 ? "value" : "mapping";
    const items = this.#step(0).#schemas.flatMap(({ type }) => type ?? []);
    return items.includes("object") && !items.includes("string") ? "mappings" : "value";
  }

  #step(step: string | number): SchemaPlace {
    return new SchemaPlace(
      this.#root,
      this.#schemas.flatMap((schema) => childOf(schema, step)),
    );
  }
}

type SchemaRoot = Schema & { readonly $defs: Readonly<Record<string, Schema>> };

const ROOTS: Readonly<Record<OwnKind, SchemaRoot>> = {
  policy: policySchema,
  scenario: scenarioSchema,
  test: testSchema,
  config: configSchema,
};

/** The alternatives of a schema, itself first: its own description counts before that of what it refers to. */
function expand(schema: Schema, root: SchemaRoot): readonly Schema[] {
  const name = schema.$ref?.replace("#/$defs/", "");
  const target = name === undefined ? undefined : root.$defs[name];
  const referred = target === undefined ? [] : expand(target, root);
  return [schema, ...referred, ...(schema.anyOf ?? []).flatMap((one) => expand(one, root))];
}

function childOf(schema: Schema, step: string | number): readonly Schema[] {
  if (typeof step === "number") return schema.items === undefined ? [] : [schema.items];
  const { properties, additionalProperties } = schema;
  const own = properties !== undefined && Object.hasOwn(properties, step);
  if (own) return properties[step] === undefined ? [] : [properties[step]];
  return typeof additionalProperties === "object" ? [additionalProperties] : [];
}
