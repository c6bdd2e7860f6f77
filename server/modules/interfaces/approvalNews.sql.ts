import type { Statement } from '../../platform/database.ts';

/** Who may decide an approval just now: by name, or by a post that waits for any of its holders. */
export const selectDeciders = (approvalId: number): Statement => ({
  text: `select distinct p.login_name as "loginName", p.name
  from approval_parties a
  join approvals v on v.id = a.approval_id
  left join lateral access.post_holders(v.project_id, array[a.role]) h on a.role is not null
  join people p on p.id = coalesce(a.person_id, h.person_id)
 where a.approval_id = $1 and a.waiting and p.active
 order by 1`,
  values: [approvalId],
});
