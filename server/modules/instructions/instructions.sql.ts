import type { InstructionAct, InstructionState, NewInstruction } from '../../../contracts/instructions.ts';
import type { Statement } from '../../platform/database.ts';

const open = `i.state in ('issued', 'received', 'finished')`;
const overdue = `i.state in ('issued', 'received') and i.due_on < $1::date`;
const columns = `i.id, i.project_id as "projectId", i.project_name as "projectName", i.text, i.author_name as author,
  i.issued_at as "issuedAt", i.owner_code as "ownerCode", o.name as "ownerName", h.name as "ownerPerson",
  i.due_on::text as "dueOn", i.state, ${overdue} as "isOverdue", access.speaks_for(i.owner_code, i.owner_person_id) as "isMine",
  i.received_at as "receivedAt", i.closed_at as "closedAt", i.revision,
  (select a.text from instruction_acts a where a.instruction_id = i.id and a.act <> 'issue' and a.text is not null
    order by a.seq desc limit 1) as newest`;
const joins = `from instructions i
  join organisations o on o.code = i.owner_code
  left join people h on h.id = i.owner_person_id`;

export const selectInstruction = (id: number, today: string): Statement => ({
  text: `select ${columns} ${joins} where i.id = $2`,
  values: [today, id],
});

export interface InstructionsAsk {
  readonly projectId?: string | undefined;
  readonly state?: InstructionState | undefined;
  readonly overdue?: boolean | undefined;
  readonly mine?: boolean | undefined;
  readonly page: number;
  readonly size: number;
}
/** What is open first, by its day; then what was closed last. */
export const selectInstructions = (ask: InstructionsAsk, today: string): Statement => ({
  text: `select ${columns}, count(*) over ()::int as total ${joins}
 where ($2::text is null or i.project_id = $2) and ($3::text is null or i.state = $3)
   and ($4::boolean is not true or ${overdue})
   and ($5::boolean is not true or access.speaks_for(i.owner_code, i.owner_person_id))
 order by not ${open}, case when ${open} then i.due_on end, i.closed_at desc nulls last, i.id desc
 limit $7 offset ($6 - 1) * $7`,
  values: [today, ask.projectId ?? null, ask.state ?? null, ask.overdue ?? null, ask.mine ?? null, ask.page, ask.size],
});
export const countOpen = (projectId: string | undefined, today: string): Statement => ({
  text: `select count(*) filter (where ${open})::int as open, count(*) filter (where ${overdue})::int as overdue
  from instructions i where $2::text is null or i.project_id = $2`,
  values: [today, projectId ?? null],
});

export const selectSteps = (id: number): Statement => ({
  text: `select seq, act, acted_by as "by", acted_at as "at", text, due_on::text as "dueOn"
  from instruction_acts where instruction_id = $1 order by seq`,
  values: [id],
});

/** Organisations of a project, each with its people in office. */
export const selectOwners = (projectId: string): Statement => ({
  text: `select o.code, o.name, coalesce((
         select jsonb_agg(distinct jsonb_build_object('personId', h.id, 'name', h.name))
           from posts f join people h on h.id = f.person_id and h.active
          where f.org_code = o.code and f.from_at <= now() and (f.until_at is null or f.until_at > now())), '[]') as people
  from projects p
  join organisations o on o.active and (o.code in (p.department_code, p.unit_code)
    or o.code in (select org_code from project_partners where project_id = p.id)
    or (o.kind = 'street' and o.street_code = p.street_code))
 where p.id = $1
 order by o.code <> p.department_code, o.code is distinct from p.unit_code, o.name`,
  values: [projectId],
});

/** No row: the project is out of reach. */
export const insertInstruction = (
  projectId: string,
  { text, ownerCode, ownerPersonId, dueOn }: NewInstruction,
  by: { readonly personId: number; readonly name: string; readonly now: number },
): Statement => ({
  text: `insert into instructions (project_id, project_name, text, author_id, author_name, owner_code, owner_person_id, due_on,
                           issued_at)
  select p.id, p.name, $2, $3, $4, $5, $6, $7, $8 from projects p where p.id = $1 returning id`,
  values: [projectId, text.trim(), by.personId, by.name, ownerCode, ownerPersonId, dueOn, new Date(by.now)],
});

const held = `select id, project_id as "projectId", text, state, revision, due_on::text as "dueOn", author_id as "authorId",
       access.speaks_for(owner_code, owner_person_id) as "isMine" from instructions where id = $1`;
export const selectHeld = (id: number): Statement => ({ text: held, values: [id] });
/** Held until the transaction ends. */
export const lockInstruction = (id: number): Statement => ({ text: `${held} for update`, values: [id] });
export const selectProject = (projectId: string): Statement => ({
  text: `select id from projects where id = $1`,
  values: [projectId],
});

export const moveInstruction = (
  id: number,
  { state, dueOn, now }: { readonly state: InstructionState; readonly dueOn: string; readonly now: number },
): Statement => ({
  text: `update instructions set state = $2, due_on = $3, revision = revision + 1,
       received_at = case when $2 = 'received' then coalesce(received_at, $4) else received_at end,
       closed_at = case when $2 in ('closed', 'withdrawn') then $4::timestamptz end
 where id = $1`,
  values: [id, state, dueOn, new Date(now)],
});
export interface ActRow {
  readonly act: InstructionAct;
  readonly by: string;
  readonly now: number;
  readonly text: string | null;
  readonly dueOn: string | null;
}
export const insertAct = (id: number, { act, by, now, text, dueOn }: ActRow): Statement => ({
  text: `insert into instruction_acts (instruction_id, seq, act, acted_by, acted_at, text, due_on)
  select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6 from instruction_acts where instruction_id = $1`,
  values: [id, act, by, new Date(now), text, dueOn],
});

export interface Told {
  readonly toOwner: boolean;
  readonly kind: 'instruction-given' | 'instruction-due' | 'instruction-answered';
  readonly facts: { readonly found: string; readonly until: string };
  readonly by: string;
  readonly now: number;
}
export const tell = (id: number, { toOwner, kind, facts, by, now }: Told): Statement => ({
  text: `select access.tell_instruction($1, $2, $3, $4, $5, $6) as "personId"`,
  values: [id, toOwner, kind, JSON.stringify(facts), by, new Date(now)],
});
