import type {
  NewChangeOrder,
  ReviewDraft,
  ReviewEvidence,
  ReviewFigures,
  ReviewKind,
  ReviewOutcome,
} from '../../../contracts/reviews.ts';
import type { Statement } from '../../platform/database.ts';

const own = (column: string): string => `coalesce(${column} = access.viewer_id('person'), false)`;
const columns = `r.id, r.kind, r.pass, r.state, r.answers, r.summary, r.revision, r.figures, r.evidence, f.name as "filledBy",
       r.filled_at as "filledAt", r.filed_at as "filedAt", r.outcome, r.opinion, c.name as "concludedBy",
       r.concluded_at as "concludedAt", ${own('r.filled_by')} as "isOwn"`;

/** Newest of each kind first. */
export const selectReviews = (projectId: string): Statement => ({
  text: `select ${columns}
  from project_reviews r
  join people f on f.id = r.filled_by
  left join people c on c.id = r.concluded_by
 where r.project_id = $1 order by r.kind, r.pass desc`,
  values: [projectId],
});

/** The one of a kind that is under way, held. */
export const lockOpen = (projectId: string, kind: ReviewKind): Statement => ({
  text: `select id, state, revision, answers, filled_by as "filledBy", pass from project_reviews
          where project_id = $1 and kind = $2 and state <> 'concluded' for update`,
  values: [projectId, kind],
});

/** The next of its kind. No row where another is under way already. */
export const insertReview = (
  projectId: string,
  kind: ReviewKind,
  { answers, summary }: ReviewDraft,
  by: { readonly personId: number; readonly now: number },
): Statement => ({
  text: `insert into project_reviews (project_id, kind, pass, answers, summary, filled_by, filled_at)
  select $1, $2, coalesce(max(pass), 0) + 1, $3::jsonb, $4, $5, $6 from project_reviews where project_id = $1 and kind = $2
  on conflict do nothing returning id, pass`,
  values: [projectId, kind, JSON.stringify(answers), summary, by.personId, new Date(by.now)],
});
export const updateReview = (
  id: number,
  { answers, summary }: ReviewDraft,
  by: { readonly personId: number; readonly now: number },
): Statement => ({
  text: `update project_reviews set answers = $2, summary = $3, filled_by = $4, filled_at = $5, revision = revision + 1
          where id = $1`,
  values: [id, JSON.stringify(answers), summary, by.personId, new Date(by.now)],
});
export const fileReview = (
  id: number,
  figures: ReviewFigures,
  evidence: readonly ReviewEvidence[],
  now: number,
): Statement => ({
  text: `update project_reviews set state = 'filed', figures = $2, evidence = $3, filed_at = $4 where id = $1`,
  values: [id, JSON.stringify(figures), JSON.stringify(evidence), new Date(now)],
});
export const concludeReview = (
  id: number,
  outcome: ReviewOutcome,
  opinion: string,
  by: { readonly personId: number; readonly now: number },
): Statement => ({
  text: `update project_reviews set state = 'concluded', outcome = $2, opinion = $3, concluded_by = $4, concluded_at = $5
          where id = $1`,
  values: [id, outcome, opinion, by.personId, new Date(by.now)],
});

/** The newest score of a project as it stands, to be shown beside what a review finds. */
export const selectScore = (projectId: string): Statement => ({
  text: `select score::text as score from project_scores where project_id = $1 order by year desc, month desc limit 1`,
  values: [projectId],
});
export const selectMonths = (now: number): Statement => ({
  text: `select code, value::int as value from thresholds
          where code in ('final-account-months', 'final-account-extension')
            and effective_from <= $1 and (effective_to is null or effective_to > $1)`,
  values: [new Date(now)],
});

const orderColumns = `o.id, o.seq, o.kind, o.cause, o.title, o.content, o.amount_fen::text as "amountFen", o.days,
       o.fund_source as "fundSource", o.before_fen::text as "beforeFen", o.state, p.name as "proposedBy",
       o.proposed_at as "proposedAt", d.name as "decidedBy", o.decided_at as "decidedAt", o.number, o.opinion,
       ${own('o.proposed_by')} as "isOwn"`;
export const selectOrders = (projectId: string, id: number | null = null): Statement => ({
  text: `select ${orderColumns}
  from change_orders o
  join people p on p.id = o.proposed_by
  left join people d on d.id = o.decided_by
 where o.project_id = $1 and ($2::int is null or o.id = $2) order by o.seq desc`,
  values: [projectId, id],
});
export const lockOrder = (projectId: string, id: number): Statement => ({
  text: `select id from change_orders where project_id = $1 and id = $2 for update`,
  values: [projectId, id],
});
export const insertOrder = (
  projectId: string,
  order: NewChangeOrder,
  beforeFen: string | null,
  by: { readonly personId: number; readonly now: number },
): Statement => ({
  text: `insert into change_orders (project_id, seq, kind, cause, title, content, amount_fen, days, fund_source, before_fen,
                            proposed_by, proposed_at)
  select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 from change_orders where project_id = $1
  returning id`,
  values: [
    ...[projectId, order.kind, order.cause, order.title.trim(), order.content.trim(), order.amountFen, order.days],
    ...[order.fundSource.trim(), beforeFen, by.personId, new Date(by.now)],
  ],
});
export const decideOrder = (
  id: number,
  decision: { readonly state: 'approved' | 'refused' | 'withdrawn'; readonly number: string; readonly opinion: string },
  by: { readonly personId: number; readonly now: number },
): Statement => ({
  text: `update change_orders set state = $2, number = $3, opinion = $4, decided_by = $5, decided_at = $6 where id = $1`,
  values: [id, decision.state, decision.number, decision.opinion, by.personId, new Date(by.now)],
});
