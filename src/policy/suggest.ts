/** Names longer than this are not compared, and more than so many candidates neither: it must stay cheap whatever a document holds. */
const LONGEST_NAME = 64;
const MOST_CANDIDATES = 200;

/** The candidate that `name` was probably meant to be: at most a third of its letters wrong, missing, added or swapped. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let left = MOST_CANDIDATES;
  for (const candidate of candidates) {
    if (left-- === 0) break;
    if (candidate.length > LONGEST_NAME || Math.abs(candidate.length - wanted.length) >= least)
      continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), least);
    if (distance < least && distance < candidate.length) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** How many letters must be changed, added, removed or swapped with a neighbour to make `b` of `a`; `most` where it is not fewer. */
function editDistance(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    // What follows is at least as far, and one less behind a swap.
    if (best > most) return most;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
