/** What is wrong with a server, for people: it does not start, hangs, speaks nonsense, floods. Not a defect of Ambit. */
export class ServerFault extends Error {}
