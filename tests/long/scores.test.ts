import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { DISTRICT_CODE } from '../../contracts/glossary.ts';
import type { RoomState } from '../../contracts/live.ts';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { readSeedReport, type SeedReport } from '../../server/embedded/seedReport.ts';
import { RoomFollower, Visitor } from '../helpers/client.ts';
import { Stack } from '../helpers/stack.ts';
import { TestProcess } from '../helpers/testProcess.ts';
import { until } from '../helpers/until.ts';

/** The newest score of the district, a street and a project. */
const storedScores = `
  select (select weighted::text from group_scores where scope = 'district' and code = $1 order by month desc limit 1) as score
   union all select (select weighted::text from group_scores where scope = 'street' and code = $2 order by month desc limit 1)
   union all select (select score::text from project_scores where project_id = $3 order by month desc limit 1)`;
const takenThisMonth = `
  select 1 from indicator_values where source = 'auto'
     and month = date_trunc('month', now() at time zone 'Asia/Shanghai')::date`;
/** Nothing at all achieved, reported for the current month on a target that counts as more until then, and waiting for review. */
const reportedNothing = `
  with chosen as (
    select t.id, t.project_id, p.street_code from targets t
      join declarations d on d.id = t.declaration_id and d.state = 'approved'
      join projects p on p.id = t.project_id and p.street_code is not null
      join indicators i on i.id = t.indicator_id and i.method = 'ratio' and i.direction = 'ge' and i.auto_source is null
     where exists (select from indicator_values v where v.target_id = t.id and v.state = 'accepted' and v.value > 0)
       and not exists (select from indicator_values v where v.target_id = t.id and v.state = 'submitted')
     order by t.weight desc, t.id limit 1),
  made as (
    insert into indicator_values (target_id, project_id, month, value, source, measured_at)
    select id, project_id, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, 0, 'manual', now() from chosen
    returning id)
  select made.id, project_id as "projectId", street_code as street from made, chosen`;

describe('scores of the demo district, live', () => {
  let stack: Stack;
  let people: SeedReport['people'];

  beforeAll(async () => {
    stack = await Stack.prepare();
    await stack.database.start();
    const env = { DATABASE_URL: stack.databaseUrl, XW_DATA_DIR: stack.home };
    people = readSeedReport(await runToEnd({ name: 'seed', entry: join(inject('entries'), 'seed.js'), env })).people;
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(() => stack?.remove());

  it('carry a reviewed value to the district and its street within two seconds, the queue of before emptied at the start', async () => {
    const server = new TestProcess('demo-server', {
      entry: join(inject('entries'), 'demo-server.js'),
      env: { DATABASE_URL: stack.databaseUrl, MQTT_URL: stack.mqttUrl, XW_DATA_DIR: stack.home },
      readyWhen: { line: (line) => line.includes('"msg":"listening"') },
    });
    await server.start({ env: { PORT: `${stack.port}` } });
    const [office, leader] = [new Visitor(stack.address), new Visitor(stack.address)];
    for (const [visitor, name] of [[office, 'office'] as const, [leader, 'leader'] as const]) {
      const { loginName = '', password = '' } = people.find((one) => one.loginName === name) ?? {};
      await visitor.call('signIn', { body: { loginName, password } });
    }
    const [value] = await stack.sql<{ id: number; projectId: string; street: string }>(reportedNothing);
    const { id, projectId, street } = value ?? expect.fail('no target to report on');
    const followers = ['district', `street:${street}`].map((room) => new RoomFollower(leader.socket(), room));
    const scoreOf = ({ area, projects }: RoomState) => [
      area.projects.score.weighted,
      projects[projectId]?.score?.score,
    ];
    // What the seed asked for was not computed by anybody yet.
    for (const room of followers)
      await room.see('scores', (state) => scoreOf(state).every((score) => typeof score === 'string'));
    // What the system takes by itself at its start must not come between.
    await until('values taken', async () => (await stack.sql(takenThisMonth)).length > 0);
    await until('the queue empty', async () => (await stack.sql('select 1 from score_queue')).length === 0);
    const stored = await stack.sql<{ score: string }>(storedScores, [DISTRICT_CODE, street, projectId]);
    const [ofDistrict, ofStreet, ofProject] = stored.map(({ score }) => Number(score));
    const before = [ofDistrict, ofStreet].map((area) => [area, ofProject]);
    const isAsBefore = (state: RoomState, n: number) => isDeepStrictEqual(scoreOf(state).map(Number), before[n]);
    for (const [n, room] of followers.entries()) await room.see('what is stored', (state) => isAsBefore(state, n));
    await office.call('acceptValues', { body: { ids: [id] } });
    const isLower = (state: RoomState, n: number) =>
      scoreOf(state).every((score, i) => Number(score) < Number(before[n]?.[i]));
    await Promise.all(followers.map((room, n) => room.see('less', (state) => isLower(state, n), 2_000)));
    for (const room of followers) room.close();
    await server.stop();
  });
});
