import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auditVerbs,
  type AuditRow,
  type AuditSeal,
  type ChainFault,
  type HashAlgorithm,
} from '../../contracts/audit.ts';
import {
  canonical,
  canonicalJson,
  GENESIS,
  hashOf,
  link,
  ORIGIN,
  plain,
  plainText,
  type UnlinkedRecord,
} from './auditChain.rules.ts';
import { ChainReader, type ChainBounds, type SealKeys } from './auditCheck.rules.ts';
import { dayOf, endOfDay, keptSince, makeSeal, nextDayToSeal } from './auditSeals.rules.ts';
import { namedKeys } from './sealKeys.ts';

const KEY = Buffer.alloc(32, 7);
const NOON = Date.parse('2026-11-25T04:00:00Z');
const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('张三', '三号大屏', ''));
const unlinked: fc.Arbitrary<UnlinkedRecord> = fc.record({
  at: fc.integer({ min: NOON, max: NOON + 1e9 }),
  actorKind: fc.constantFrom('person', 'wall', 'key', 'system', 'nobody'),
  actorId: fc.option(fc.integer({ min: 1, max: 9 })),
  actorName: text,
  actorRoles: fc.array(text, { maxLength: 2 }),
  address: fc.option(fc.ipV4()),
  agent: fc.option(text),
  verb: fc.constantFrom(...auditVerbs),
  subject: text,
  before: fc.option(fc.jsonValue({ maxDepth: 2 })).map(plain),
  after: fc.option(fc.jsonValue({ maxDepth: 2 })).map(plain),
  outcome: fc.constantFrom('done', 'denied', 'failed'),
  reason: fc.option(text),
  times: fc.integer({ min: 1, max: 3 }),
});
const algorithm = fc.constantFrom<HashAlgorithm[]>('sha256', 'sm3');
/** A log whose algorithm was changed once on its way. */
const log = fc
  .tuple(
    fc.array(unlinked, { minLength: 2, maxLength: 6 }),
    fc.array(unlinked, { minLength: 2, maxLength: 6 }),
    algorithm,
    algorithm,
  )
  .map(([early, late, first, second]) => {
    const begun = link(ORIGIN, first, early);
    return [...begun, ...link(tipOf(begun), second, late)];
  });

const tipOf = (rows: readonly AuditRow[]) => {
  const last = rows.at(-1);
  return last === undefined ? ORIGIN : { seq: last.seq, hash: last.hash };
};
const boundsOf = (rows: readonly AuditRow[]): ChainBounds => ({ start: ORIGIN, tip: tipOf(rows) });
const sealUpTo = (rows: readonly AuditRow[], count: number, key = KEY): AuditSeal =>
  makeSeal('2026-11-25', { lastSeq: 0, rootHash: GENESIS }, tipOf(rows.slice(0, count)), {
    hashAlgorithm: 'sm3',
    key,
    now: NOON,
  });

function read(
  rows: readonly AuditRow[],
  bounds: ChainBounds,
  seals: readonly AuditSeal[] = [],
  keys: SealKeys | 'none' = namedKeys([KEY]),
): ChainFault | undefined {
  const reader = new ChainReader(bounds, seals, keys === 'none' ? undefined : keys);
  const early = reader.begin('2026-05-25');
  if (early !== undefined) return early;
  for (const row of rows) {
    const fault = reader.take(row);
    if (fault !== undefined) return fault;
  }
  return reader.end();
}

/** Another value in one field. */
const altered = (row: AuditRow, field: keyof AuditRow): AuditRow => {
  const value = row[field];
  if (field === 'hashAlgorithm') return { ...row, hashAlgorithm: value === 'sm3' ? 'sha256' : 'sm3' };
  if (field === 'actorRoles') return { ...row, actorRoles: [...row.actorRoles, 'audit-admin'] };
  if (field === 'before' || field === 'after') return { ...row, [field]: { was: value } };
  return { ...row, [field]: typeof value === 'number' ? value + 1 : `${JSON.stringify(value)}x` };
};
const fields = Object.keys(
  link(ORIGIN, 'sha256', [fc.sample(unlinked, { numRuns: 1, seed: 1 })[0] as UnlinkedRecord])[0] as AuditRow,
) as (keyof AuditRow)[];

