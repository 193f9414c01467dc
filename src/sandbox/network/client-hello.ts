/** What the first message of TLS says: not all of it has come yet, the name that it asks for, or why it is not let through. */
export type Hello =
  | { readonly kind: "more" }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "fault"; readonly why: string };

/** More is no greeting, in bytes: the largest keys of today take some 2,000. */
const MOST = 32_768;

/**
 * Reads the name out of what a client says first (`ClientHello`, RFC 8446 4.1.2; `server_name`, RFC 6066 3). It has to be there, once and in
 * clear: a client that also sends an encrypted one may mean another (`encrypted_client_hello`, RFC 9849).
 */
export function readHello(bytes: Uint8Array): Hello {
  const message = handshakeOf(bytes);
  if (!("body" in message)) return message;
  try {
    return nameIn(new Reader(message.body));
  } catch (error) {
    if (error instanceof RangeError) return fault("its greeting is malformed");
    throw error;
  }
}

const MORE: Hello = { kind: "more" };

function fault(why: string): Hello {
  return { kind: "fault", why };
}

/** Puts the first message together, which may lie in several records. */
function handshakeOf(bytes: Uint8Array): Hello | { readonly body: Uint8Array } {
  const parts: number[] = [];
  if (bytes.length > MOST) return fault("its greeting is too long");
  for (let at = 0; at < bytes.length;) {
    const [type, major = 3, , high = 0, low = 0] = bytes.subarray(at, at + 5);
    if (type !== 0x16 || major !== 3) return fault("it speaks no TLS");
    const length = (high << 8) | low;
    if (bytes.length < at + 5 || bytes.length < at + 5 + length) return MORE;
    if (length === 0) return fault("its greeting is malformed");
    parts.push(...bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
    const [kind, a = 0, b = 0, c = 0] = parts;
    if (kind !== 1) return fault("it speaks no TLS");
    const whole = 4 + ((a << 16) | (b << 8) | c);
    if (parts.length < 4 || parts.length < whole) continue;
    return parts.length > whole
      ? fault("its greeting is malformed")
      : { body: Uint8Array.from(parts.slice(4)) };
  }
  return MORE;
}

const SERVER_NAME = 0;
/** `encrypted_client_hello`, and the draft before it, `encrypted_server_name`. */
const ENCRYPTED = [0xfe0d, 0xffce];

function nameIn(hello: Reader): Hello {
  // Version and random; then session, cipher suites and compressions, each after its length.
  hello.take(34);
  hello.take(hello.number(1));
  hello.take(hello.number(2));
  hello.take(hello.number(1));
  if (hello.isDone()) return fault("it does not say for which host it is");
  const extensions = new Reader(hello.take(hello.number(2)));
  if (!hello.isDone()) return fault("its greeting is malformed");
  const names: string[] = [];
  while (!extensions.isDone()) {
    const type = extensions.number(2);
    const data = new Reader(extensions.take(extensions.number(2)));
    if (ENCRYPTED.includes(type)) return fault("it hides for which host it is (ECH)");
    if (type === SERVER_NAME) names.push(...serverNames(data));
  }
  const [name] = names;
  if (name === undefined) return fault("it does not say for which host it is");
  return names.length > 1 ? fault("it names more than one host") : { kind: "name", name };
}

function serverNames(data: Reader): readonly string[] {
  const names: string[] = [];
  const list = new Reader(data.take(data.number(2)));
  if (!data.isDone()) throw new RangeError("more than a list");
  while (!list.isDone()) {
    const type = list.number(1);
    const bytes = list.take(list.number(2));
    if (type !== 0) throw new RangeError("another kind of name");
    names.push(String.fromCharCode(...bytes));
  }
  return names;
}

/** Reads bytes in order; a `RangeError` where there are too few. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  isDone(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(count: number): Uint8Array {
    if (this.#at + count > this.#bytes.length) throw new RangeError("too short");
    return this.#bytes.subarray(this.#at, (this.#at += count));
  }

  number(size: 1 | 2): number {
    const [a = 0, b = 0] = this.take(size);
    return size === 1 ? a : (a << 8) | b;
  }
}
