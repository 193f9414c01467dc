import { crc32, deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { shrink } from "../../scripts/vscode/shrink.mjs";

const WIDTH = 64;
const HEIGHT = 48;

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  ends[0].writeUInt32BE(body.length);
  ends[1].writeUInt32BE(crc32(named));
  return Buffer.concat([ends[0], named, ends[1]]);
}

/** A picture of three bytes a point, with a filter for each line. */
function picture(colourAt: (x: number, y: number) => number, filters: readonly number[]): Buffer {
  const rows: number[] = [];
  const byteAt = (x: number, y: number, channel: number): number =>
    x < 0 || y < 0 ? 0 : (colourAt(x, y) >> (16 - 8 * channel)) & 255;
  for (let y = 0; y < HEIGHT; y++) {
    const filter = filters[y % filters.length] ?? 0;
    rows.push(filter);
    for (let x = 0; x < WIDTH; x++)
      for (let channel = 0; channel < 3; channel++) {
        const [left, up] = [byteAt(x - 1, y, channel), byteAt(x, y - 1, channel)];
        const corner = byteAt(x - 1, y - 1, channel);
        const guess = left + up - corner;
        const paeth = [left, up, corner].toSorted(
          (a, b) => Math.abs(guess - a) - Math.abs(guess - b),
        )[0];
        const guesses = [0, left, up, (left + up) >> 1, paeth];
        rows.push((byteAt(x, y, channel) - (guesses[filter] ?? 0)) & 255);
      }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from(rows), { level: 0 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The colours of a picture with a palette, point by point. */
function points(png: Buffer): readonly number[] {
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    parts.set(
      png.toString("latin1", at + 4, at + 8),
      png.subarray(at + 8, at + 8 + png.readUInt32BE(at)),
    );
  const palette = parts.get("PLTE") ?? Buffer.alloc(0);
  const rows = inflateSync(parts.get("IDAT") ?? Buffer.alloc(0));
  return [...rows].flatMap((index, at) =>
    at % (WIDTH + 1) === 0 ? [] : [palette.readUIntBE(index * 3, 3)],
  );
}

describe("a picture of a window", () => {
  it.each([0, 1, 2, 3, 4])("of few colours stays the same to the point, filter %i", (filter) => {
    const colourAt = (x: number, y: number): number => ((x * 7) % 16) * 0x010f03 + (y % 9) * 0x1700;
    const small = shrink(picture(colourAt, [filter, 0]));
    const wanted = Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
      colourAt(at % WIDTH, Math.floor(at / WIDTH)),
    );
    expect(points(small)).toEqual(wanted);
  });

  it("of many colours gets near ones, and is smaller", () => {
    const colourAt = (x: number, y: number): number =>
      ((x * 4) << 16) | ((y * 5) << 8) | ((x * y) % 256);
    const big = picture(colourAt, [0]);
    const small = shrink(big);
    expect(small.length).toBeLessThan(big.length / 2);
    const distances = points(small).map((colour, at) => {
      const meant = colourAt(at % WIDTH, Math.floor(at / WIDTH));
      return Math.max(
        ...[16, 8, 0].map((by) => Math.abs(((colour >> by) & 255) - ((meant >> by) & 255))),
      );
    });
    expect(Math.max(...distances)).toBeLessThan(64);
    expect(shrink(small)).toBe(small);
  });
});
