import type { ApprovalState, Inbox, StoryAct } from '../../../contracts/approvals.ts';
import type { ApprovalGround } from '../../../contracts/approvalCases.ts';
import type { ReminderFacts, ReminderKind } from '../../../contracts/reminders.ts';
import type { LifecycleAction, LifecycleChartKey } from '../../../contracts/lifecycles.ts';
import type { Statement } from '../../platform/database.ts';
import type { Flow } from './flow.rules.ts';
import type { Party } from './may.rules.ts';

const at = (instant: number | null): Date | null => (instant === null ? null : new Date(instant));

/** What every list tells, the viewer's own part in it by the posts they hold (migration 034). */
const columns = `a.id, a.project_id as "projectId", a.project_name as "projectName", a.chart, a.action, a.from_state as "from",
  a.to_state as "to", a.state, who.name as initiator, a.begun_at as "begunAt", a.ended_at as "endedAt",
  open.name as step, open.due_at as "dueAt",
  coalesce((select jsonb_agg(jsonb_build_object('name', h.name, 'role', w.role) order by h.name, w.role)
              from approval_parties w left join people h on h.id = w.person_id
             where w.approval_id = a.id and w.waiting), '[]') as "waitingFor",
  coalesce(mine.waiting, false) as "waitsForMe",
  (a.flow -> 'urgedAt' ->> substr((select access.viewer()), 8))::float8 as "urgedAt"`;
const joins = `from approvals a
  join people who on who.id = a.initiator_id
  left join approval_passes open on open.approval_id = a.id and open.closed_at is null
  left join (select approval_id, bool_or(waiting) as waiting, bool_or(kind = 'initiator') as begun,
                    bool_or(kind = 'copied') as copied from access.my_parts() group by 1) mine on mine.approval_id = a.id`;

export interface ApprovalsAsk {
  readonly inbox?: Inbox | undefined;
  readonly projectId?: string | undefined;
  readonly page: number;
  readonly size: number;
}
const acted = `exists (select from approval_acts t where t.approval_id = a.id and t.act not in ('submit', 'urge', 'copy', 'supersede')
                          and 'person:' || t.by_id = (select access.viewer()))`;
/** A page of approvals: in the inbox what is due first, else the newest. */
export const selectApprovals = (ask: ApprovalsAsk): Statement => ({
  text: `select ${columns}, count(*) over ()::int as total ${joins}
 where ($2::text is null or a.project_id = $2)
   and case $1::text when 'todo' then coalesce(mine.waiting, false)
                     when 'done' then ${acted} and not coalesce(mine.begun, false) and not coalesce(mine.waiting, false)
                     when 'mine' then coalesce(mine.begun, false)
                     when 'copied' then coalesce(mine.copied, false) else true end
 order by case when $1::text = 'todo' then open.due_at end, a.id desc
 limit $4 offset ($3 - 1) * $4`,
  values: [ask.inbox ?? null, ask.projectId ?? null, ask.page, ask.size],
});
export const selectApproval = (id: number): Statement => ({
  text: `select ${columns}, a.reason, a.ground, a.flow, a.initiator_id as "initiatorId" ${joins} where a.id = $1`,
  values: [id],
});

export const selectCounts = (now: number): Statement => ({
  text: `select count(*)::int as todo, count(*) filter (where overdue)::int as overdue
  from (select m.approval_id, bool_or(p.due_at < $1) as overdue
          from access.my_parts() m
          left join approval_passes p on p.approval_id = m.approval_id and p.closed_at is null
         where m.waiting group by 1) waiting`,
  values: [at(now)],
});

export interface ApprovalRecord {
  readonly id: number;
  readonly projectId: string;
  readonly projectName: string;
  readonly chart: LifecycleChartKey;
  readonly action: LifecycleAction;
  readonly from: string;
  readonly to: string;
  readonly flow: Flow;
}
const record = `id, project_id as "projectId", project_name as "projectName", chart, action, from_state as "from",
  to_state as "to", flow`;
export const lockApproval = (id: number): Statement => ({
  text: `select ${record} from approvals where id = $1 for update`,
  values: [id],
});
export const lockUnderWay = (projectId: string): Statement => ({
  text: `select ${record} from approvals where project_id = $1 and state in ('open', 'returned') for update`,
  values: [projectId],
});
/** Projects that have left the state in which something of them was submitted. */
export const selectLeft: Statement = {
  text: `select a.project_id as "projectId" from approvals a join project_lifecycles l on l.project_id = a.project_id
          where a.state in ('open', 'returned') and l.state <> a.from_state order by a.id`,
};

