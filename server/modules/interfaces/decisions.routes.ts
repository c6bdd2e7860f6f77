import type { PersonalTopic } from '../../../contracts/reminders.ts';
import { rest } from '../../../contracts/rest.ts';
import { actorOf, keyOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { receiveDecision, type DecisionDesk } from './decisions.ts';

export type DecisionRouteDeps = Pick<DecisionDesk, 'asPerson' | 'devicesOnline'> & {
  readonly clock: Clock;
  /** To be called once an approval has passed: its project has moved. */
  readonly onMoved: () => Promise<void>;
  /** To be told whose inbox is another now, and who was sent a reminder. */
  readonly tell: (personIds: readonly number[], topic: PersonalTopic) => void;
};

/** What was decided in OA. */
export function registerDecisionRoutes(app: App, { clock, onMoved, tell, ...deps }: DecisionRouteDeps): void {
  route(app, rest.sendDecision, async ({ db, body, request }) => {
    const desk = { ...deps, db, now: clock.now() };
    const { receipt, changed } = await receiveDecision(desk, actorOf(request), body, keyOf(request));
    if (changed === null) return receipt;
    tell(changed.told, 'approvals');
    tell(changed.reminded, 'reminders');
    if (changed.approval.state === 'approved') await onMoved();
    return receipt;
  });
}
