import type { OwnKind } from "../../workspace/inspection.ts";
import type { Surroundings } from "../../workspace/surroundings.ts";
import type { Cursor } from "../cursor.ts";
import type { KnownTools } from "../tool-docs.ts";

/** What is being written where, and what is there around it. */
export interface Writing {
  readonly cursor: Cursor;
  readonly kind: OwnKind;
  readonly file: string;
  readonly around: Surroundings;
  readonly tools: KnownTools;
}
