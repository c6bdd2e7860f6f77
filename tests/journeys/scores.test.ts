import { afterAll, beforeAll, expect, it } from 'vitest';
import { explainScore } from '../../server/modules/scores/explain.rules.ts';
import { listGroupScores, listScores, readScore, readScoreHistory } from '../../server/modules/scores/reading.ts';
import { createScorer, type Scorer } from '../../server/modules/scores/scorer.ts';
import { askScore, FORMULA_VERSION, type ScoredProject } from '../../server/modules/scores/scores.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { acceptValue, declareTargets } from '../helpers/performance.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const MEIYUAN = '320102002000';
const NOW = Date.parse('2026-03-20T10:00:00+08:00');

describeWithPostgres('scores', () => {
  let postgres: TestPostgres;
  let db: Database;
  let scorer: Scorer;
  let targets: Map<string, number>;
  const heard: ScoredProject[] = [];
  const of = (key: string) => targets.get(key) ?? expect.fail(`no target ${key}`);
  const read = <Row = Record<string, unknown>>(text: string) => db.run<Row>({ text });
  const scoreRows = () =>
    read(`select project_id as id, to_char(month, 'MM') as month, score::text, grade, missing, known_weight::text as known
            from project_scores order by 1, 2`);
  const groupRows = () =>
    read(
      `select scope, code, weighted::text, plain::text, scored from group_scores where month = '2026-03-01' order by 1, 2`,
    );
  const report = async (key: string, month: string, value: string) => {
    await acceptValue(db, of(key), month, value);
    await askScore(db, key.split(' ')[0] ?? '', 2026, `value:${key} ${month}`);
    return scorer.drain();
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    db = openDatabase(postgres.url, 3, createLogger('silent'));
    await read(`insert into organisations (code, name, kind, parent_code) values ('D-1', '一局', 'department', '320102');
      insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at) values
        ('P-1', '一', 'fiscal', 'building', 'D-1', '${MEIYUAN}', 300, now(), now() + interval '1 year'),
        ('P-2', '二', 'fiscal', 'building', 'D-1', null, 100, now(), now() + interval '1 year'),
        ('P-3', '三', 'livelihood', 'building', 'D-1', null, 700, now(), now() + interval '1 year')`);
    targets = await declareTargets(
      db,
      2026,
      ['P-1', 'P-2'],
      [
        { code: 'A', weight: 60, target: 100 },
        { code: 'B', weight: 40, target: 10, direction: 'le', frequency: 'quarter' },
      ],
    );
    const onScored = (_: readonly string[], scores: readonly ScoredProject[]) => void heard.push(...scores);
    scorer = createScorer({ db, clock: { now: () => NOW }, log: createLogger('silent'), onScored });
  });
  afterAll(async () => {
    await db?.close();
    await postgres?.remove();
  });

  it('reach the month that has begun, with what is missing told and never counted as 0', async () => {
    await scorer.turn();
    expect(await scoreRows()).toEqual(
      ['P-1', 'P-2'].flatMap((id) => [
        { id, month: '01', score: null, grade: null, missing: 1, known: '0' },
        { id, month: '02', score: null, grade: null, missing: 1, known: '0' },
        { id, month: '03', score: null, grade: null, missing: 2, known: '0' },
      ]),
    );
    expect(heard).toHaveLength(2);
  });

  it('follow a value from its month on, and carry it to street, department, sector and district', async () => {
    expect(await report('P-1 A', '2026-02', '92')).toBe(1);
    expect(await scoreRows()).toMatchObject([
      { id: 'P-1', month: '01', score: null },
      { id: 'P-1', month: '02', score: '92', known: '60' },
      { id: 'P-1', month: '03', score: '92', missing: 1 },
      ...[{ id: 'P-2' }, { id: 'P-2' }, { id: 'P-2', score: null }],
    ]);
    await report('P-1 B', '2026-03', '10.8');
    await report('P-2 A', '2026-03', '50');
    // (0.92 x 60 + 0.92 x 40) of 100; 0.5 x 60 of 60
    expect(heard.at(-2)).toMatchObject({ projectId: 'P-1', score: '92', month: '2026-03', missing: 0 });
    const all = { weighted: '81.5', plain: '71', scored: 2 };
    expect(await groupRows()).toEqual([
      { scope: 'department', code: 'D-1', ...all },
      { scope: 'district', code: '320102', ...all },
      { scope: 'sector', code: 'fiscal', ...all },
      { scope: 'sector', code: 'livelihood', weighted: null, plain: null, scored: 0 },
      { scope: 'street', code: MEIYUAN, weighted: '92', plain: '92', scored: 1 },
    ]);
  });

  it('change nothing when they are computed again', async () => {
    const whole = () => read(`select * from project_scores order by 1, 2`);
    const before = [await whole(), await groupRows(), await read('select * from project_score_changes')];
    for (const id of ['P-1', 'P-2']) await askScore(db, id, 2026, 'again');
    expect(await scorer.drain()).toBe(2);
    expect([await whole(), await groupRows(), await read('select * from project_score_changes')]).toEqual(before);
  });

  it('are computed anew by a new edition of the formulas, and history tells only what became another score', async () => {
    const changes = () => read('select id from project_score_changes order by id');
    const before = [await scoreRows(), await changes()];
    await read(`update project_scores set formula_version = 'before', digest = 'before' where project_id = 'P-1'`);
    await scorer.turn();
    const editions = await read(`select distinct formula_version as edition from project_scores`);
    expect(editions).toEqual([{ edition: FORMULA_VERSION }]);
    expect([await scoreRows(), await changes()]).toEqual(before);
  });

  it('keep every score a project ever had, with what changed it', async () => {
    await report('P-1 A', '2026-02', '100');
    expect(
      await read(`select to_char(month, 'MM') as month, score::text, cause from project_score_changes
                   where project_id = 'P-1' and month >= '2026-02-01' order by id`),
    ).toEqual([
      { month: '02', score: null, cause: 'month:2026-03' },
      { month: '03', score: null, cause: 'month:2026-03' },
      { month: '02', score: '92', cause: 'value:P-1 A 2026-02' },
      { month: '03', score: '92', cause: 'value:P-1 A 2026-02' },
      { month: '02', score: '100', cause: 'value:P-1 A 2026-02' },
      { month: '03', score: '96.8', cause: 'value:P-1 A 2026-02' },
    ]);
  });

  it('have their bars beside them, each with its calculation and the value it is of', async () => {
    const bars = await read(
      `select target_id as "targetId", state, points::text, light, sentence, value_id is not null as "hasValue"
         from indicator_scores where project_id = 'P-2' and month = '2026-03-01' order by 1`,
    );
    expect(bars).toEqual([
      {
        targetId: of('P-2 A'),
        state: 'scored',
        points: '30',
        light: 'blue',
        sentence: '50 ÷ 100 × 60 = 30.00',
        hasValue: true,
      },
      {
        targetId: of('P-2 B'),
        state: 'missing',
        points: null,
        light: null,
        sentence: '到期未报，缺报不等于零',
        hasValue: false,
      },
    ]);
  });

  it('are read with their waterfall: every bar with its target, its value, its calculation; the console tells the same', async () => {
    const score = await readScore(db, 'P-1', { year: 2026 });
    expect(score).toMatchObject({ month: '2026-03', score: '96.8', knownWeight: '100', missing: 0 });
    expect(score.bars).toMatchObject([
      { code: 'A', state: 'scored', points: '60', lost: '0', month: '2026-02', achievement: { value: '100' } },
      { code: 'B', points: '36.8', lost: '3.2', target: '10', sentence: '(1 − (10.8 − 10) ÷ 10) × 40 = 36.80' },
    ]);
    const told = explainScore(score);
    expect(told).toContain('(1 − (10.8 − 10) ÷ 10) × 40 = 36.80（公式 2026.2）');
    expect(told).toContain('得分瀑布：满分 100.00\n  −3.20  B  余 96.80\n  得分 96.80');
    expect(told).toContain('得分 96.80  优');
    const history = await readScoreHistory(db, 'P-1', 2026);
    expect(history.months.map(({ score: one }) => one)).toEqual([null, '100', '96.8']);
    expect(history.changes[0]).toMatchObject({ month: '2026-03', cause: 'value:P-1 A 2026-02' });
    const listed = await listScores(db, { month: '2026-03', page: 1, size: 2 });
    expect(listed).toMatchObject({ total: 3, rows: [{ projectId: 'P-1', grade: 'excellent' }, { projectId: 'P-2' }] });
    const groups = await listGroupScores(db, 2026, 'sector');
    expect(groups.map(({ name, month, scored }) => [name, month, scored])).toContainEqual(['财政资金', '2026-03', 2]);
  });

  it('are asked for in the transaction of what changes: rolled back, nobody asks', async () => {
    const broken = db.withTransaction(async (tx) => {
      await askScore(tx, 'P-1', 2026, 'never');
      throw new Error('the change did not happen');
    });
    await expect(broken).rejects.toThrow();
    expect(await scorer.drain()).toBe(0);
  });

  it('of groups follow the projects there are, though no score changes: one comes, one grows, one moves away', async () => {
    const march = () =>
      read(`select scope, code, weighted::text, projects, scored from group_scores
             where month = '2026-03-01' and scope in ('district', 'street') order by 1, 2`);
    const before = { weighted: '85.1', projects: 3, scored: 2 };
    expect(await march()).toMatchObject([before, { code: MEIYUAN, projects: 1 }]);
    await read(`insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
      values ('P-4', '四', 'livelihood', 'building', 'D-1', '${MEIYUAN}', 50, now(), now() + interval '1 year');
      update projects set budget_fen = 300 where id = 'P-2'`);
    await scorer.turn();
    expect(await march()).toMatchObject([
      { weighted: '73.4', projects: 4, scored: 2 },
      { code: MEIYUAN, projects: 2, scored: 1 },
    ]);
    await read(`delete from projects where id = 'P-4'; update projects set street_code = null where id = 'P-1'`);
    await scorer.turn();
    expect(await march()).toMatchObject([{ scope: 'district', projects: 3, scored: 2 }]);
    const at = () => read(`select max(computed_at)::text as at, count(*) from group_scores`);
    const kept = await at();
    await scorer.turn();
    expect(await at()).toEqual(kept);
    await read(
      `update projects set budget_fen = 100 where id = 'P-2'; update projects set street_code = '${MEIYUAN}' where id = 'P-1'`,
    );
    await scorer.turn();
    expect(await march()).toMatchObject([before, { code: MEIYUAN, projects: 1 }]);
  });

  it('go with their declaration', async () => {
    await read(`update declarations set state = 'draft' where project_id = 'P-2'`);
    await askScore(db, 'P-2', 2026, 'declaration');
    await scorer.drain();
    expect(await read(`select 1 from project_scores where project_id = 'P-2'`)).toEqual([]);
    expect(await groupRows()).toContainEqual({
      scope: 'district',
      code: '320102',
      weighted: '96.8',
      plain: '96.8',
      scored: 1,
    });
  });

  it('are written for the months whose inputs changed, and for no other', async () => {
    const versions = async () =>
      (
        await read<{ version: string }>(
          `select xmin::text as version from project_scores where project_id = 'P-1' order by month`,
        )
      ).map(({ version }) => version);
    const before = await versions();
    await askScore(db, 'P-1', 2026, 'nothing');
    expect(await scorer.drain()).toBe(1);
    expect(await versions()).toEqual(before);
    await report('P-1 A', '2026-03', '95');
    const [january, february, march] = await versions();
    expect([january, february]).toEqual(before.slice(0, 2));
    expect(march).not.toBe(before[2]);
  });
});
