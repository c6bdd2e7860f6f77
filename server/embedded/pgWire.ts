/** One message of the PostgreSQL frontend protocol: its type letter ('' for the untagged start-up ones) and all its bytes. */
export interface WireMessage {
  readonly type: string;
  readonly raw: Buffer;
}

/** A message larger than this is an attack or a broken client; the largest honest one (5,000 rows by unnest) is 0.5 MB. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
/** PostgreSQL's own bound for a start-up packet. */
export const MAX_STARTUP_BYTES = 10_000;

/** The client broke the framing; the connection cannot be read any further. */
export class WireError extends Error {}

/**
 * Cuts a TCP byte stream into whole protocol messages, however the chunks fall. Whole messages matter here: the
 * WebAssembly backend dies when handed half of one.
 */
export class WireReader {
  private chunks: Buffer[] = [];
  private bytes = 0;
  private needed = 0;
  private started = false;

  /** Call once the StartupMessage was seen: from there on every message carries a type letter. */
  startTagged(): void {
    this.started = true;
  }

  /** Adds a chunk to what is waiting. */
  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
  }

  /** The next whole message, or undefined until more bytes arrive. Throws WireError on an impossible length. */
  next(): WireMessage | undefined {
    const header = this.started ? 5 : 4;
    if (this.bytes < Math.max(header, this.needed)) return undefined;
    const buffer = this.joined();
    const size = buffer.readInt32BE(header - 4) + header - 4;
    const most = this.started ? MAX_MESSAGE_BYTES : MAX_STARTUP_BYTES;
    if (size < header || size > most) throw new WireError(`message of ${size} bytes`);
    if (buffer.length < size) {
      // Remembered so that a long message is joined once, not again at every chunk.
      this.needed = size;
      return undefined;
    }
    this.needed = 0;
    this.chunks = size === buffer.length ? [] : [buffer.subarray(size)];
    this.bytes -= size;
    return { type: this.started ? String.fromCharCode(buffer[0] ?? 0) : '', raw: buffer.subarray(0, size) };
  }

  private joined(): Buffer {
    const only = this.chunks.length === 1 ? this.chunks[0] : undefined;
    const buffer = only ?? Buffer.concat(this.chunks);
    this.chunks = [buffer];
    return buffer;
  }
}

/** Letters after which the backend is expected to answer: Query, Sync, Flush, FunctionCall. */
const ENDS_A_PIECE = new Set(['Q', 'S', 'H', 'F']);

/** True for the message that completes a piece, that is, everything the backend should be handed in one go. */
export function endsPiece(message: WireMessage): boolean {
  return ENDS_A_PIECE.has(message.type);
}

export type StartupKind = 'ssl' | 'gss' | 'cancel' | 'startup' | 'unsupported';

/** What an untagged message asks for. */
export function startupKind(message: WireMessage): StartupKind {
  const code = message.raw.length >= 8 ? message.raw.readInt32BE(4) : 0;
  if (code === 80877103) return 'ssl';
  if (code === 80877104) return 'gss';
  if (code === 80877102) return 'cancel';
  return code >>> 16 === 3 ? 'startup' : 'unsupported';
}

export type TransactionStatus = 'I' | 'T' | 'E';

/**
 * The transaction status a reply ends with: idle, in a transaction, or in a failed one. A reply that does not end in
 * ReadyForQuery (the client sent Flush) leaves the exchange open, which counts as being in a transaction.
 */
export function statusAfter(reply: Uint8Array): TransactionStatus {
  const at = reply.length - 6;
  const ends =
    at >= 0 && reply[at] === 0x5a && reply[at + 4] === 5 && !reply[at + 1] && !reply[at + 2] && !reply[at + 3];
  const status = String.fromCharCode(reply[at + 5] ?? 0);
  if (!ends) return 'T';
  return status === 'I' || status === 'E' ? status : 'T';
}
