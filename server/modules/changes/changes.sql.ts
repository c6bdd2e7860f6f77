import type { Permission } from '../../../contracts/permissions.ts';
import type { Statement } from '../../platform/database.ts';
import type { Decision } from './changes.rules.ts';

const at = (instant: number): Date => new Date(instant);

/** As `viewerId` sees them at `now`, the newest first. */
const changes = `select c.id, c.kind, c.input, c.subject, c.reason, proposer.name as "proposedBy",
       c.proposed_at as "proposedAt", c.expires_at as "expiresAt",
       coalesce(c.decision, case when c.expires_at > $1 then 'open' else 'expired' end) as state,
       decider.name as "decidedBy", c.decided_at as "decidedAt", c.decision_reason as "decisionReason",
       c.proposed_by = $2 as "isOwn", coalesce(c.concerns_id = $2, false) as "isAboutViewer"
  from pending_changes c
  join people proposer on proposer.id = c.proposed_by
  left join people decider on decider.id = c.decided_by`;

export const selectChanges = (now: number, viewerId: number, state: string | undefined): Statement => ({
  text: `select * from (${changes}) c where $3::text is null or state = $3 order by id desc limit 200`,
  values: [at(now), viewerId, state ?? null],
});

export const selectChange = (now: number, viewerId: number, id: number): Statement => ({
  text: `${changes} where c.id = $3`,
  values: [at(now), viewerId, id],
});

export interface NewChange {
  readonly kind: string;
  readonly input: unknown;
  readonly subject: string;
  readonly concernsId: number | null;
  readonly reason: string;
  readonly proposerId: number;
  readonly now: number;
  readonly expiresAt: number;
}
export const insertChange = (c: NewChange): Statement => ({
  text: `insert into pending_changes (kind, input, subject, concerns_id, reason, proposed_by, proposed_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
  values: [
    ...[c.kind, JSON.stringify(c.input), c.subject, c.concernsId, c.reason, c.proposerId],
    ...[at(c.now), at(c.expiresAt)],
  ],
});

/** Held until the transaction ends. */
export const lockChange = (id: number): Statement => ({
  text: `select c.id, c.kind, c.input, c.subject, c.reason, c.proposed_by as "proposerId",
                (select active from people where id = c.proposed_by) as "proposerActive",
                (select name from people where id = c.proposed_by) as "proposedBy",
                c.concerns_id as "concernsId", c.decision, c.expires_at as "expiresAt"
           from pending_changes c where c.id = $1 for update`,
  values: [id],
});

/** Whether somebody has this permission at this moment, by whichever post. */
export const selectHolds = (personId: number, permission: Permission): Statement => ({
  text: `select access.person_holds($1, $2) as holds`,
  values: [personId, permission],
});

export const decideChange = (
  id: number,
  { decision, deciderId, now, reason }: { decision: Decision; deciderId: number; now: number; reason: string | null },
): Statement => ({
  text: `update pending_changes set decision = $2, decided_by = $3, decided_at = $4, decision_reason = $5 where id = $1`,
  values: [id, decision, deciderId, at(now), reason],
});

/** What nobody decided on in time. */
export const expireChanges = (now: number): Statement => ({
  text: `update pending_changes set decision = 'expired', decided_at = $1
          where decision is null and expires_at <= $1 returning id, kind, subject`,
  values: [at(now)],
});
