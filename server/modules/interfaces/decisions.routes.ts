import { rest } from '../../../contracts/rest.ts';
import { actorOf, keyOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { receiveDecision, type DecisionDesk } from './decisions.ts';

export type DecisionRouteDeps = Pick<DecisionDesk, 'asPerson' | 'devicesOnline'> & {
  readonly clock: Clock;
  /** To be called once an approval has passed: its project has moved. */
  readonly onMoved: () => Promise<void>;
};

/** What was decided in OA. */
export function registerDecisionRoutes(app: App, { clock, onMoved, ...deps }: DecisionRouteDeps): void {
  route(app, rest.sendDecision, async ({ db, body, request }) => {
    const desk = { ...deps, db, now: clock.now() };
    const { receipt, moved } = await receiveDecision(desk, actorOf(request), body, keyOf(request));
    if (moved) await onMoved();
    return receipt;
  });
}
