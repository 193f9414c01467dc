import { crc32, deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { withPalette } from "../../scripts/vscode/png.mjs";

const WIDTH = 64;

describe("a picture with a palette", () => {
  it("has the same points where there are few colours, whatever was done to its lines", () => {
    const lines = [0, 1, 2].map((filter) => {
      // Filtered by "left" all but the first point are 0; by "up" the whole line is.
      const first = filter === 2 ? [0, 0, 0] : [10, 200, 30];
      const rest =
        filter === 0
          ? Array(WIDTH - 1)
              .fill([10, 200, 30])
              .flat()
          : [];
      return Buffer.from([filter, ...first, ...rest, ...Array(WIDTH * 3).fill(0)]).subarray(
        0,
        WIDTH * 3 + 1,
      );
    });
    const png = picture(Buffer.concat(lines));
    const small = withPalette(png);
    expect(small.length).toBeLessThan(png.length);
    expect([...(part(small, "PLTE") ?? [])]).toEqual([10, 200, 30]);
    const indexed = inflateSync(part(small, "IDAT") ?? Buffer.alloc(0));
    expect(indexed).toEqual(Buffer.alloc((WIDTH + 1) * 3));
  });

  it("is the same bytes where nothing is won", () => {
    const png = withPalette(picture(Buffer.alloc((WIDTH * 3 + 1) * 3)));
    expect(withPalette(png)).toBe(png);
  });
});

/** A picture of three lines, of points of three bytes. */
function picture(raw: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(3, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const packed = deflateSync(raw, { level: 0 });
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", packed),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

function part(png: Buffer, type: string): Buffer | undefined {
  const at = png.indexOf(type, 0, "latin1");
  return at < 0 ? undefined : png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
}
