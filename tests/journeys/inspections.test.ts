import jpeg from 'jpeg-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../contracts/errors.ts';
import type { KeptFile } from '../../contracts/files.ts';
import type { Inspection, InspectionPlace } from '../../contracts/inspections.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { Reminder } from '../../contracts/reminders.ts';
import type { StoryEntry } from '../../contracts/timelines.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const [MEIYUAN, HONGSHAN] = ['320102002000', '320102008000'];
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, label)
  values ('P-1', '红山路改造', 'urban-renewal', 'building', 'D-1', '${HONGSHAN}', 'U-1', 100, '2026-02-01', '2035-02-01', 'public'),
         ('P-2', '梅园里弄', 'urban-renewal', 'building', 'D-1', '${MEIYUAN}', 'U-1', 100, '2026-02-01', '2035-02-01', 'public');
insert into sites (code, name, street_code, project_id, lon, lat) values
  ('S-1', '东段', '${HONGSHAN}', 'P-1', 118.81, 32.09), ('S-2', '里弄', '${MEIYUAN}', 'P-2', 118.80, 32.04)`;

describeWithPostgres('inspections at sites', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let officer: Caller;
  let stranger: Caller;
  let unit: Caller;
  let found: Inspection;
  let fileId: number;

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const upload = async (caller: Caller, name: string) => {
    const facts = new URLSearchParams({ name, label: 'internal', subjectKind: 'project', subjectCode: 'P-1' });
    const bytes = Buffer.from(jpeg.encode({ data: Buffer.alloc(16), width: 2, height: 2 }, 80).data);
    const raw = { 'content-type': 'application/octet-stream' };
    return (await caller.ask<KeptFile>('POST', `/api/files?${facts.toString()}`, bytes, raw)).body.id;
  };
  const photo = (id: number) => ({
    ...{ fileId: id, takenAt: null, timeFrom: null, lon: 118.81, lat: 32.091, placeFrom: 'device' },
  });
  const entry = (more: object = {}) => ({
    ...{ projectId: 'P-1', siteCode: 'S-1', foundAt: house.now(), verdict: 'serious', finding: '围挡破损' },
    ...{ deadline: '2035-01-01', photos: [photo(fileId)] },
    ...more,
  });
  const file = (body: object, by = officer) => by.ask<Inspection & Problem>('POST', '/api/inspections', body);
  const act = (by: Caller, way: 'rectification' | 'check', kind: string, more: object = {}) =>
    by.ask<Inspection & Problem>('POST', `/api/inspections/${found.id}/${way}`, {
      ...{ act: kind, words: '已处理', photos: [] },
      ...more,
    });

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    officer = await arrive('officer', 'street', HONGSHAN);
    stranger = await arrive('stranger', 'street', MEIYUAN);
    unit = await arrive('unit', 'project-unit', 'U-1');
    fileId = await upload(officer, 'east.jpg');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('are made at projects and sites of one’s own street', async () => {
    const { body } = await officer.ask<{ rows: InspectionPlace[] }>('GET', '/api/inspections/places');
    expect(body.rows).toEqual([
      { projectId: 'P-1', projectName: '红山路改造', sites: [{ code: 'S-1', name: '东段' }] },
    ]);
    expect((await file(entry({ projectId: 'P-2', siteCode: null }))).status).toBe(404);
    expect((await file(entry({ siteCode: 'S-2' }))).status).toBe(404);
    expect((await unit.ask('GET', '/api/inspections/places')).status).toBe(403);
  });

  it('tell the unit by name what is wrong and until when; a picture says how far from the site', async () => {
    expect((await file(entry({ deadline: null }))).body.detail).toBe('请填写整改期限');
    found = (await file(entry())).body;
    expect(found).toMatchObject({ state: 'open', siteName: '东段', by: 'officer', isOverdue: false, steps: [] });
    expect(found.photos).toMatchObject([{ fileId, siteName: '东段', distanceM: 111 }]);
    const { body } = await unit.ask<{ rows: Reminder[] }>('GET', '/api/reminders');
    expect(body.rows).toMatchObject([{ kind: 'inspection-found', facts: { found: '围挡破损', until: '2035-01-01' } }]);
    const removed = await officer.ask<Problem>('DELETE', `/api/files/${fileId}`);
    expect(removed.body.detail).toBe('附件是现场核查的照片');
  });

  it('are seen by nobody of another street', async () => {
    const { body } = await stranger.ask<{ rows: Inspection[]; total: number }>('GET', '/api/inspections');
    expect(body).toEqual({ rows: [], total: 0 });
    expect((await act(stranger, 'check', 'close')).status).toBe(404);
    expect((await file(entry(), stranger)).status).toBe(404);
  });

  it('are put right by the unit, given back or closed by the street, each by a picture and words', async () => {
    expect((await act(officer, 'check', 'close')).body.code).toBe('not-in-this-state');
    expect((await act(officer, 'rectification', 'rectify')).status).toBe(403);
    const after = await upload(unit, 'after.jpg');
    expect((await act(unit, 'rectification', 'rectify', { photos: [photo(after)] })).body.state).toBe('rectified');
    expect((await act(unit, 'check', 'close')).status).toBe(403);
    expect((await act(officer, 'check', 'reject', { words: '仍有缺口' })).body.state).toBe('open');
    await act(unit, 'rectification', 'rectify');
    const closed = await act(officer, 'check', 'close');
    expect(closed.body.state).toBe('closed');
    expect(closed.body.steps.map((step) => [step.act, step.words, step.photos.length])).toEqual([
      ['rectify', '已处理', 1],
      ['reject', '仍有缺口', 0],
      ['rectify', '已处理', 0],
      ['close', '已处理', 0],
    ]);
    expect((await act(officer, 'check', 'reject')).body.code).toBe('not-in-this-state');
    const story = await officer.ask<{ rows: StoryEntry[] }>('GET', '/api/projects/P-1/story?kind=inspection&page=1');
    expect(story.body.rows.map(({ code }) => code)).toEqual(['close', 'rectify', 'reject', 'rectify', 'serious']);
    await expect(house.db.run({ text: `update inspections set finding = '' where id = ${found.id}` })).rejects.toThrow(
      'not overwritten',
    );
  });

  it('are reminded of once a day while they are open', async () => {
    found = (await file(entry({ verdict: 'minor', finding: '裸土未覆盖' }))).body;
    const remind = () => officer.ask<Problem>('POST', `/api/inspections/${found.id}/reminders`);
    expect((await remind()).body).toEqual({ people: 1 });
    expect((await remind()).body.code).toBe('already-exists');
    const fine = await file(entry({ verdict: 'fine', finding: '', deadline: null }));
    expect(fine.body.state).toBe('fine');
    const { body } = await officer.ask<{ rows: Inspection[] }>('GET', '/api/inspections?projectId=P-1');
    expect(body.rows.map(({ state }) => state)).toEqual(['open', 'fine', 'closed']);
  });
});
