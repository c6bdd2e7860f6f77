import type { NewAssignment } from '../../../contracts/assignments.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { PersonRole } from '../../../contracts/permissions.ts';
import type { Objection } from './people.rules.ts';

/** What is known when a project is to be given to an evaluator. */
export interface AssignmentCase {
  /** Within the reach of whoever gives it. */
  readonly isProjectKnown: boolean;
  /** Roles of the person, or of the people at the organisation. */
  readonly roles: readonly PersonRole[];
  /** Kind of the organisation; empty without one. */
  readonly kind: string;
  readonly now: Instant;
}

/** Why a project may not be given so, or undefined: to one evaluator or to one agency, until a date to come. */
export function whyNotAssign(wanted: NewAssignment, known: AssignmentCase): Objection | undefined {
  const isToPerson = wanted.personId !== undefined;
  if (isToPerson === (wanted.organisationCode !== undefined))
    return { code: 'bad-request', detail: '须派发给一名人员或一家机构' };
  if (!known.isProjectKnown) return { code: 'not-found', detail: `项目 ${wanted.projectId}` };
  if (isToPerson ? !known.roles.includes('evaluator') : !['agency', 'company'].includes(known.kind))
    return { code: 'bad-request', detail: '只能派发给第三方评价机构及其人员' };
  if (wanted.untilAt <= known.now || wanted.untilAt <= (wanted.fromAt ?? 0))
    return { code: 'bad-request', detail: '止期须晚于起期和当前时间' };
  return undefined;
}
