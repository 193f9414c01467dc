/**
 * Makes pictures of windows small: 256 colours are enough for them, and nearly none is lost.
 *
 *     node scripts/vscode/shrink.mjs FILE.png…
 *
 * What has a palette already stays as it is.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

/** @typedef {{ readonly colour: number, readonly count: number }} Counted a colour as 0xRRGGBB, and how many points have it */

/**
 * The same picture with a palette, if that is smaller. Transparency counts as black.
 * @param {Buffer} png
 * @returns {Buffer}
 */
export function shrink(png) {
  const { width, height, channels, data } = read(png);
  if (channels === 0) return png;
  const points = pointsOf(data, width, height, channels);
  const palette = paletteOf(points);
  const nearest = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = nearest(points[y * width + x] ?? 0);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]));
  const small = Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return small.length < png.length ? small : png;
}

/** @param {Buffer} png */
function read(png) {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error("it is no PNG");
  const parts = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const type = png.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") parts.push(body);
    if (type !== "IHDR") continue;
    [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
    const [depth, kind, , , interlaced] = body.subarray(8);
    if (depth !== 8 || interlaced !== 0) return { width, height, channels: 0, data: png };
    channels = kind === 2 ? 3 : kind === 6 ? 4 : 0;
  }
  return { width, height, channels, data: inflateSync(Buffer.concat(parts)) };
}

/**
 * Takes the filters of the lines back.
 * @param {Buffer} data
 * @param {number} width
 * @param {number} height
 * @param {number} channels
 */
function pointsOf(data, width, height, channels) {
  const length = width * channels;
  const points = new Uint32Array(width * height);
  let above = new Uint8Array(length);
  for (let y = 0; y < height; y++) {
    const start = y * (length + 1);
    const filter = data[start] ?? 0;
    const line = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      const left = i < channels ? 0 : (line[i - channels] ?? 0);
      const corner = i < channels ? 0 : (above[i - channels] ?? 0);
      const guess = predicted(filter, left, above[i] ?? 0, corner);
      line[i] = (data[start + 1 + i] ?? 0) + guess;
    }
    for (let x = 0; x < width; x++) {
      const [red = 0, green = 0, blue = 0] = line.subarray(x * channels, x * channels + 3);
      points[y * width + x] = (red << 16) | (green << 8) | blue;
    }
    above = line;
  }
  return points;
}

/**
 * @param {number} filter
 * @param {number} left
 * @param {number} up
 * @param {number} corner
 */
function predicted(filter, left, up, corner) {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/**
 * The colours themselves where they are few, else those in the middle of groups that are cut in two where they spread most.
 * @param {Uint32Array} points
 * @returns {readonly number[]}
 */
function paletteOf(points) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of points) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  /** @type {Counted[]} */
  const all = [...counts].map(([colour, count]) => ({ colour, count }));
  if (all.length <= COLOURS) return all.map(({ colour }) => colour);
  // What is most of a window keeps its very colour.
  const sorted = all.toSorted((a, b) => b.count - a.count);
  const kept = sorted.slice(0, COLOURS / 4).map(({ colour }) => colour);
  let groups = [sorted.slice(COLOURS / 4)];
  while (groups.length + kept.length < COLOURS) {
    const spreads = groups.map(spreadOf);
    const widest = spreads.reduce(
      (best, one, at) => (one.worth > (spreads[best]?.worth ?? 0) ? at : best),
      0,
    );
    const { shift, worth } = spreads[widest] ?? { shift: 0, worth: 0 };
    if (worth === 0) break;
    groups = groups.flatMap((group, at) => (at === widest ? cut(group, shift) : [group]));
  }
  return [...kept, ...groups.map(middleOf)];
}

/** @param {readonly Counted[]} group */
function spreadOf(group) {
  const count = group.reduce((sum, one) => sum + one.count, 0);
  const spreads = [16, 8, 0].map((shift) => {
    const values = group.map(({ colour }) => (colour >> shift) & 255);
    return {
      shift,
      width:
        values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255),
    };
  });
  const { shift, width } = spreads.reduce((best, one) => (one.width > best.width ? one : best));
  return { shift, worth: width <= 0 ? 0 : width * Math.sqrt(count) };
}

/**
 * @param {readonly Counted[]} group
 * @param {number} shift
 */
function cut(group, shift) {
  const sorted = group.toSorted(
    (a, b) => ((a.colour >> shift) & 255) - ((b.colour >> shift) & 255),
  );
  const half = sorted.reduce((sum, one) => sum + Math.sqrt(one.count), 0) / 2;
  let [sum, at] = [0, 0];
  while (at < sorted.length - 1 && sum < half) sum += Math.sqrt(sorted[at++]?.count ?? 0);
  return [sorted.slice(0, Math.max(at, 1)), sorted.slice(Math.max(at, 1))];
}

/** @param {readonly Counted[]} group */
function middleOf(group) {
  const count = group.reduce((sum, one) => sum + one.count, 0);
  const [red = 0, green = 0, blue = 0] = [16, 8, 0].map((shift) =>
    Math.round(
      group.reduce((sum, one) => sum + ((one.colour >> shift) & 255) * one.count, 0) / count,
    ),
  );
  return (red << 16) | (green << 8) | blue;
}

/**
 * @param {readonly number[]} palette
 * @returns {(colour: number) => number}
 */
function nearestIn(palette) {
  /** @type {Map<number, number>} */
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const before = known.get(colour);
    if (before !== undefined) return before;
    let [best, least] = [0, Infinity];
    for (const [index, one] of palette.entries()) {
      const distance = [16, 8, 0].reduce(
        (sum, shift) => sum + (((colour >> shift) & 255) - ((one >> shift) & 255)) ** 2,
        0,
      );
      if (distance < least) [best, least] = [index, distance];
    }
    known.set(colour, best);
    return best;
  };
}

/**
 * @param {string} type
 * @param {Buffer} body
 */
function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const file of process.argv.slice(2)) writeFileSync(file, shrink(readFileSync(file)));
