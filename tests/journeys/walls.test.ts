import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../contracts/errors.ts';
import type { WallAnswer } from '../../contracts/socket.ts';
import type { WallCommand, WallReport } from '../../contracts/walls.ts';
import { setUpInstallation, type Installation, Visitor, type LiveSocket } from '../helpers/client.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

const STREET = '/street/320102005000';
const PROJECT = '/project/XW-2026-001';

/** A wall's screen as far as the server can tell. */
class TestWall {
  readonly commands: WallCommand[] = [];
  revoked = false;
  private constructor(
    readonly id: number,
    readonly visitor: Visitor,
    readonly socket: LiveSocket,
  ) {
    socket.on('wallCommand', (command) => this.commands.push(command));
    socket.on('revoked', () => (this.revoked = true));
  }

  static async open(admin: Visitor, name: string): Promise<TestWall> {
    const { wall, path } = await admin.call('createWall', { body: { name } });
    const visitor = new Visitor(admin.address);
    await visitor.call('exchangeWallToken', { body: { token: path.split('#token=')[1] ?? '' } });
    const opened = new TestWall(wall.id, visitor, visitor.socket());
    await until('connected', () => opened.socket.connected);
    return opened;
  }

  report(over: Partial<WallReport> = {}): Promise<WallAnswer> {
    const viewport = { width: 1920, height: 1080, ratio: 1 };
    const mapProfile = 'full' as const;
    const report = { page: '/wall', version: 'v1', fps: 59.5, heapBytes: 40e6, viewport, mapProfile, at: Date.now() };
    return this.socket.timeout(5_000).emitWithAck('wallReport', { ...report, ...over });
  }

  async told(kind: WallCommand['kind']): Promise<WallCommand> {
    await until(`told to ${kind}`, () => this.commands.at(-1)?.kind === kind);
    return this.commands.at(-1) as WallCommand;
  }
}