export interface NewApprovalRow {
  readonly projectId: string;
  readonly chart: LifecycleChartKey;
  readonly from: string;
  readonly action: LifecycleAction;
  readonly to: string;
  readonly reason: string;
  readonly ground: ApprovalGround;
  readonly flow: Flow;
  readonly initiatorId: number;
  readonly at: number;
}
/** No row: one is under way already. */
export const insertApproval = (row: NewApprovalRow): Statement => ({
  text: `insert into approvals (project_id, project_name, chart, from_state, action, to_state, reason, ground, flow,
                                initiator_id, begun_at)
  select id, name, $2, $3, $4, $5, $6, $7, $8, $9, $10 from projects where id = $1
  on conflict do nothing returning id`,
  values: [
    ...[row.projectId, row.chart, row.from, row.action, row.to, row.reason, JSON.stringify(row.ground)],
    ...[JSON.stringify(row.flow), row.initiatorId, at(row.at)],
  ],
});
export const updateApproval = (id: number, flow: Flow, state: ApprovalState, now: number): Statement => ({
  text: `update approvals set flow = $2, state = $3, ended_at = case when $3 not in ('open', 'returned') then $4::timestamptz end
          where id = $1`,
  values: [id, JSON.stringify(flow), state, at(now)],
});
export const updateGround = (id: number, ground: ApprovalGround): Statement => ({
  text: `update approvals set ground = $2 where id = $1`,
  values: [id, JSON.stringify(ground)],
});

/** Nobody is waited for; then, each by name, whoever is. */
export const restParties = (id: number): Statement => ({
  text: `update approval_parties set waiting = false where approval_id = $1 and waiting`,
  values: [id],
});
export const seatParties = (id: number, parties: readonly Party[]): Statement => ({
  text: `with wanted as (
    select * from jsonb_to_recordset($2::jsonb) as w(kind text, "personId" integer, role text, waiting boolean)),
  stood as (
    update approval_parties p set waiting = w.waiting from wanted w
     where p.approval_id = $1 and p.kind = w.kind and p.person_id is not distinct from w."personId"
       and p.role is not distinct from w.role
    returning p.kind, p.person_id, p.role)
  insert into approval_parties (approval_id, kind, person_id, role, waiting)
  select $1, w.kind, w."personId", w.role, w.waiting from wanted w
   where not exists (select from stood s where s.kind = w.kind and s.person_id is not distinct from w."personId"
                        and s.role is not distinct from w.role)`,
  values: [id, JSON.stringify(parties)],
});

export interface PassRow {
  readonly seq: number;
  readonly step: number;
  readonly name: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly closedAt: number | null;
  readonly outcome: string | null;
  readonly workedMs: number | null;
}
/** A pass that is over stays as it was. */
export const keepPasses = (id: number, passes: readonly PassRow[]): Statement => ({
  text: `insert into approval_passes (approval_id, seq, step, name, opened_at, due_at, closed_at, outcome, worked_ms)
  select $1, seq, step, name, to_timestamp("openedAt" / 1000), to_timestamp("dueAt" / 1000),
         to_timestamp("closedAt" / 1000), outcome, "workedMs"
    from jsonb_to_recordset($2::jsonb) as p(seq integer, step integer, name text, "openedAt" float8, "dueAt" float8,
                                            "closedAt" float8, outcome text, "workedMs" bigint)
  on conflict (approval_id, seq) do update
    set closed_at = excluded.closed_at, outcome = excluded.outcome, worked_ms = excluded.worked_ms
  where approval_passes.closed_at is null and excluded.closed_at is not null`,
  values: [id, JSON.stringify(passes)],
});

