import type pg from 'pg';
import { pointsOf } from '../../contracts/reviewChecklists.ts';
import type { ReviewKind } from '../../contracts/reviews.ts';
import { reviewsSql as sql } from './reviews.sql.ts';

/** Every point of a kind met, but for one. */
const answersOf = (kind: ReviewKind, unmet: string | null) =>
  pointsOf(kind).map(({ code }) =>
    code === unmet
      ? { code, verdict: 'no', note: '进度滞后，已要求施工单位增加班组并调整工序（演示数据）' }
      : { code, verdict: 'yes', note: '' },
  );

/**
 * The evaluations and acceptances behind the steps that the demo's projects have taken, one that waits for its conclusion,
 * and changes in every state. A demo that was seeded before there were any gets them now.
 */
export async function insertReviews(db: pg.PoolClient, now: number): Promise<void> {
  const { rows } = await db.query<{ count: number }>(sql.countReviews);
  if ((rows[0]?.count ?? 0) > 0) return;
  const clean = JSON.stringify(answersOf('mid-term', null));
  await db.query(sql.insertMidTerm, [clean, JSON.stringify(answersOf('mid-term', 'progress'))]);
  await db.query(sql.insertWaiting, [JSON.stringify(answersOf('mid-term', 'progress')), new Date(now)]);
  await db.query(sql.insertAcceptances, [JSON.stringify(answersOf('acceptance', null))]);
  await db.query(sql.insertOrders, [new Date(now)]);
}
