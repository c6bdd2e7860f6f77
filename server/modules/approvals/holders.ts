import type { Instant } from '../../../contracts/glossary.ts';
import type { PersonRole } from '../../../contracts/permissions.ts';
import type { Runner } from '../../platform/database.ts';
import { officeDaysAfter } from '../schedules/officeDays.ts';
import * as sql from './approvals.sql.ts';
import type { Flow, FlowFacts } from './flow.rules.ts';
import { shownSteps } from './story.rules.ts';

/** What the rules are told: who holds the posts that the steps name, and the offices' calendar. */
export async function factsOf(
  tx: Runner,
  projectId: string,
  flow: Pick<Flow, 'steps'>,
  now: Instant,
): Promise<FlowFacts> {
  const roles = shownSteps(flow.steps).flatMap((step) => step.roles);
  const held = await tx.run<{ role: PersonRole; personId: number }>(sql.selectHolders(projectId, [...new Set(roles)]));
  return {
    now,
    holdersOf: (post) => held.flatMap(({ role, personId }) => (role === post ? [personId] : [])),
    dueAfter: officeDaysAfter,
  };
}
