import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { DirectoryInUse, lockDirectory } from './dataLock.ts';
import { assertPortFree, portFrom } from './ports.ts';
import { runToEnd } from './runToEnd.ts';
import { loadOrCreateSecrets } from './secrets.ts';
import { readSeedReport } from './seedReport.ts';
import { ensureServiceAccess } from './serviceAccess.ts';
import { socketDirectoryFor } from './socketDirectory.ts';
import { nextBackoffMs, superviseChild } from './supervise.ts';

const directory = mkdtempSync(join(tmpdir(), 'xw-launch-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const READY = { line: (line: string) => line === 'ready' };

function script(name: string, code: string): string {
  const path = join(directory, `${name}.mjs`);
  writeFileSync(path, code);
  return path;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('superviseChild', () => {
  const steady = script(
    'steady',
    "console.log('ready'); setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));",
  );

  it('starts a killed child again, says so once, and stops it for good', async () => {
    const notices: string[] = [];
    const onNotice = (notice: string) => notices.push(notice);
    const child = superviseChild({ name: '甲', entry: steady, readyWhen: READY, restart: true, onNotice });
    await child.ready;
    const first = child.pid() ?? 0;
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(child.pid() ?? first).not.toBe(first), { timeout: 5_000 });
    expect(notices).toEqual(['甲进程已退出(SIGKILL),250 毫秒后重新启动']);
    const second = child.pid() ?? 0;
    await child.stop(2_000);
    expect(isAlive(second)).toBe(false);
  });

  it('tells why a child could not start, and does not try again', async () => {
    const broken = script('broken', `process.stderr.write('{"fatal":"端口被占用"}\\n'); process.exitCode = 78;`);
    const onExit = vi.fn();
    const child = superviseChild({ name: '乙', entry: broken, readyWhen: READY, restart: true, onExit });
    await expect(child.ready).rejects.toThrow('乙未能运行:端口被占用');
    expect(onExit).toHaveBeenCalledWith('端口被占用');
  });

  it('kills a child that will not stop', async () => {
    const deaf = script('deaf', "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);");
    const child = superviseChild({ name: '丙', entry: deaf, readyWhen: READY, restart: true });
    await child.ready;
    const pid = child.pid() ?? 0;
    await child.stop(100);
    expect(isAlive(pid)).toBe(false);
  });

  it('waits longer each time, up to 5 s, and begins anew after a healthy life', () => {
    const waits = [0, 250, 500, 1000, 2000, 4000, 5000].map((before) => nextBackoffMs(before, 0));
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(nextBackoffMs(5000, 60_000)).toBe(250);
  });
});

describe('runToEnd', () => {
  it('answers the last line, or throws with the reason', async () => {
    const job = script('job', "console.log('noise'); console.log(JSON.stringify({ people: [] }));");
    expect(await runToEnd({ name: '任务', entry: job })).toBe('{"people":[]}');
    const bad = script('bad', "console.error('no such table'); process.exitCode = 3;");
    await expect(runToEnd({ name: '任务', entry: bad })).rejects.toThrow('任务失败:退出码 3 | no such table');
  });
});

describe('directories, ports, secrets', () => {
  it('lets one process have a directory, and takes over the lock of a dead one', () => {
    const place = join(directory, 'locked');
    const unlock = lockDirectory(place);
    expect(() => lockDirectory(place)).toThrow(DirectoryInUse);
    unlock();
    writeFileSync(join(place, 'lock.json'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
    lockDirectory(place)();
    // The same number, but another process than the one that took the lock.
    writeFileSync(join(place, 'lock.json'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    if (process.platform === 'linux') lockDirectory(place)();
  });

  it('moves a socket whose path would be too long', () => {
    expect(socketDirectoryFor('/srv/xw', '/tmp')).toBe('/srv/xw');
    const short = socketDirectoryFor(`/srv/${'x'.repeat(100)}`, '/tmp');
    expect(short).toMatch(/^\/tmp\/xw-[0-9a-f]{16}$/);
  });

  it('names the busy port and the variable to set', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await expect(assertPortFree(port, '127.0.0.1', 'MQTT_PORT')).rejects.toThrow(
      `端口 ${port} 已被占用,请设置 MQTT_PORT 换一个端口`,
    );
    await new Promise((done) => server.close(done));
    await assertPortFree(port, '127.0.0.1', 'MQTT_PORT');
    expect(portFrom('', 1883, 'MQTT_PORT')).toBe(1883);
    expect(() => portFrom('80a', 1883, 'MQTT_PORT')).toThrow('MQTT_PORT');
  });

  it('makes secrets once, for the owner alone', () => {
    const place = join(directory, 'secrets');
    const made = loadOrCreateSecrets(place);
    expect(loadOrCreateSecrets(place)).toEqual(made);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    expect(statSync(join(place, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('adds the service account and leaves every other line', () => {
    const place = join(directory, 'access');
    const account = { serviceUser: 'xw-server', servicePassword: 'one' };
    ensureServiceAccess(place, account);
    const first = readFileSync(join(place, 'passwd'), 'utf8');
    writeFileSync(join(place, 'passwd'), `${first}dev:$7$101$a$b\n`);
    ensureServiceAccess(place, account);
    expect(readFileSync(join(place, 'passwd'), 'utf8')).toBe(`${first}dev:$7$101$a$b\n`);
    ensureServiceAccess(place, { ...account, servicePassword: 'two' });
    const changed = readFileSync(join(place, 'passwd'), 'utf8');
    expect(changed).toContain('dev:$7$101$a$b');
    expect(changed).not.toContain(first.trim());
    expect(readFileSync(join(place, 'acl'), 'utf8')).toContain('user xw-server\ntopic readwrite xw/v1/#');
  });

  it('reads what the seed says, and survives when it says nothing', () => {
    const line = '{"people":[{"name":"a","password":"b"}],"wallPath":"/wall#token=x"}';
    expect(readSeedReport(line)).toEqual({ people: [{ name: 'a', password: 'b' }], wallPath: '/wall#token=x' });
    expect(readSeedReport('done')).toEqual({ people: [] });
  });
});
