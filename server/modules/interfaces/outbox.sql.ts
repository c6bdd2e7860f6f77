import type { DeliveryState, OutboxEvent } from '../../../contracts/interfaces.ts';
import type { Statement } from '../../platform/database.ts';

export interface NewMessage {
  readonly event: OutboxEvent;
  readonly subject: string;
  readonly projectId: string | null;
  readonly body: string;
  readonly now: number;
}
/** Deliveries follow by a trigger, to whoever listens for the event. */
export const insertMessage = ({ event, subject, projectId, body, now }: NewMessage): Statement => ({
  text: `insert into outbox_messages (event, subject, project_id, body, made_at) values ($1, $2, $3, $4, $5)`,
  values: [event, subject, projectId, body, new Date(now)],
});

const due = `v.state = 'waiting' and v.next_at <= $1 and (v.claimed_until is null or v.claimed_until <= $1)`;
/** Destinations that something is due for. */
export const selectDue = (now: number): Statement => ({
  text: `select distinct d.id from outbox_deliveries v join destinations d on d.id = v.destination_id
          where d.sending and d.closed_at is null and ${due}`,
  values: [new Date(now)],
});

export interface Claimed {
  readonly id: number;
  readonly messageId: string;
  readonly event: OutboxEvent;
  readonly body: string;
  readonly attempts: number;
  readonly address: string;
}
/** The oldest of a destination that is due, taken by us until then: a process that dies lets it go. */
export const claimNext = (destinationId: number, now: number, until: number): Statement => ({
  text: `update outbox_deliveries c set claimed_until = $3
    from destinations d, outbox_messages m
   where d.id = c.destination_id and m.id = c.message_id and d.sending and d.closed_at is null
     and c.id = (select v.id from outbox_deliveries v where v.destination_id = $2 and ${due}
                  order by v.next_at, v.id limit 1 for update skip locked)
  returning c.id, c.message_id as "messageId", m.event, m.body, c.attempts, d.address`,
  values: [new Date(now), destinationId, new Date(until)],
});
export const releaseClaim = (id: number): Statement => ({
  text: `update outbox_deliveries set claimed_until = null where id = $1`,
  values: [id],
});

/** Secrets that sign just now, the newest first. */
export const selectSecrets = (destinationId: number, now: number): Statement => ({
  text: `select id, number, secret_sealed as sealed from destination_secrets
          where destination_id = $1 and secret_sealed is not null and (ends_at is null or ends_at > $2)
          order by number desc`,
  values: [destinationId, new Date(now)],
});

export const insertAttempt = (
  deliveryId: number,
  attempt: {
    readonly at: number;
    readonly status: number | null;
    readonly ms: number;
    readonly answer: string | null;
    readonly trouble: string | null;
  },
): Statement => ({
  text: `insert into outbox_attempts (delivery_id, at, status, ms, answer, trouble) values ($1, $2, $3, $4, $5, $6)`,
  values: [deliveryId, new Date(attempt.at), attempt.status, attempt.ms, attempt.answer, attempt.trouble],
});
/** @param at when the attempt was made */
export const settleDelivery = (
  id: number,
  next: { readonly state: DeliveryState; readonly nextAt: number },
  at: number,
): Statement => ({
  text: `update outbox_deliveries
            set state = $2, next_at = $3, attempts = attempts + 1, claimed_until = null,
                settled_at = case when $2 = 'waiting' then null else $4::timestamptz end
          where id = $1`,
  values: [id, next.state, new Date(next.nextAt), new Date(at)],
});

const columns = `v.id, v.message_id as "messageId", m.event, m.subject, m.project_id as "projectId", p.name as "projectName",
  v.destination_id as "destinationId", d.name as "destinationName", d.system, v.state, v.attempts, m.made_at as "madeAt",
  case when v.state = 'waiting' then v.next_at end as "nextAt", v.settled_at as "settledAt",
  v.replayed_at as "replayedAt", v.replayed_by as "replayedBy", last.status as "lastStatus", last.trouble as "lastTrouble"`;
const joins = `from outbox_deliveries v
  join outbox_messages m on m.id = v.message_id
  join destinations d on d.id = v.destination_id
  left join projects p on p.id = m.project_id
  left join lateral (select status, trouble from outbox_attempts where delivery_id = v.id order by id desc limit 1) last on true`;

export interface OutboxAsk {
  readonly state?: DeliveryState | undefined;
  readonly destinationId?: number | undefined;
  readonly page: number;
  readonly size: number;
}
/** A page of deliveries: what is given up first, then what waits, then the newest. */
export const selectOutbox = (ask: OutboxAsk): Statement => ({
  text: `select ${columns}, count(*) over ()::int as total ${joins}
 where ($1::text is null or v.state = $1) and ($2::int is null or v.destination_id = $2)
 order by array_position(array['dead', 'waiting', 'delivered'], v.state), m.seq desc, v.id desc
 limit $4 offset ($3 - 1) * $4`,
  values: [ask.state ?? null, ask.destinationId ?? null, ask.page, ask.size],
});
export const selectDelivery = (id: number): Statement => ({
  text: `select ${columns} ${joins} where v.id = $1`,
  values: [id],
});
export const selectBody = (deliveryId: number): Statement => ({
  text: `select m.body from outbox_deliveries v join outbox_messages m on m.id = v.message_id where v.id = $1`,
  values: [deliveryId],
});
export const selectAttempts = (deliveryId: number): Statement => ({
  text: `select at, status, ms, answer, trouble from outbox_attempts where delivery_id = $1 order by id desc limit 200`,
  values: [deliveryId],
});
/** Back into the queue: what was given up, and what was taken and lost over there. */
export const requeue = (id: number, now: number, by: string): Statement => ({
  text: `update outbox_deliveries
            set state = 'waiting', attempts = 0, next_at = $2, settled_at = null, replayed_at = $2, replayed_by = $3
          where id = $1 and state <> 'waiting' returning id`,
  values: [id, new Date(now), by],
});

/**
 * Messages of long ago that nobody waits for: every destination took them, or none listened. What was given up stays until
 * a person has it posted again. A slice at a time: nothing is held up by a deletion.
 */
export const forgetDelivered = (before: number, most: number): Statement => ({
  text: `delete from outbox_messages where id in (
           select m.id from outbox_messages m
            where m.made_at < $1
              and not exists (select from outbox_deliveries v join destinations d on d.id = v.destination_id
                               where v.message_id = m.id and d.closed_at is null
                                 and (v.state <> 'delivered' or v.settled_at >= $1))
            order by m.seq limit $2)
         returning id`,
  values: [new Date(before), most],
});

export const selectIncoming: Statement = {
  text: `select system, kind, accepted, held, last_at as "lastAt" from access.inbox_health() order by system, kind`,
};
export const selectHealth: Statement = {
  text: `select d.id, d.system, d.name, d.sending, h.waiting, h.dead, h.delivered, h.last_at as "lastAt",
       h.last_status as "lastStatus", h.last_trouble as "lastTrouble", h.delivered_at as "deliveredAt",
       h.failing_since as "failingSince"
  from access.interface_health() h join destinations d on d.id = h.destination_id order by d.system, d.id`,
};
