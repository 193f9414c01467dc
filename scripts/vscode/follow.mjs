import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const POLL_MS = 50;

/**
 * Follows the file that test-entry.cjs writes, handing on each record of it.
 * @param {string} file
 * @param {(kind: string, text: string) => void} onRecord
 * @returns {() => void} reads what is left and stops
 */
export function follow(file, onRecord) {
  const descriptor = openSync(file, "a+");
  const decoder = new StringDecoder();
  const buffer = Buffer.alloc(1 << 16);
  let position = 0;
  let unfinished = "";
  const drain = () => {
    let count;
    while ((count = readSync(descriptor, buffer, 0, buffer.length, position)) > 0) {
      position += count;
      unfinished += decoder.write(buffer.subarray(0, count));
    }
    const lines = unfinished.split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) {
      const [kind, text] = JSON.parse(line);
      onRecord(kind, text);
    }
  };
  const timer = setInterval(drain, POLL_MS);
  return () => {
    clearInterval(timer);
    drain();
    closeSync(descriptor);
  };
}
