import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { MaskedContact } from '../../contracts/contacts.ts';
import type { Problem } from '../../contracts/errors.ts';
import { WITHHELD_HEADER } from '../../contracts/exports.ts';
import type { KeptFile } from '../../contracts/files.ts';
import { projectSorts } from '../../contracts/projects.ts';
import type { Label } from '../../contracts/labels.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import { sweepFiles } from '../../server/modules/files/files.ts';
import { turnKeyFile } from '../../server/vault/keyFile.ts';
import { checkKeys, resealAll } from '../../server/vault/reseal.ts';
import { sealedFields } from '../../server/vault/sealedFields.ts';
import { openVault } from '../../server/vault/vault.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';
import { docmOf, docxOf } from '../helpers/zip.ts';

const MEIYUAN = '320102002000';
const XINJIEKOU = '320102003000';
const PHONE = '13800001234';
const ID_NUMBER = '11010519491231002X';
const HOUR = 3_600_000;
const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

describeWithPostgres('data protection', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let person: { id: number };
  let officer: Caller;

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const audit = async (verb: string) => {
    const { body } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?limit=100&outcome=done');
    return body.rows.filter((row) => row.verb === verb);
  };
  const inDatabase = async (text: string) => house.db.run<Record<string, unknown>>({ text });

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    person = await people.add('zhangsan', 'street', MEIYUAN);
    officer = await arrive('officer', 'street', MEIYUAN);
    await inDatabase(`insert into organisations (code, name, kind, parent_code) values
        ('D-1', '一局', 'department', '320102'), ('D-2', '二局', 'department', '320102'), ('A-1', '评价所', 'agency', '320102');
      insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at, label)
      select * from (values
        ('P-open', '=1+1', 'fiscal', 'building', 'D-1', '${MEIYUAN}', 12345678901::bigint, now(), now() + interval '1 year', 'public'),
        ('P-inner', '内部, 项目', 'fiscal', 'building', 'D-1', '${MEIYUAN}', 100, now(), now() + interval '1 year', 'internal'),
        ('P-secret', '敏感项目', 'fiscal', 'building', 'D-1', '${MEIYUAN}', 100, now(), now() + interval '1 year', 'sensitive'),
        ('P-far', '别街项目', 'fiscal', 'building', 'D-1', '${XINJIEKOU}', 100, now(), now() + interval '1 year', 'public')) v`);
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  const contact = () => `/api/people/${person.id}/contact`;

  it('keeps phone and identity number sealed in the database and masked everywhere else', async () => {
    const change = { phone: '+86 138-0000-1234', idNumber: '11010519491231002x' };
    const masked = { phone: '138****1234', idNumber: '1101**********002X' };
    expect((await people.system.ask<MaskedContact>('PATCH', contact(), change)).body).toEqual(masked);
    expect((await people.audit.ask<MaskedContact>('GET', contact())).body).toEqual(masked);
    const whole = JSON.stringify([
      await inDatabase('select * from people'),
      await inDatabase('select * from audit_log'),
      (await people.office.ask('GET', '/api/people')).body,
    ]);
    expect(whole).not.toMatch(/13800001234|49123100|138-0000/);
    expect((await audit('person.contact'))[0]).toMatchObject({
      subject: 'zhangsan',
      before: { phone: null, idNumber: null },
      after: masked,
    });
  });

  it('reveals a field to whoever may and says why, and to nobody without a line in the log', async () => {
    const reveal = (caller: Caller, body: object) =>
      caller.ask<{ value: string } & Problem>('POST', `/api/people/${person.id}/reveal`, body);
    const asked = { field: 'phone', reason: '核对值班联系人' };
    expect((await reveal(people.system, asked)).body.code).toBe('not-permitted');
    expect((await reveal(officer, asked)).body.code).toBe('not-permitted');
    expect((await reveal(people.office, { field: 'phone' })).body.code).toBe('bad-request');
    expect((await reveal(people.office, { field: 'phone', reason: ' ' })).body.code).toBe('bad-request');
    expect(await audit('person.reveal')).toEqual([]);
    expect((await reveal(people.office, asked)).body.value).toBe(PHONE);
    expect((await reveal(people.office, { ...asked, field: 'idNumber' })).body.value).toBe(ID_NUMBER);
    expect(await audit('person.reveal')).toHaveLength(2);
  });

  it('takes numbers that can be one, each identity number once, and removes what is to go', async () => {
    const patch = (id: number, change: object) =>
      people.system.ask<Problem & MaskedContact>('PATCH', `/api/people/${id}/contact`, change);
    expect((await patch(person.id, { phone: '1380000' })).body.code).toBe('bad-request');
    expect((await patch(person.id, { idNumber: '110105194912310021' })).body.code).toBe('bad-request');
    const other = await people.add('lisi', 'street', MEIYUAN);
    expect((await patch(other.id, { idNumber: ID_NUMBER })).body.code).toBe('already-exists');
    expect((await patch(other.id, { phone: PHONE })).body.phone).toBe('138****1234');
    expect((await patch(other.id, { phone: null })).body.phone).toBeNull();
    expect((await patch(99_999, { phone: PHONE })).body.code).toBe('not-found');
  });

  it('turns the key under a running server: everything is sealed anew, and reads as before', async () => {
    const column = async () =>
      (await inDatabase('select phone_sealed as sealed from people where phone_sealed is not null'))[0];
    const before = await column();
    await checkKeys(house.db, house.vault);
    turnKeyFile(house.keys, Date.now());
    const done = await resealAll(house.db, house.vault);
    expect([done.get('person.phone'), done.get('person.id-number')]).toEqual([1, 1]);
    expect((await column())?.sealed).not.toBe(before?.sealed);
    expect(String((await column())?.sealed).startsWith(house.vault.head())).toBe(true);
    expect((await people.audit.ask<MaskedContact>('GET', contact())).body.phone).toBe('138****1234');
    expect((await resealAll(house.db, house.vault)).get('person.phone')).toBe(0);
    const suite = openVault({ ...house.keys, suite: 'sm4-cbc-hmac-sm3' }, Date.now());
    expect((await resealAll(house.db, suite)).get('person.phone')).toBe(1);
    expect((await people.audit.ask<MaskedContact>('GET', contact())).body.phone).toBe('138****1234');
  });

  it('does not start with a key file that lacks a key of this database', async () => {
    const stranger = openVault({ ...house.keys, path: `${house.keys.path}.other` }, Date.now());
    await expect(checkKeys(house.db, stranger)).rejects.toThrow('请恢复原密钥文件');
  });

  it('knows every sealed column of the schema, so that a rotation leaves none behind', async () => {
    const columns = await inDatabase(
      `select table_name || '.' || column_name as name from information_schema.columns where column_name like '%\\_sealed'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(
      Object.values(sealedFields)
        .map(({ table, column }) => `${table}.${column}`)
        .sort(),
    );
  });

  it('exports the projects a viewer sees, as far as their labels allow, and records what left', async () => {
    const leave = (caller: Caller) => caller.ask<string>('GET', '/api/projects/export');
    const idsIn = (text: string) => [...text.matchAll(/^(P-\w+),/gm)].map(([, id]) => id);
    const office = await leave(people.office);
    expect(idsIn(office.body)).toEqual(['P-far', 'P-inner', 'P-open', 'P-secret']);
    expect(office.headers['content-disposition']).toContain('attachment');
    expect(office.headers['cache-control']).toBe('no-store');
    expect(office.body.startsWith('\uFEFF项目编号,')).toBe(true);
    expect(office.body).toContain(`P-open,'=1+1,`);
    expect(office.body).toContain('P-inner,"内部, 项目",');
    expect(office.body).toContain(',123456789.01,');
    const street = await leave(officer);
    expect(idsIn(street.body)).toEqual(['P-inner', 'P-open']);
    expect(street.headers[WITHHELD_HEADER]).toBe('1');
    const [line] = await audit('projects.export');
    expect(line?.after).toMatchObject({
      rows: 2,
      withheld: 1,
      sha256: createHash('sha256').update(street.body).digest('hex'),
    });
    expect((await leave(people.system)).status).toBe(403);
  });

  it('labels projects by those who may, within their reach', async () => {
    const put = (caller: Caller, id: string, label: Label) =>
      caller.ask<Problem>('PUT', `/api/projects/${id}/label`, { label });
    expect((await put(officer, 'P-open', 'sensitive')).body.code).toBe('not-permitted');
    const bureau = await arrive('bureau', 'department', 'D-1');
    expect((await put(bureau, 'P-open', 'sensitive')).status).toBe(204);
    const elsewhere = await arrive('elsewhere', 'department', 'D-2');
    expect((await put(elsewhere, 'P-open', 'public')).body.code).toBe('not-found');
    expect((await audit('project.relabel'))[0]).toMatchObject({
      before: { label: 'public' },
      after: { label: 'sensitive' },
    });
    expect((await officer.ask<string>('GET', '/api/projects/export')).headers[WITHHELD_HEADER]).toBe('2');
    // Whoever may not take out what is sensitive cannot make it less so and take it out then.
    expect((await put(bureau, 'P-open', 'public')).body.code).toBe('label-not-permitted');
    expect((await put(bureau, 'P-secret', 'internal')).body.code).toBe('label-not-permitted');
    expect((await put(people.office, 'P-open', 'public')).status).toBe(204);
  });

  it('lists projects by pages, sorted and filtered by the server, each with the total', async () => {
    const ask = async (query: string) => {
      const { body } = await people.office.ask<{ rows: { id: string }[]; total: number }>(
        'GET',
        `/api/projects?${query}`,
      );
      return [body.total, ...body.rows.map(({ id }) => id)];
    };
    const [total, ...all] = await ask('');
    expect(total).toBe(all.length);
    expect(await ask('limit=1&offset=1')).toEqual([total, all[1]]);
    expect(await ask('offset=100')).toEqual([total]);
    expect((await ask('sort=budget&descending=true'))[1]).toBe('P-open');
    expect(await ask('text=p-INN')).toEqual([1, 'P-inner']);
    expect(await ask(`text=${encodeURIComponent('内部, ')}`)).toEqual([1, 'P-inner']);
    expect(await ask('text=%25')).toEqual([0]);
    expect(await ask(`streetCode=${MEIYUAN}&label=sensitive`)).toEqual([1, 'P-secret']);
    expect(await ask('phase=planning')).toEqual([0]);
    expect(await ask('light=red')).toEqual([0]);
    for (const sort of projectSorts) expect([sort, (await ask(`sort=${sort}`))[0]]).toEqual([sort, total]);
    expect((await people.office.ask<Problem>('GET', '/api/projects?sort=secret')).body.code).toBe('bad-request');
    const exported = await people.office.ask<string>('GET', '/api/projects/export?text=inner');
    expect(exported.body.split('\r\n').filter((line) => line.includes('P-'))).toHaveLength(1);
  });

  const upload = (caller: Caller, name: string, bytes: Buffer, over: Record<string, string> = {}) => {
    const facts = { name, label: 'internal', subjectKind: 'project', subjectCode: 'P-open', ...over };
    const headers = { 'content-type': 'application/octet-stream' };
    return caller.ask<KeptFile & Problem>(
      'POST',
      `/api/files?${new URLSearchParams(facts).toString()}`,
      bytes,
      headers,
    );
  };
  const listOf = async (caller: Caller, code = 'P-open') =>
    (await caller.ask<{ rows: KeptFile[] }>('GET', `/api/files?subjectKind=project&subjectCode=${code}`)).body.rows;

  it('takes a file of a project in, and hands it out as a download that nothing runs', async () => {
    const { body: file, status } = await upload(officer, '../合同 (1).pdf', pdf);
    expect(status).toBe(200);
    expect(file).toMatchObject({
      name: '合同 (1).pdf',
      mime: 'application/pdf',
      bytes: pdf.length,
      ownerCode: MEIYUAN,
    });
    expect(file.hash).toBe(createHash('sha256').update(pdf).digest('hex'));
    const content = await people.office.ask<string>('GET', `/api/files/${file.id}/content`);
    expect(content.body).toBe(pdf.toString());
    expect(content.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(content.headers['content-disposition']).toContain('attachment');
    expect((await audit('file.download'))[0]).toMatchObject({ after: { hash: file.hash } });
    expect((await listOf(officer)).map((one) => one.id)).toEqual([file.id]);
    // Sent again because no answer came, it is the same file.
    expect((await upload(officer, '../合同 (1).pdf', pdf)).body.id).toBe(file.id);
    expect(await listOf(officer)).toHaveLength(1);
  });

  it('refuses what is not what it says, is too large, or belongs to somebody else, and leaves nothing of it', async () => {
    const refused = async (name: string, bytes: Buffer, over = {}) => {
      const { body } = await upload(officer, name, bytes, over);
      return [body.code, body.detail];
    };
    expect(await refused('合同.pdf', Buffer.from('MZ program'))).toEqual(['file-refused', '文件内容与扩展名不符']);
    expect(await refused('报告.docx', docmOf())).toEqual(['file-refused', '含宏的文档不予接受']);
    expect(await refused('run.exe', pdf)).toEqual(['file-refused', '只接受 PDF、JPG、PNG、DOCX、XLSX、ZIP 文件']);
    expect(await refused('大.pdf', Buffer.concat([pdf, Buffer.alloc(1024 * 1024)]))).toEqual([
      'too-large',
      '附件不得超过 1 MB',
    ]);
    expect((await refused('合同.pdf', pdf, { subjectCode: 'P-far' }))[0]).toBe('not-found');
    expect((await refused('合同.pdf', pdf, { label: 'none' }))[0]).toBe('bad-request');
    const other = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await officer.ask<Problem>('POST', '/api/files?name=a.pdf', pdf, other)).body.code).toBe('wrong-type');
    const whole = `/api/files?${new URLSearchParams({ name: 'a.pdf', label: 'internal', subjectKind: 'project', subjectCode: 'P-open' }).toString()}`;
    expect((await officer.ask<Problem>('POST', whole)).body.code).toBe('wrong-type');
    expect((await officer.ask<Problem>('POST', whole, ['%PDF-1.4', 'x'])).body.code).toBe('wrong-type');
    expect((await upload(people.system, '合同.pdf', pdf)).body.code).toBe('not-permitted');
    expect(readdirSync(join(house.keys.path, '..', 'files', 'arriving'))).toEqual([]);
    expect(await listOf(people.office)).toHaveLength(1);
  });

  it('shows a file to whoever sees what it belongs to, and gives it to whoever may have its label', async () => {
    const { body: secret } = await upload(people.office, '敏感.docx', docxOf(), { label: 'sensitive' });
    const { body: far } = await upload(people.office, '别街.pdf', pdf, { subjectCode: 'P-far', label: 'public' });
    const get = async (caller: Caller, id: number) =>
      (await caller.ask<Problem>('GET', `/api/files/${id}/content`)).body.code;
    expect((await listOf(officer)).map((one) => one.label)).toContain('sensitive');
    expect(await get(officer, secret.id)).toBe('label-not-permitted');
    expect(await get(officer, far.id)).toBe('not-found');
    expect(await listOf(officer, 'P-far')).toEqual([]);
    const evaluator = await arrive('evaluator', 'evaluator', 'A-1');
    expect(await listOf(evaluator)).toEqual([]);
    expect(await get(people.office, secret.id)).toBeUndefined();
    expect((await officer.ask<Problem>('PUT', `/api/files/${secret.id}/label`, { label: 'public' })).status).toBe(403);
    const bureau = await arrive('bureau-2', 'department', 'D-1');
    const relabelled = await bureau.ask<Problem>('PUT', `/api/files/${secret.id}/label`, { label: 'public' });
    expect(relabelled.body.code).toBe('label-not-permitted');
    expect((await people.office.ask('PUT', `/api/files/${secret.id}/label`, { label: 'internal' })).status).toBe(200);
    expect(await get(officer, secret.id)).toBeUndefined();
  });

  it('removes a file from sight at once, and its bytes when nobody else has them', async () => {
    const files = await listOf(people.office);
    const shared = files.find((one) => one.mime === 'application/pdf');
    if (shared === undefined) throw new Error('no file');
    expect([shared.isOwn, (await listOf(officer)).find(({ id }) => id === shared.id)?.isOwn]).toEqual([false, true]);
    // Of what another uploaded a neighbour keeps off, within reach as it may be; who manages files takes it away.
    const neighbour = await arrive('officer-2', 'street', MEIYUAN);
    const others = await neighbour.ask<Problem>('DELETE', `/api/files/${shared.id}`);
    expect(others.body).toMatchObject({ code: 'not-permitted', detail: '只能删除本人上传的附件' });
    const { body: note } = await upload(neighbour, '说明.pdf', Buffer.concat([pdf, Buffer.from('% note')]));
    expect((await officer.ask('DELETE', `/api/files/${note.id}`)).status).toBe(403);
    expect((await people.office.ask('DELETE', `/api/files/${note.id}`)).status).toBe(204);
    expect((await officer.ask('DELETE', `/api/files/${shared.id}`)).status).toBe(204);
    expect((await officer.ask('GET', `/api/files/${shared.id}/content`)).status).toBe(404);
    const later = Date.now() + 48 * HOUR;
    await sweepFiles(house.db, house.files, later);
    const [far] = await listOf(people.office, 'P-far');
    expect((await people.office.ask('GET', `/api/files/${far?.id ?? 0}/content`)).status).toBe(200);
    await people.office.ask('DELETE', `/api/files/${far?.id ?? 0}`);
    await sweepFiles(house.db, house.files, later);
    expect(await house.files.read(shared.hash)).toBeUndefined();
  });
});
