import { changeFacts, type ChangeKind, type ChangeState } from '../../../contracts/changes.ts';
import type { ProblemCode } from '../../../contracts/errors.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** A proposal as it stands. */
export interface StandingChange {
  readonly proposerId: number;
  /** Whoever proposed it is still active. */
  readonly proposerActive: boolean;
  /** Whoever proposed it could propose it now: posts end and roles change while it waits. */
  readonly proposerMay: boolean;
  /** The person it is about. */
  readonly concernsId: number | null;
  readonly decision: Exclude<ChangeState, 'open'> | null;
  readonly expiresAt: Instant;
}
export const decisions = ['confirmed', 'refused', 'withdrawn'] as const;
export type Decision = (typeof decisions)[number];

/**
 * Why somebody may not decide on a change so, or undefined. Only its proposer withdraws it; only somebody who is neither
 * its proposer nor the one it is about confirms or refuses it (GB/T 22239-2019 8.1.4.2 d).
 */
export function whyNotDecide(
  change: StandingChange,
  decision: Decision,
  deciderId: number,
  now: Instant,
): { readonly code: ProblemCode; readonly detail?: string } | undefined {
  if (change.decision !== null || change.expiresAt <= now) return { code: 'change-closed' };
  const isOwn = change.proposerId === deciderId;
  if (decision === 'withdrawn') return isOwn ? undefined : { code: 'not-permitted', detail: '只能撤回本人提出的变更' };
  if (isOwn || change.concernsId === deciderId) return { code: 'own-change' };
  if (decision === 'confirmed' && !change.proposerActive)
    return { code: 'not-permitted', detail: '提出人已停用,只能驳回' };
  if (decision === 'confirmed' && !change.proposerMay)
    return { code: 'not-permitted', detail: '提出人已无提出此类变更的权限,只能驳回' };
  return undefined;
}

/** A stored input as its kind's schema has it, or undefined: it may have been written by an earlier release. */
export function inputOf(kind: ChangeKind, input: unknown): unknown {
  const schema: TSchema = changeFacts[kind].input;
  return Value.Check(schema, input) ? input : undefined;
}
