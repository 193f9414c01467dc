/** A word as a POSIX shell reads it back: as it is where it is plain, in quotes otherwise. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
