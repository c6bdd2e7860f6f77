import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backendMessage, readyForQuery } from './pgReplies.ts';
import { endsPiece, startupKind, statusAfter, WireError, WireReader } from './pgWire.ts';

const message = fc
  .tuple(fc.constantFrom('P', 'B', 'D', 'E', 'S', 'Q', 'H'), fc.uint8Array({ maxLength: 300 }))
  .map(([type, body]) => backendMessage(type, Buffer.from(body)));

function startup(code: number): Buffer {
  const raw = Buffer.alloc(8);
  raw.writeInt32BE(8, 0);
  raw.writeInt32BE(code, 4);
  return raw;
}

describe('WireReader', () => {
  it('gives back the same messages however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 97 })), (sent, cuts) => {
        const stream = Buffer.concat(sent);
        const reader = new WireReader();
        reader.startTagged();
        const got: Buffer[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const size = cuts.length > 0 ? (cuts[turn % cuts.length] ?? 1) : stream.length;
          reader.push(stream.subarray(at, at + size));
          at += size;
          for (let next = reader.next(); next; next = reader.next()) got.push(Buffer.from(next.raw));
        }
        expect(Buffer.concat(got)).toEqual(stream);
        expect(got.length).toBe(sent.length);
      }),
    );
  });

  it('takes a message far above 64 KB whole', () => {
    const large = backendMessage('P', Buffer.alloc(600_000, 7));
    const reader = new WireReader();
    reader.startTagged();
    for (let at = 0; at < large.length; at += 65_536) {
      expect(reader.next()).toBeUndefined();
      reader.push(large.subarray(at, at + 65_536));
    }
    expect(reader.next()?.raw.equals(large)).toBe(true);
  });

  it('refuses impossible lengths', () => {
    const reader = new WireReader();
    reader.push(Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0]));
    expect(() => reader.next()).toThrow(WireError);
    const tagged = new WireReader();
    tagged.startTagged();
    tagged.push(Buffer.from([0x51, 0, 0, 0, 1]));
    expect(() => tagged.next()).toThrow(WireError);
  });
});

describe('start-up and status', () => {
  it('knows what an untagged message asks for', () => {
    const kinds = [80877103, 80877104, 80877102, 196608, 131072].map((code) =>
      startupKind({ type: '', raw: startup(code) }),
    );
    expect(kinds).toEqual(['ssl', 'gss', 'cancel', 'startup', 'unsupported']);
  });

  it('reads the status a reply ends with; an unfinished exchange counts as held', () => {
    for (const status of ['I', 'T', 'E'] as const) {
      expect(statusAfter(Buffer.concat([backendMessage('C', Buffer.from('BEGIN\0')), readyForQuery(status)]))).toBe(
        status,
      );
    }
    expect(statusAfter(backendMessage('1', Buffer.alloc(0)))).toBe('T');
    expect(statusAfter(Buffer.alloc(0))).toBe('T');
  });

  it('ends a piece at Query, Sync, Flush and FunctionCall only', () => {
    const ending = [...'QSHFPBDECX'].filter((type) => endsPiece({ type, raw: Buffer.alloc(0) }));
    expect(ending.join('')).toBe('QSHF');
  });
});
