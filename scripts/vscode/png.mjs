/** Makes pictures of the editor small: they have few colours, and a palette of 256 takes half the bytes. */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** As many colours has a palette. */
const MOST_COLOURS = 256;
const MOST_FREQUENT = 128;

/**
 * The same picture with the colours that it has most of; the others become the nearest one. What is no 8-bit picture without a palette stays as it is.
 * @param {Buffer} png
 */
export function withPalette(png) {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.data;
  if (header === undefined) return png;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9] ?? 0];
  if (channels === undefined || header[8] !== 8 || header[12] !== 0) return png;
  const data = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map((one) => one.data));
  const pixels = unfiltered(inflateSync(data), width * channels, channels);
  const colours = coloursOf(pixels, channels);
  const palette = paletteOf(colours);
  const places = new Map([...colours.keys()].map((one) => [one, nearest(one, palette)]));
  const lines = Buffer.alloc((width + 1) * height);
  for (let at = 0, pixel = 0; pixel < width * height; pixel++, at += channels) {
    const to = pixel + Math.floor(pixel / width) + 1;
    lines[to] = places.get(pixels.readUIntBE(at, 3)) ?? 0;
  }
  const indexed = Buffer.from(header);
  indexed[9] = 3;
  const table = Buffer.alloc(palette.length * 3);
  for (const [at, colour] of palette.entries()) table.writeUIntBE(colour, at * 3, 3);
  const small = Buffer.concat([
    SIGNATURE,
    chunk("IHDR", indexed),
    chunk("PLTE", table),
    chunk("IDAT", deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return small.length < png.length ? small : png;
}

/** @param {Buffer} png */
function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at + 8 <= png.length;) {
    const size = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + size) });
    at += size + 12;
  }
  return chunks;
}

/**
 * The pixels without what PNG does to each line before it is packed.
 * @param {Buffer} raw
 * @param {number} stride bytes of a line
 * @param {number} size bytes of a pixel
 */
function unfiltered(raw, stride, size) {
  const out = Buffer.alloc((raw.length / (stride + 1)) * stride);
  for (let line = 0; line * stride < out.length; line++) {
    const filter = raw[line * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = line * stride + x;
      const left = x < size ? 0 : (out[at - size] ?? 0);
      const up = line === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = x < size || line === 0 ? 0 : (out[at - stride - size] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = (raw[line * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

/**
 * @param {number} left
 * @param {number} up
 * @param {number} corner
 */
function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/**
 * How often each colour is there.
 * @param {Buffer} pixels
 * @param {number} size
 */
function coloursOf(pixels, size) {
  /** @type {Map<number, number>} */
  const colours = new Map();
  for (let at = 0; at < pixels.length; at += size) {
    const colour = pixels.readUIntBE(at, 3);
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  return colours;
}

/**
 * The most frequent colours, and of each further shade the most frequent one: the few points of a coloured sign keep their hue.
 * @param {ReadonlyMap<number, number>} colours
 */
function paletteOf(colours) {
  const byCount = [...colours.entries()].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const palette = byCount.slice(0, MOST_FREQUENT);
  const shadeOf = (/** @type {number} */ colour) => colour & 0xf0f0f0;
  const shades = new Set(palette.map(shadeOf));
  for (const colour of byCount.slice(MOST_FREQUENT)) {
    if (palette.length === MOST_COLOURS) break;
    if (shades.has(shadeOf(colour))) continue;
    shades.add(shadeOf(colour));
    palette.push(colour);
  }
  return palette;
}

/**
 * @param {number} colour
 * @param {readonly number[]} palette
 */
function nearest(colour, palette) {
  let [best, least] = [0, Infinity];
  for (const [at, other] of palette.entries()) {
    const distance = [16, 8, 0].reduce(
      (sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2,
      0,
    );
    if (distance < least) [best, least] = [at, distance];
  }
  return best;
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}
