import type { FastifyRequest } from 'fastify';
import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { giveCookie, tokenFromCookies } from '../../access/cookie.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import { newToken } from '../../access/tokens.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { Vault } from '../../vault/vault.ts';
import {
  answerQuestionnaire,
  closeSurvey,
  findSurvey,
  listComments,
  listSurveys,
  listSurveyTargets,
  openSurvey,
  readQuestionnaire,
} from './surveys.ts';

export interface SurveyRouteDeps {
  readonly clock: Clock;
  readonly vault: Pick<Vault, 'blindIndex'>;
  readonly publicOrigin: string;
  /** To be called once a result is committed. */
  readonly wakeScorer: () => void;
}

/** A device keeps its mark for a year: no survey lasts longer. */
const KEEP_MS = 366 * 86_400_000;
/** A hall full of people behind one address reads and answers; a machine that fills in answers is slowed down. */
const READS_A_MINUTE = 120;
const ANSWERS_A_MINUTE = 30;

const deviceOf = (request: FastifyRequest): string | undefined =>
  tokenFromCookies(request.headers.cookie, 'respondent');

/** Surveys: organised by those who may, answered by anybody who has the code. */
export function registerSurveyRoutes(app: App, { clock, vault, publicOrigin, wakeScorer }: SurveyRouteDeps): void {
  route(app, rest.listSurveys, ({ db, query }) => listSurveys(db, query));
  route(app, rest.listSurveyTargets, async ({ db, query }) => ({
    rows: await listSurveyTargets(db, query.year, query.text),
  }));
  route(app, rest.getSurvey, async ({ db, params }) => ({
    survey: await findSurvey(db, params.id),
    comments: await listComments(db, params.id),
  }));
  route(app, rest.openSurvey, ({ db, body, request }) =>
    commit(db, openSurvey, actorOf(request), { survey: body, personId: personOf(request), now: clock.now() }),
  );
  route(app, rest.closeSurvey, async ({ db, params, request }) => {
    const closed = await commit(db, closeSurvey, actorOf(request), { id: params.id, now: clock.now() });
    wakeScorer();
    return closed;
  });
  route(
    app,
    rest.readQuestionnaire,
    async ({ db, params, request, reply }) => {
      const device = deviceOf(request) ?? newToken();
      const found = await readQuestionnaire(db, vault, { token: params.token, device });
      // Given before the answer, so that the answer comes with it.
      giveCookie(reply, { token: device, expiresAt: clock.now() + KEEP_MS }, publicOrigin, 'respondent');
      return found;
    },
    { perMinute: READS_A_MINUTE },
  );
  route(
    app,
    rest.answerQuestionnaire,
    async ({ db, params, body, request }) => {
      const device = deviceOf(request);
      if (device === undefined) throw new ProblemError('bad-request', '请允许本站使用 Cookie 后重新打开问卷');
      await answerQuestionnaire(db, vault, { token: params.token, device }, body);
      return null;
    },
    { perMinute: ANSWERS_A_MINUTE },
  );
}
