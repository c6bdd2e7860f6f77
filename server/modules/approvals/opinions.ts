import type { ApprovalCounts, Askable, OpinionTemplate } from '../../../contracts/approvalCases.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './approvals.sql.ts';

/** What waits for the viewer, and how much of it is overdue. */
export async function countApprovals(db: Runner, now: Instant): Promise<ApprovalCounts> {
  const [counts] = await db.run<ApprovalCounts>(sql.selectCounts(now));
  return counts ?? { todo: 0, overdue: 0 };
}

export const listAskable = (db: Runner, text: string | undefined): Promise<Askable[]> =>
  db.run<Askable>(sql.selectColleagues(text));

/** 常用意见: one's own first, then those that come with the product. */
export const listOpinions = (db: Runner): Promise<OpinionTemplate[]> => db.run<OpinionTemplate>(sql.selectOpinions);

export type KeptOpinion = { readonly personId: number; readonly text: string };
/** @throws ProblemError already-exists */
export const keepOpinion: Action<'opinion.keep', KeptOpinion, OpinionTemplate> = async (tx, actor, input) => {
  const text = input.text.trim();
  const [kept] = await tx.run<OpinionTemplate>(sql.insertOpinion(input.personId, text));
  if (kept === undefined) throw new ProblemError('already-exists', '常用意见');
  return record(tx, { actor, verb: 'opinion.keep', subject: String(kept.id), after: { text } }, kept);
};

/** @throws ProblemError not-found for any but one's own */
export const removeOpinion: Action<'opinion.remove', { readonly id: number }, null> = async (tx, actor, { id }) => {
  const [gone] = await tx.run<{ text: string }>(sql.deleteOpinion(id));
  if (gone === undefined) throw new ProblemError('not-found', '常用意见');
  return record(tx, { actor, verb: 'opinion.remove', subject: String(id), before: gone }, null);
};