describe('a chain', () => {
  it('stands as it was made, whatever its records and algorithms', () => {
    fc.assert(
      fc.property(log, (rows) => {
        expect(read(rows, boundsOf(rows))).toBeUndefined();
        expect(read(rows, boundsOf(rows), [sealUpTo(rows, rows.length - 1)])).toBeUndefined();
      }),
    );
  });

  it('stands when its records come back from the database, their objects in another order', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, held]) => [name, turned(held)]),
            )
          : value;
    fc.assert(
      fc.property(log, (rows) => {
        const back = rows.map((row) => ({ ...row, before: turned(row.before), after: turned(row.after) }));
        expect(read(JSON.parse(JSON.stringify(back)) as AuditRow[], boundsOf(rows))).toBeUndefined();
      }),
    );
  });

  it('shows a change of any field of any record, and which', () => {
    expect(fields).toHaveLength(18);
    fc.assert(
      fc.property(log, fc.nat(), fc.constantFrom(...fields), (rows, at, field) => {
        const i = at % rows.length;
        const row = rows[i] as AuditRow;
        const fault = read(rows.with(i, altered(row, field)), boundsOf(rows));
        expect(fault?.seq).toBe(row.seq);
        expect(fault?.kind).toBe(field === 'seq' ? 'missing' : 'changed');
      }),
    );
  });

  it('shows a changed record even when its hash was made anew', () => {
    fc.assert(
      fc.property(log, fc.nat(), (rows, at) => {
        const i = at % rows.length;
        const row = altered(rows[i] as AuditRow, 'subject');
        const forged = { ...row, hash: hashOf(row) };
        const fault = read(rows.with(i, forged), boundsOf(rows));
        const isLast = i === rows.length - 1;
        expect([fault?.kind, fault?.seq]).toEqual(['order', isLast ? forged.seq : forged.seq + 1]);
      }),
    );
  });

  it('shows a dropped record, the last one included', () => {
    fc.assert(
      fc.property(log, fc.nat(), (rows, at) => {
        const i = at % rows.length;
        expect(read(rows.toSpliced(i, 1), boundsOf(rows))).toMatchObject({ kind: 'missing', seq: i + 1 });
      }),
    );
  });

  it('shows swapped records, whether their numbers were swapped too or not', () => {
    fc.assert(
      fc.property(log, fc.nat(), (rows, at) => {
        const i = at % (rows.length - 1);
        const [one, two] = [rows[i] as AuditRow, rows[i + 1] as AuditRow];
        expect(read(rows.with(i, two).with(i + 1, one), boundsOf(rows))).toBeDefined();
        const renumbered = rows.with(i, { ...two, seq: one.seq }).with(i + 1, { ...one, seq: two.seq });
        expect(read(renumbered, boundsOf(rows))).toMatchObject({ kind: 'changed', seq: one.seq });
      }),
    );
  });

  it('shows an inserted record, be it a copy or a new one with a hash of its own', () => {
    fc.assert(
      fc.property(log, unlinked, fc.nat(), (rows, record, at) => {
        const i = at % rows.length;
        expect(read(rows.toSpliced(i, 0, rows[i] as AuditRow), boundsOf(rows))).toBeDefined();
        const [forged] = link(tipOf(rows.slice(0, i)), 'sha256', [record]);
        const pushed = rows.slice(i).map((row) => ({ ...row, seq: row.seq + 1 }));
        expect(read([...rows.slice(0, i), forged as AuditRow, ...pushed], boundsOf(rows))).toBeDefined();
      }),
    );
  });

  it('shows by its seal that it was cut off or made anew, though the account of its end was put right', () => {
    fc.assert(
      fc.property(log, fc.integer({ min: 1 }), (rows, gone) => {
        const seal = sealUpTo(rows, rows.length);
        const left = rows.slice(0, rows.length - (gone % rows.length) - 1);
        expect(read(left, boundsOf(left), [seal])).toMatchObject({ kind: 'missing', seq: left.length + 1 });
        const anew = link(
          ORIGIN,
          'sha256',
          rows.map((row) => ({ ...row, subject: `${row.subject}x` })),
        );
        expect(read(anew, boundsOf(anew), [seal])?.kind).toBe('seal');
      }),
    );
  });
});

