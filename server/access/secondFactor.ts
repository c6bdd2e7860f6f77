import type { Enrolment, SecondFactorMode } from '../../contracts/account.ts';
import type { Instant } from '../../contracts/glossary.ts';
import type { Clock } from '../platform/clock.ts';
import type { Runner, Transaction } from '../platform/database.ts';
import { ProblemError } from '../platform/problems.ts';
import type { Vault } from '../vault/vault.ts';
import { record, type Action } from './audit.ts';
import { addNotice } from './notices.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recoveryCodes.ts';
import * as sql from './secondFactor.sql.ts';
import type { SessionBook } from './sessions.ts';
import { acceptedStep, enrolmentUri, newSecret } from './totp.ts';

/** What was shown as the second factor. */
export type ShownFactor = 'code' | 'recovery-code';
/** A person as the audit log and an authenticator name them. */
export interface FactorHolder {
  readonly personId: number;
  readonly loginName: string;
}

/** Between the QR code and the first code from it. */
const PENDING_MS = 15 * 60_000;

/** One-time codes (TOTP) and recovery codes of people. Secrets are kept sealed, recovery codes as hashes. */
export class SecondFactors {
  constructor(
    private readonly vault: Pick<Vault, 'seal' | 'open'>,
    private readonly clock: Clock,
    /** `waived` in a demonstration only: server/demo/server.ts is the one place that asks for it. */
    readonly mode: SecondFactorMode,
  ) {}

  /** A new secret for the person's authenticator; nothing changes until a code from it is shown. */
  async begin(tx: Runner, { personId, loginName }: FactorHolder): Promise<Enrolment> {
    if (this.mode === 'waived') throw new ProblemError('not-permitted', '演示环境未启用双因素');
    const secret = newSecret();
    const sealed = this.vault.seal(secret, { purpose: 'second-factor.pending', subject: personId });
    await tx.run(sql.upsertPending(personId, sealed, this.clock.now() + PENDING_MS));
    return { uri: enrolmentUri(loginName, secret), secret };
  }

  /**
   * The pending secret takes the place of the former one, with new recovery codes. An Action, for a code shown to prove
   * it.
   * @throws ProblemError step-over when nothing is pending, wrong-code
   */
  readonly confirm: Action<'factor.enrol', FactorHolder & { readonly code: string }, string[]> = async (
    tx,
    actor,
    { personId, loginName, code },
  ) => {
    const now = this.clock.now();
    const [row] = await tx.run<sql.FactorRow>(sql.lockFactor(personId));
    const pending = row?.pendingSealed ?? undefined;
    if (row === undefined || pending === undefined || (row.pendingUntil ?? 0) <= now)
      throw new ProblemError('step-over', '请重新取得二维码');
    const secret = this.vault.open(pending, { purpose: 'second-factor.pending', subject: personId });
    const step = acceptedStep(secret, code, now, 0);
    if (step === undefined) throw new ProblemError('wrong-code');
    const sealed = this.vault.seal(secret, { purpose: 'second-factor.secret', subject: personId });
    await tx.run(sql.enrol(personId, sealed, step, now));
    const codes = await giveRecoveryCodes(tx, personId);
    const before = row.enrolledAt === null ? undefined : { enrolledAt: row.enrolledAt };
    return record(tx, { actor, verb: 'factor.enrol', subject: loginName, before, after: { enrolledAt: now } }, codes);
  };

  /** Whether the proof is right, and spends it: the same code or recovery code is never right again. */
  async show(tx: Transaction, personId: number, proof: string): Promise<ShownFactor | undefined> {
    const now = this.clock.now();
    const [row] = await tx.run<sql.FactorRow>(sql.lockFactor(personId));
    if (row === undefined || row.secretSealed === null) return undefined;
    if (/^[0-9]{6}$/.test(proof)) {
      const secret = this.vault.open(row.secretSealed, { purpose: 'second-factor.secret', subject: personId });
      const step = acceptedStep(secret, proof, now, row.lastStep);
      if (step === undefined) return undefined;
      await tx.run(sql.writeLastStep(personId, step));
      return 'code';
    }
    const spent = await tx.run(sql.spendRecoveryCode(personId, hashRecoveryCode(proof), now));
    return spent.length === 0 ? undefined : 'recovery-code';
  }

  /** New recovery codes in place of all former ones. */
  readonly renewCodes: Action<'factor.renew-codes', FactorHolder, string[]> = async (
    tx,
    actor,
    { personId, loginName },
  ) => record(tx, { actor, verb: 'factor.renew-codes', subject: loginName }, await giveRecoveryCodes(tx, personId));
}

async function giveRecoveryCodes(tx: Runner, personId: number): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.run(sql.replaceRecoveryCodes(personId, codes.map(hashRecoveryCode)));
  return codes;
}

export interface FactorState {
  readonly enrolledAt: Instant | null;
  readonly codesLeft: number;
}

/** Whether a person has enrolled, and how many recovery codes are left. */
export async function factorState(db: Runner, personId: number): Promise<FactorState> {
  const [state] = await db.run<FactorState>(sql.selectFactorState(personId));
  return state ?? { enrolledAt: null, codesLeft: 0 };
}

/**
 * Takes a person's second factor away (lost phone): their sessions end, and their next sign-in enrols anew. A high-risk
 * change: what calls it has had it confirmed by a second person.
 * @returns the ids of the ended sessions, to be announced once this is committed
 * @throws ProblemError not-found when there is no such person or they have no second factor
 */
export const resetSecondFactor =
  (sessions: SessionBook, clock: Clock): Action<'factor.reset', number, string[]> =>
  async (tx, actor, personId) => {
    const [person] = await tx.run<{ loginName: string }>(sql.selectLoginName(personId));
    const [former] = await tx.run<{ enrolledAt: Instant | null }>(sql.deleteFactor(personId));
    if (person === undefined || former === undefined) throw new ProblemError('not-found', '此人尚未启用验证器');
    const ended = await sessions.endAllOf(tx, { personId }, 'revoked');
    await addNotice(tx, { personId, at: clock.now(), kind: 'factor-reset', address: null, agent: null });
    const before = { enrolledAt: former.enrolledAt };
    return record(tx, { actor, verb: 'factor.reset', subject: person.loginName, before }, ended);
  };
