import type { PersonalTopic } from '../../../contracts/reminders.ts';
import { rest } from '../../../contracts/rest.ts';
import type { Changed } from '../approvals/approvals.ts';
import { actorOf, keyOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { receiveDecision, replayDecision, type DecisionDesk } from './decisions.ts';

export type DecisionRouteDeps = Pick<DecisionDesk, 'asPerson' | 'devicesOnline'> & {
  readonly clock: Clock;
  /** To be called once an approval has passed: its project has moved. */
  readonly onMoved: () => Promise<void>;
  /** To be told whose inbox is another now, and who was sent a reminder. */
  readonly tell: (personIds: readonly number[], topic: PersonalTopic) => void;
};

/** What was decided in OA, as it comes and as it is looked at again. */
export function registerDecisionRoutes(app: App, { clock, onMoved, tell, ...deps }: DecisionRouteDeps): void {
  const follow = async (changed: Changed | null): Promise<void> => {
    if (changed === null) return;
    tell(changed.told, 'approvals');
    tell(changed.reminded, 'reminders');
    if (changed.approval.state === 'approved') await onMoved();
  };
  route(app, rest.sendDecision, async ({ db, body, request }) => {
    const desk = { ...deps, db, now: clock.now() };
    const { receipt, changed } = await receiveDecision(desk, actorOf(request), body, keyOf(request));
    await follow(changed);
    return receipt;
  });
  route(app, rest.replayDecision, async ({ db, params, request }) => {
    const { row, changed } = await replayDecision({ ...deps, db, now: clock.now() }, actorOf(request), params.id);
    await follow(changed);
    return row;
  });
}
