/** The validators that `scripts/schemas.mjs` compiles from `schemas/*.schema.json`. */
declare module "ambit:schemas" {
  /** What one keyword of a schema has against a document. */
  export interface SchemaProblem {
    /** A JSON pointer to the value, as `/rules/0/tool`. */
    readonly instancePath: string;
    readonly keyword: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly message?: string;
  }

  /** Does a document follow the schema? `errors` is of the last call, and must be read before the next. */
  export interface Validate {
    (document: unknown): boolean;
    readonly errors?: readonly SchemaProblem[] | null;
  }

  /** By a schema's file name without its suffix: `policy` for `policy.schema.json`. */
  export const validators: ReadonlyMap<string, Validate>;
}