/** Whom an act was done with, and the step that it went to. */
export interface ActDetail {
  readonly people?: readonly number[];
  readonly toStep?: number | null;
}
export interface ActRow {
  readonly pass: number;
  readonly act: StoryAct;
  /** Null: the server. */
  readonly byId: number | null;
  readonly byName: string;
  readonly at: number;
  readonly opinion: string;
  readonly hash: string;
  readonly detail: ActDetail;
}
export const insertAct = (id: number, row: ActRow): Statement => ({
  text: `insert into approval_acts (approval_id, pass, act, by_id, by_name, at, opinion, hash, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  values: [
    ...[id, row.pass, row.act, row.byId, row.byName, at(row.at), row.opinion, row.hash, JSON.stringify(row.detail)],
  ],
});
export const selectActs = (id: number): Statement => ({
  text: `select id, pass, act, by_name as "by", at, opinion, hash, detail from approval_acts where approval_id = $1 order by id`,
  values: [id],
});

export const selectHolders = (projectId: string, roles: readonly string[]): Statement => ({
  text: `select role, person_id as "personId" from access.post_holders($1, $2)`,
  values: [projectId, roles],
});
export const selectNames = (ids: readonly number[]): Statement => ({
  text: `select id, name from people where id = any ($1)`,
  values: [ids],
});

/** Whether the project of an approval is within the viewer's reach. */
export const selectProject = (projectId: string): Statement => ({
  text: `select 1 as seen from projects where id = $1`,
  values: [projectId],
});
/** Which of these files the viewer may open: of a project in reach, or of a document that they are asked about. */
export const selectOpenFiles = (ids: readonly number[]): Statement => ({
  text: `select id from files where id = any ($1) and removed_at is null`,
  values: [ids],
});

/** Whoever may deal with approvals, by name, organisation or post; administrators never do. */
const colleagues = `select h.id, h.name, string_agg(distinct o.name, '、' order by o.name) as posts
  from people h
  join posts p on p.person_id = h.id and p.from_at <= now() and (p.until_at is null or p.until_at > now())
  join role_permissions rp on rp.role = p.role and rp.permission = 'approvals.act'
  join organisations o on o.code = p.org_code
 where h.active`;
export const selectColleagues = (text: string | undefined): Statement => ({
  text: `${colleagues} and ($1::text is null or strpos(h.name || ' ' || o.name, $1) > 0)
 group by h.id, h.name order by posts, h.name limit 50`,
  values: [text ?? null],
});
/** Which of these are colleagues. */
export const selectAskable = (ids: readonly number[]): Statement => ({
  text: `${colleagues} and h.id = any ($1) group by h.id, h.name`,
  values: [ids],
});

export interface PartyReminder {
  readonly approvalId: number;
  readonly people: readonly number[];
  readonly kind: ReminderKind;
  readonly facts: ReminderFacts;
  readonly by: string;
  readonly now: number;
}
/** Reminds people of an approval that they have a part in. @returns whom */
export const remindParties = ({ approvalId, people, kind, facts, by, now }: PartyReminder): Statement => ({
  text: `select access.remind_parties($1, $2, $3, $4, $5, $6) as "personId"`,
  values: [approvalId, people, kind, JSON.stringify({ ...facts, approvalId }), by, at(now)],
});

/** Steps that are due within so long, or are over, and of which nobody has been told so yet: told from here on. */
export const takeDue = (now: number, soonMs: number): Statement => ({
  text: `with due as (
    select p.approval_id, p.seq, p.name, p.due_at, case when p.due_at <= $1 then 'overdue' else 'soon' end as kind
      from approval_passes p
      join approvals a on a.id = p.approval_id and a.state = 'open'
     where p.closed_at is null and p.due_at <= $1::timestamptz + $2 * interval '1 millisecond'),
  taken as (
    insert into approval_reminders (approval_id, pass, kind, told_at)
    select approval_id, seq, kind, $1 from due on conflict do nothing returning approval_id, kind)
  select d.approval_id as "approvalId", d.name as step, d.due_at as "dueAt", d.kind, a.project_id as "projectId", a.flow
    from due d
    join taken t on t.approval_id = d.approval_id and t.kind = d.kind
    join approvals a on a.id = d.approval_id
   order by d.approval_id`,
  values: [at(now), soonMs],
});

const opinion = `id, text, person_id is not null as "isOwn"`;
export const selectOpinions: Statement = {
  text: `select ${opinion} from opinion_templates order by person_id is null, id`,
};
/** No row: it is kept already. */
export const insertOpinion = (personId: number, text: string): Statement => ({
  text: `insert into opinion_templates (person_id, text) values ($1, $2) on conflict do nothing returning ${opinion}`,
  values: [personId, text],
});
export const deleteOpinion = (id: number): Statement => ({
  text: `delete from opinion_templates where id = $1 and person_id is not null returning text`,
  values: [id],
});
