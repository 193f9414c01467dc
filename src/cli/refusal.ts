/** A command that cannot be carried out: 2 for wrong usage, 3 for input that cannot be read. */
export class Refusal extends Error {
  readonly exitCode: 2 | 3;

  constructor(message: string, exitCode: 2 | 3) {
    super(message);
    this.exitCode = exitCode;
  }
}