describe('a seal', () => {
  const rows = link(ORIGIN, 'sha256', fc.sample(unlinked, { numRuns: 4, seed: 2 }));
  const seal = sealUpTo(rows, 3);

  it('must be of our key, and as it was made', () => {
    expect(read(rows, boundsOf(rows), [sealUpTo(rows, 3, Buffer.alloc(32, 8))])?.sentence).toContain('未知密钥');
    expect(read(rows, boundsOf(rows), [{ ...seal, sealedAt: seal.sealedAt + 1 }])?.sentence).toContain('签名不符');
    expect(read(rows, boundsOf(rows), [{ ...seal, records: 2 }])?.sentence).toContain('条数');
    expect(read(rows, boundsOf(rows), [{ ...seal, firstSeq: 2, records: 2 }])?.sentence).toContain('前一日');
    expect(read(rows, boundsOf(rows), [seal, { ...seal, firstSeq: 4, lastSeq: 3, records: 0 }])?.kind).toBe('seal');
  });

  it('is looked at without its signature where there is no key, and keys may be changed', () => {
    expect(read(rows, boundsOf(rows), [{ ...seal, mac: '00' }], 'none')).toBeUndefined();
    expect(read(rows, boundsOf(rows), [seal], namedKeys([Buffer.alloc(32, 8), KEY]))).toBeUndefined();
  });

  it('is the new beginning of a log whose old part has gone, if that part was old enough', () => {
    const kept = rows.slice(3);
    const bounds = { start: tipOf(rows.slice(0, 3)), tip: tipOf(rows) };
    const old = makeSeal('2026-05-24', { lastSeq: 0, rootHash: GENESIS }, tipOf(rows.slice(0, 3)), {
      hashAlgorithm: 'sha256',
      key: KEY,
      now: NOON,
    });
    expect(read(kept, bounds, [old])).toBeUndefined();
    expect(read(kept, bounds, [seal])).toMatchObject({ kind: 'missing', seq: 1 });
    expect(read(kept, bounds, [])).toMatchObject({ kind: 'missing', seq: 1 });
    expect(read(rows.slice(2), { ...bounds, start: tipOf(rows.slice(0, 2)) }, [old])?.kind).toBe('missing');
    expect(read(kept, { ...bounds, start: { seq: 3, hash: GENESIS } }, [old])?.kind).toBe('seal');
  });

  it('is made of a day that is over in Shanghai, the missed ones one by one', () => {
    const late = Date.parse('2026-11-25T15:59:59.999Z');
    expect([dayOf(late), dayOf(late + 1)]).toEqual(['2026-11-25', '2026-11-26']);
    expect(endOfDay('2026-11-25')).toBe(late + 1);
    expect(nextDayToSeal(undefined, undefined, late)).toBeUndefined();
    expect(nextDayToSeal(undefined, late, late)).toBeUndefined();
    expect(nextDayToSeal(undefined, late, late + 1)).toBe('2026-11-25');
    expect(nextDayToSeal('2026-11-22', late, late)).toBe('2026-11-23');
    expect(nextDayToSeal('2026-11-24', late, late)).toBeUndefined();
    expect(keptSince(Date.parse('2026-08-31T04:00:00Z'), 6)).toBe('2026-02-28');
    expect(keptSince(NOON, 12)).toBe('2025-11-25');
  });
});

describe('the canonical form', () => {
  it('names every field, and tells apart what might be run together', () => {
    const [row] = link(ORIGIN, 'sha256', [
      {
        at: NOON,
        actorKind: 'person',
        actorId: 3,
        actorName: '王"强',
        actorRoles: ['finance'],
        address: null,
        agent: 'a\n',
        verb: 'wall.show',
        subject: '1',
        before: { b: 1, a: { 10: [], 9: null } },
        after: null,
        outcome: 'done',
        reason: null,
        times: 1,
      },
    ]);
    expect(canonical(row as AuditRow)).toBe(
      `["xw-audit-1","sha256",1,${NOON},"person",3,"王\\"强",["finance"],null,"a\\n","wall.show","1",` +
        `{"a":{"10":[],"9":null},"b":1},null,"done",null,1,"${GENESIS}"]`,
    );
    expect(row?.hash).toBe('7a53de57c9941d9738f73f36c0d2cbb92f06182b6b237fb6d953fb277d48a520');
  });

  it('is one for all orders, and takes what PostgreSQL refuses out of texts', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(plain(value)))).toEqual(plain(value));
      }),
    );
    expect(plainText('a\u0000b\ud800c😀')).toBe('a\ufffdb\ufffdc😀');
    expect(plain({ 'k\u0000': [undefined, NaN, 'x\udc00'], gone: undefined })).toEqual({
      'k\ufffd': [null, null, 'x\ufffd'],
    });
    expect([plain(undefined), plain(() => 1)]).toEqual([null, null]);
  });
});
