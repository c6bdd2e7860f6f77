import type { DestinationChange, NewDestination } from '../../../contracts/interfaces.ts';
import type { Statement } from '../../platform/database.ts';

const columns = (now: string): string => `d.id, d.system, d.name, d.address, d.events, d.sending,
  (select max(number) from destination_secrets s where s.destination_id = d.id) as "secretNumber",
  (select max(ends_at) from destination_secrets s where s.destination_id = d.id and s.ends_at > ${now}) as "formerUntil",
  d.created_at as "createdAt", d.created_by as "createdBy"`;

export const selectDestinations = (now: number): Statement => ({
  text: `select ${columns('$1')} from destinations d where closed_at is null order by d.system, d.id`,
  values: [new Date(now)],
});
export const selectDestination = (id: number, now: number): Statement => ({
  text: `select ${columns('$1')} from destinations d where closed_at is null and d.id = $2`,
  values: [new Date(now), id],
});
export const insertDestination = (wish: NewDestination, by: string, now: number): Statement => ({
  text: `insert into destinations (system, name, address, events, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6) returning id`,
  values: [wish.system, wish.name, wish.address, wish.events, new Date(now), by],
});
export const updateDestination = (id: number, change: DestinationChange): Statement => ({
  text: `update destinations set name = $2, address = $3, events = $4, sending = $5 where id = $1 and closed_at is null`,
  values: [id, change.name, change.address, change.events, change.sending],
});
export const closeDestination = (id: number, now: number): Statement => ({
  text: `update destinations set closed_at = $2 where id = $1 and closed_at is null`,
  values: [id, new Date(now)],
});

/** Secrets that sign now end then; those that end sooner anyway do so. */
export const endSecrets = (destinationId: number, until: number): Statement => ({
  text: `update destination_secrets set ends_at = least(coalesce(ends_at, $2), $2) where destination_id = $1`,
  values: [destinationId, new Date(until)],
});
export const insertSecret = (destinationId: number, now: number): Statement => ({
  text: `insert into destination_secrets (destination_id, number, made_at)
  select $1, coalesce(max(number), 0) + 1, $2 from destination_secrets where destination_id = $1 returning id`,
  values: [destinationId, new Date(now)],
});
export const keepSecret = (id: number, sealed: string): Statement => ({
  text: `update destination_secrets set secret_sealed = $2 where id = $1`,
  values: [id, sealed],
});
