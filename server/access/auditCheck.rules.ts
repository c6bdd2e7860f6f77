import {
  hashAlgorithms,
  type AuditRow,
  type AuditSeal,
  type ChainFault,
  type CheckResult,
  type FaultKind,
} from '../../contracts/audit.ts';
import { SHANGHAI_SHIFT_MS } from '../platform/calendar.rules.ts';
import { hashOf, macOf, ORIGIN, type ChainPoint } from './auditChain.rules.ts';

const missing = (from: number, to: number): ChainFault => ({
  kind: 'missing',
  seq: from,
  at: null,
  sentence: from === to ? `第 ${from} 条记录缺失` : `第 ${from} 至 ${to} 条记录缺失`,
});

/** What is wrong with a record that stands behind `before`; undefined when nothing is. */
export function checkRecord(before: ChainPoint, record: AuditRow): ChainFault | undefined {
  const { seq, at } = record;
  const fault = (kind: FaultKind, sentence: string): ChainFault => ({ kind, seq, at, sentence });
  if (seq > before.seq + 1) return missing(before.seq + 1, seq - 1);
  if (seq <= before.seq) return fault('order', `顺序有误,排在第 ${before.seq} 条之后`);
  if (!hashAlgorithms.includes(record.hashAlgorithm) || hashOf(record) !== record.hash)
    return fault('changed', '内容被改动,与校验值不符');
  if (record.prevHash === before.hash) return undefined;
  return fault('order', seq === 1 ? '不是链的起点' : `与第 ${seq - 1} 条衔接不上,其中一条被替换`);
}

/** Keys that may have signed seals, by their names. */
export type SealKeys = ReadonlyMap<string, Buffer>;

/** Why a seal is none, by itself and behind the seal before it; undefined when it is one. Without keys unsigned passes. */
export function checkSeal(
  before: AuditSeal | undefined,
  seal: AuditSeal,
  keys: SealKeys | undefined,
): ChainFault | undefined {
  const fault = (what: string): ChainFault => ({
    kind: 'seal',
    seq: seal.lastSeq,
    at: seal.sealedAt,
    sentence: `${seal.day} 的封条${what}`,
  });
  if (before !== undefined && seal.day <= before.day) return fault('日期有误');
  if (seal.firstSeq !== (before?.lastSeq ?? 0) + 1) return fault('与前一日的封条衔接不上');
  if (seal.records !== seal.lastSeq - seal.firstSeq + 1) return fault('条数与起止序号不符');
  if (keys === undefined) return undefined;
  const key = keys.get(seal.keyId);
  if (key === undefined) return fault(`由未知密钥 ${seal.keyId} 签署`);
  return macOf(seal, key) === seal.mac ? undefined : fault('签名不符');
}

/** Where a log begins and ends, by its own account. */
export interface ChainBounds {
  /** What the first record that is kept follows: the origin, or the last one that retention took away. */
  readonly start: ChainPoint;
  readonly tip: ChainPoint;
}

/** Reads a log from its beginning to its end, record by record, and says what is wrong first. */
export class ChainReader {
  private point: ChainPoint;
  private passed: AuditSeal | undefined;
  private readonly waiting: AuditSeal[];

  /** @param seals all of them, oldest first. @param keys undefined: signatures are not looked at */
  constructor(
    private readonly bounds: ChainBounds,
    private readonly seals: readonly AuditSeal[],
    private readonly keys: SealKeys | undefined,
  ) {
    this.point = bounds.start;
    this.waiting = [...seals];
  }

  /** Before the first record. @param keptSince the day before which retention may have taken records away */
  begin(keptSince: string): ChainFault | undefined {
    const { start } = this.bounds;
    const fault = this.passSeals();
    if (fault !== undefined) return fault;
    if (start.seq === ORIGIN.seq) return start.hash === ORIGIN.hash ? undefined : missing(1, 1);
    // Retention takes whole sealed days, and none that must still be kept.
    const isRetired = this.seals.some((seal) => seal.lastSeq === start.seq && seal.day < keptSince);
    return isRetired ? undefined : missing(1, start.seq);
  }

  take(record: AuditRow): ChainFault | undefined {
    const fault = checkRecord(this.point, record);
    if (fault !== undefined) return fault;
    this.point = { seq: record.seq, hash: record.hash };
    return this.passSeals();
  }

  /** After the last record. */
  end(): ChainFault | undefined {
    const { tip } = this.bounds;
    const last = Math.max(tip.seq, ...this.waiting.map((seal) => seal.lastSeq));
    if (last > this.point.seq) return missing(this.point.seq + 1, last);
    if (tip.seq === this.point.seq && tip.hash === this.point.hash) return undefined;
    return { kind: 'order', seq: this.point.seq, at: null, sentence: '末条与链尾登记不符' };
  }

  private passSeals(): ChainFault | undefined {
    for (let seal = this.waiting[0]; seal && seal.lastSeq <= this.point.seq; seal = this.waiting[0]) {
      const fault = checkSeal(this.passed, seal, this.keys);
      if (fault !== undefined) return fault;
      if (seal.lastSeq === this.point.seq && seal.rootHash !== this.point.hash)
        return { kind: 'seal', seq: seal.lastSeq, at: seal.sealedAt, sentence: `${seal.day} 的封条与该日末条不符` };
      this.passed = seal;
      this.waiting.shift();
    }
    return undefined;
  }
}

const shanghai = (at: number): string => new Date(at + SHANGHAI_SHIFT_MS).toISOString().replace('T', ' ').slice(0, 19);

/** What a check found, in one sentence. */
export function sentenceOf({ records, firstSeq, lastSeq, seals, fault }: CheckResult): string {
  if (fault === null)
    return records === 0
      ? '审计链完整:尚无记录'
      : `审计链完整:${records} 条记录(第 ${firstSeq} 至 ${lastSeq} 条)、${seals} 张封条全部相符`;
  const place = fault.at === null ? '' : `第 ${fault.seq} 条,时间 ${shanghai(fault.at)},`;
  return `审计链有误:${place}${fault.sentence}`;
}