describe('walls', () => {
  let stack: Stack;
  let house: Installation;
  let admin: Visitor;
  let zhang: Visitor;
  let li: Visitor;
  let one: TestWall;
  let two: TestWall;
  const leader = (loginName: string, name: string) => house.add(loginName, 'district-leader', undefined, name);
  const cast = (who: Visitor, wall: TestWall, path: string, over: { minutes?: number; hold?: boolean } = {}) =>
    who.call('castToWall', { params: { id: wall.id }, body: { path, minutes: 5, hold: false, ...over } });
  const post = async (who: Visitor, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const reply = await who.fetch(path, { method: 'POST', ...(body && { headers, body: JSON.stringify(body) }) });
    return { status: reply.status, problem: (await reply.json().catch(() => null)) as Problem | null };
  };
  const audit = async () => (await house.audit.call('listAudit', { query: { limit: 500 } })).rows;
  const wallRow = async ({ id }: TestWall) => {
    const row = (await admin.call('listWalls', {})).rows.find((wall) => wall.id === id);
    if (!row) throw new Error('no such wall');
    return row;
  };

  beforeAll(async () => {
    stack = await Stack.start();
    house = await setUpInstallation(stack.address, stack.server.lines);
    admin = house.office;
    [zhang, li] = [await leader('zhang', '张区长'), await leader('li', '李副区长')];
    [one, two] = [await TestWall.open(admin, '一号屏'), await TestWall.open(admin, '二号屏')];
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    one?.socket.disconnect();
    two?.socket.disconnect();
    await stack?.remove();
  });

  it('say how they are, and are listed with it', async () => {
    expect((await wallRow(one)).state).toBe('silent');
    expect(await one.report({ at: Date.now() + 5_000, page: '/wall/projects' })).toEqual({ lease: null });
    const row = await wallRow(one);
    expect(row).toMatchObject({ name: '一号屏', state: 'alive', lease: null, thumbnailAt: null });
    expect(row.report).toMatchObject({ page: '/wall/projects', fps: 59.5, heapBytes: 40e6, mapProfile: 'full' });
    expect(Math.abs((row.clockSkewMs ?? 0) - 5_000)).toBeLessThan(1_000);
    expect((await wallRow(two)).report).toBeNull();
    expect(await one.report({ fps: -1 })).toMatchObject({ problem: { code: 'bad-request' } });
    expect((await wallRow(one)).report?.fps).toBe(59.5);
  });

  it('are what only walls can speak for', async () => {
    const socket = zhang.socket();
    await until('connected', () => socket.connected);
    const person = { socket, report: one.report.bind({ socket } as TestWall) };
    expect(await person.report()).toMatchObject({ problem: { code: 'not-permitted' } });
    socket.disconnect();
  });

  it('show what a leader casts to one of them, and nothing on the other', async () => {
    await two.report();
    const lease = await cast(zhang, one, STREET);
    expect(lease).toMatchObject({ path: STREET, by: '张区长', held: false });
    expect(lease.until - lease.startedAt).toBe(5 * 60_000);
    expect(await one.told('show')).toEqual({ kind: 'show', lease });
    expect(two.commands).toEqual([]);
    expect(await one.report()).toEqual({ lease });
    expect(await two.report()).toEqual({ lease: null });
    const { rows } = await li.call('listCastTargets', {});
    expect(rows.find(({ id }) => id === one.id)).toMatchObject({ state: 'alive', lease, mayChange: true });
  });

  it('take a later push, until somebody holds: then the refusal says who', async () => {
    expect((await cast(li, one, PROJECT)).by).toBe('李副区长');
    await one.told('show');
    const hold = `/api/walls/${one.id}/lease/hold`;
    expect((await post(zhang, hold)).problem).toMatchObject({ code: 'not-permitted', detail: '由李副区长投屏' });
    const held = await li.call('holdCast', { params: { id: one.id } });
    expect(held.held).toBe(true);
    expect(held.until - held.startedAt).toBe(8 * 60 * 60_000);
    const push = await post(zhang, `/api/walls/${one.id}/lease`, { path: STREET, minutes: 5, hold: false });
    expect(push).toMatchObject({ status: 409, problem: { code: 'wall-held', title: '大屏正由他人保持投屏' } });
    expect(push.problem?.detail).toMatch(/^李副区长保持至 \d\d:\d\d$/);
    const reply = await zhang.fetch(`/api/walls/${one.id}/lease`, { method: 'DELETE' });
    expect(reply.status).toBe(409);
    const { rows } = await zhang.call('listCastTargets', {});
    expect(rows.find(({ id }) => id === one.id)?.mayChange).toBe(false);
  });

  it('keep what is cast over a restart of the server, and are put right when they report', async () => {
    const before = (await wallRow(one)).lease;
    expect(before).toMatchObject({ path: PROJECT, by: '李副区长', held: true });
    await stack.server.kill();
    // The other wall gets one that still stands when the server is back, and ends soon after.
    await stack.sql(
      `insert into wall_leases (wall_id, path, person_id, started_at, until, held)
       select $1, $2, id, now(), now() + interval '12 seconds', false from people where login_name = 'zhang'`,
      [two.id, STREET],
    );
    await stack.server.start();
    await until('both back', () => one.socket.connected && two.socket.connected);
    expect(await one.report()).toEqual({ lease: before });
    expect(await two.report()).toMatchObject({ lease: { path: STREET, by: '张区长' } });
  });

  it('return to their carousel when the time is over', async () => {
    await two.told('release');
    expect(await two.report()).toEqual({ lease: null });
    expect((await audit())[0]).toMatchObject({ verb: 'wall.expire', actorKind: 'system', subject: `${two.id}` });
    expect(await stack.sql('select from wall_leases')).toHaveLength(1);
  });

  it('return to their carousel when they are released', async () => {
    await li.call('releaseWall', { params: { id: one.id } });
    await one.told('release');
    expect(await one.report()).toEqual({ lease: null });
    const again = await li.fetch(`/api/walls/${one.id}/lease`, { method: 'DELETE' });
    expect(((await again.json()) as Problem).code).toBe('nothing-cast');
  });

  it('are reloaded and shown by name on command', async () => {
    await admin.call('reloadWall', { params: { id: one.id } });
    await one.told('reload');
    await zhang.call('identifyWall', { params: { id: one.id } });
    const told = await one.told('identify');
    expect(told).toMatchObject({ label: '一号屏' });
    expect((await post(zhang, `/api/walls/${one.id}/reload`)).status).toBe(403);
    expect((await post(admin, '/api/walls/9999/reload')).status).toBe(404);
  });

  it('send a picture when they are asked for one, and only then', async () => {
    const webp = Buffer.from(`RIFF0000WEBP${'x'.repeat(9_000)}`);
    const send = (who: Visitor, body: Buffer, type = 'image/webp') =>
      who.fetch('/api/wall-thumbnail', {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'content-type': type },
      });
    expect((await send(one.visitor, webp)).status).toBe(409);
    await admin.call('askThumbnail', { params: { id: one.id } });
    await one.told('snapshot');
    expect((await send(admin, webp)).status).toBe(403);
    expect((await send(one.visitor, Buffer.from('<svg/>'))).status).toBe(400);
    expect((await send(one.visitor, webp, 'image/svg+xml')).status).toBe(415);
    expect((await send(one.visitor, Buffer.alloc(65 * 1024, 'RIFF'))).status).toBe(413);
    expect((await send(one.visitor, webp)).status).toBe(204);
    const image = await admin.fetch(`/api/walls/${one.id}/thumbnail`);
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(Buffer.from(await image.arrayBuffer()).equals(webp)).toBe(true);
    expect((await wallRow(one)).thumbnailAt).not.toBeNull();
    expect((await admin.fetch(`/api/walls/${two.id}/thumbnail`)).status).toBe(404);
    expect((await zhang.fetch(`/api/walls/${one.id}/thumbnail`)).status).toBe(403);
  });

  it('cannot cast, nor look after each other; nor does anybody cast what is no page of the list', async () => {
    const wish = { path: STREET, minutes: 5, hold: false };
    const place = `/api/walls/${two.id}/lease`;
    expect((await post(one.visitor, place, wish)).status).toBe(403);
    for (const path of ['/api/walls', '/api/cast-targets']) expect((await one.visitor.fetch(path)).status).toBe(403);
    const wrong = [{ path: 'https://evil.example/' }, { path: '/admin/walls' }, { minutes: 0 }, { minutes: 121 }];
    for (const over of wrong) expect((await post(zhang, place, { ...wish, ...over })).status).toBe(400);
    expect(await two.report()).toEqual({ lease: null });
  });

  it('are cut off when they are revoked, and what was cast to them ends', async () => {
    await cast(zhang, two, STREET, { hold: true });
    await admin.call('revokeWall', { params: { id: two.id } });
    await until('cut off', () => two.revoked && !two.socket.connected);
    expect(await wallRow(two)).toMatchObject({ state: 'revoked', lease: null });
    expect(await stack.sql('select from wall_leases')).toEqual([]);
    const wish = { path: STREET, minutes: 5, hold: false };
    expect((await post(zhang, `/api/walls/${two.id}/lease`, wish)).status).toBe(404);
  });

  it('leave a line in the audit log for every command', async () => {
    const lines = (await audit()).filter(
      ({ verb, subject, outcome }) => verb.startsWith('wall.') && subject === `${one.id}` && outcome === 'done',
    );
    expect(lines.map(({ verb, actorName }) => [verb, actorName]).reverse()).toEqual([
      ['wall.create', 'office'],
      ['wall.exchange', '一号屏'],
      ['wall.show', '张区长'],
      ['wall.show', '李副区长'],
      ['wall.hold', '李副区长'],
      ['wall.release', '李副区长'],
      ['wall.reload', 'office'],
      ['wall.identify', '张区长'],
    ]);
    const replaced = lines.find(({ verb, actorName }) => verb === 'wall.show' && actorName === '李副区长');
    expect(replaced).toMatchObject({ before: { path: STREET, by: '张区长' }, after: { path: PROJECT, held: false } });
  });
});
