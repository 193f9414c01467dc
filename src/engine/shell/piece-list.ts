import type { Piece } from "./pieces.ts";
import type { Script } from "./tree.ts";

/** Collects the pieces of a word and the programs inside it. */
export class PieceList {
  readonly pieces: Piece[] = [];
  readonly scripts: Script[] = [];

  text(text: string, quoted: boolean): void {
    const last = this.pieces.at(-1);
    if (last?.kind === "text" && last.quoted === quoted)
      this.pieces[this.pieces.length - 1] = { ...last, text: last.text + text };
    else this.pieces.push({ kind: "text", text, quoted });
  }

  hole(splits: boolean, scripts: readonly Script[] = [], pipe = false): void {
    this.pieces.push({ kind: "hole", splits, pipe });
    this.scripts.push(...scripts);
  }
}
