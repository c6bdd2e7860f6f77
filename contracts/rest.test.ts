import { expect, it } from 'vitest';
import { rest, type Route } from './rest.ts';

/**
 * Steps of coming in have no verb of their own: each is recorded as what came of it (session.open, session.refuse …).
 * Looking at a set-up link changes nothing. An answer to a survey names nobody, so there is nobody to record. The others change nothing that is kept.
 */
const unnamed = [
  'lookAtSetUpLink',
  'signIn',
  'showFactor',
  'setNewPassword',
  'beginEnrolment',
  'confirmEnrolment',
  'readNotices',
  'askThumbnail',
  'answerQuestionnaire',
  'tryIndicator',
  'trySchedule',
];

it('names for every route that changes something the verb under which a refused attempt is recorded', () => {
  const bare = Object.entries<Route>(rest).filter(([, { method, verb }]) => method !== 'GET' && verb === undefined);
  expect(bare.map(([name]) => name).sort()).toEqual([...unnamed].sort());
});
