import {
  AUDIT_ARCH,
  IOCTL,
  REFUSED_CALLS,
  REFUSED_FAMILIES,
  REFUSED_REQUESTS,
  SOCKET,
} from "./syscalls.ts";
import type { Processor } from "./syscalls.ts";

/** One instruction of classic BPF: code, how far to jump if true and if false, operand. */
type Instruction = readonly [code: number, yes: number, no: number, operand: number];

const LOAD = 0x20;
const IF_EQUAL = 0x15;
const IF_AT_LEAST = 0x35;
const RETURN = 0x06;

const ALLOW = 0x7fff_0000;
const NOT_PERMITTED = 0x0005_0001;
const KILL = 0x8000_0000;

/** Where `struct seccomp_data` holds the number, the processor and the low words of the first two arguments. */
const NUMBER = 0;
const ARCH = 4;
const FIRST = 16;
const SECOND = 24;

/** Numbers from here on are those of the x32 ABI, under which every call has a second number. */
const X32 = 0x4000_0000;

/** The filter of system calls, as the kernel takes it (`struct sock_filter[]`); `undefined` for a processor that is not known. */
export function seccompFilter(processor: string): Uint8Array | undefined {
  if (processor !== "x64" && processor !== "arm64") return undefined;
  return encode([
    ...onlyThis(processor),
    ...[...REFUSED_CALLS.values()].flatMap((numbers) => refuse(numbers[processor])),
    ...refuseFor(SOCKET[processor], FIRST, REFUSED_FAMILIES),
    ...refuseFor(IOCTL[processor], SECOND, REFUSED_REQUESTS),
    [RETURN, 0, 0, ALLOW],
  ]);
}

/** A call by the rules of another processor has other numbers: it ends the program. */
function onlyThis(processor: Processor): readonly Instruction[] {
  const x32: readonly Instruction[] = [
    [IF_AT_LEAST, 0, 1, X32],
    [RETURN, 0, 0, NOT_PERMITTED],
  ];
  return [
    [LOAD, 0, 0, ARCH],
    [IF_EQUAL, 1, 0, AUDIT_ARCH[processor]],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, NUMBER],
    ...(processor === "x64" ? x32 : []),
  ];
}

function refuse(value: number): readonly Instruction[] {
  return [
    [IF_EQUAL, 0, 1, value],
    [RETURN, 0, 0, NOT_PERMITTED],
  ];
}

/** Refuses a call when the argument is one of some values; afterwards the number is loaded again. */
function refuseFor(
  number: number,
  argument: number,
  values: readonly number[],
): readonly Instruction[] {
  const checks = values.flatMap(refuse);
  return [
    [IF_EQUAL, 0, checks.length + 2, number],
    [LOAD, 0, 0, argument],
    ...checks,
    [LOAD, 0, 0, NUMBER],
  ];
}

function encode(program: readonly Instruction[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(program.length * 8));
  for (const [at, [code, yes, no, operand]] of program.entries()) {
    view.setUint16(at * 8, code, true);
    view.setUint8(at * 8 + 2, yes);
    view.setUint8(at * 8 + 3, no);
    view.setUint32(at * 8 + 4, operand, true);
  }
  return new Uint8Array(view.buffer);
}
