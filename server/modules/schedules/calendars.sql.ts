import type { CalendarException } from '../../../contracts/calendars.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `e.id, e.calendar_code as "calendarCode", e.project_id as "projectId", e.from_day::text as "from",
  e.to_day::text as "to", e.kind, e.reason, e.name, e.source, e.noted_by as "notedBy", e.noted_at as "notedAt"`;
/** What holds for the whole district, and for one project where one is named. */
export const selectExceptions = (projectId: string | null): Statement => ({
  text: `select ${columns} from calendar_exceptions e
 where e.ended_at is null and (e.project_id is null or e.project_id = $1) order by e.from_day, e.id`,
  values: [projectId],
});
export const insertException = (
  place: { readonly calendarCode: string; readonly projectId: string | null },
  exception: CalendarException,
  by: string,
): Statement => ({
  text: `insert into calendar_exceptions as e (calendar_code, project_id, from_day, to_day, kind, reason, name, source, noted_by)
  values ($1, $2, $3::date, $4::date, $5, $6, $7, $8, $9) returning ${columns}`,
  values: [
    ...[place.calendarCode, place.projectId, exception.from, exception.to, exception.kind, exception.reason],
    ...[exception.name, exception.source, by],
  ],
});
export const endException = (id: number, by: string, now: number): Statement => ({
  text: `update calendar_exceptions e set ended_at = $3, ended_by = $2 where e.id = $1 and e.ended_at is null returning ${columns}`,
  values: [id, by, new Date(now)],
});
