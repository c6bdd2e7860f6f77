import type { ReminderFacts, ReminderKind } from '../../../contracts/reminders.ts';
import type { Permission } from '../../../contracts/permissions.ts';
import type { Statement } from '../../platform/database.ts';

export interface RemindersAsk {
  readonly unread?: boolean | undefined;
  readonly page: number;
  readonly size: number;
}
/** A page of the viewer's own, newest first: row security leaves no other. */
export const selectReminders = ({ unread, page, size }: RemindersAsk): Statement => ({
  text: `select id, kind, project_id as "projectId", project_name as "projectName", facts, made_by as "by", made_at as "at",
       read_at as "readAt", count(*) over ()::int as total
  from reminders where $1::boolean is not true or read_at is null
 order by id desc limit $3 offset ($2 - 1) * $3`,
  values: [unread ?? null, page, size],
});

export const countUnread = (): Statement => ({
  text: `select count(*)::int as unread from reminders where read_at is null`,
});

export const markRead = (ids: readonly number[], now: number): Statement => ({
  text: `update reminders set read_at = $2 where id = any ($1) and read_at is null returning id`,
  values: [ids, new Date(now)],
});

export interface NewReminder {
  readonly projectId: string;
  /** Who is meant: those who hold it for the project, at its unit or else its department. */
  readonly permission: Permission;
  readonly kind: ReminderKind;
  readonly facts: ReminderFacts;
  readonly by: string;
  readonly now: number;
}
export const sendReminder = ({ projectId, permission, kind, facts, by, now }: NewReminder): Statement => ({
  text: `select access.remind($1, $2, $3, $4, $5, $6) as "personId"`,
  values: [projectId, permission, kind, JSON.stringify(facts), by, new Date(now)],
});
