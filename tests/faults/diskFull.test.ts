import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { expectStoredExactlyOnce } from '../helpers/exactlyOnce.ts';
import { needs } from '../helpers/needs.ts';
import { rigOn } from '../helpers/rig.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

needs('tmpfs')('a data disk that is full', () => {
  it('is a clear state: readyz says what to do, nothing acknowledged is lost, and with room all is stored once', async () => {
    const home = mkdtempSync(join(tmpdir(), 'xw-full-'));
    const disk = join(home, 'database');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=320m', 'tmpfs', disk]);
    const filler = join(disk, 'filler');
    let remove = async () => undefined as void;
    try {
      const stack = await Stack.start({ home });
      remove = () => stack.remove().catch(() => undefined);
      stack.showLogsOnFailure();
      const rig = await rigOn(stack);
      const publisher = rig.send();
      await publisher.reach(4_000);
      fill(filler);
      await publisher.reach();
      await until('readyz asks for room', async () => {
        const { ready, parts } = await stack.readiness();
        return !ready && parts.some(({ sentence }) => sentence.includes('数据盘已满'));
      });
      rmSync(filler);
      // Without room the database may have ended; a launcher starts it again, and so do we.
      if (!stack.database.running) await stack.database.start();
      await expectStoredExactlyOnce(stack, publisher);
      publisher.close();
    } finally {
      rmSync(filler, { force: true });
      await remove();
      execFileSync('umount', ['-l', disk]);
      rmSync(home, { recursive: true, force: true });
    }
  });
});

/** Writes until nothing more fits. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [1 << 20, 1 << 12]) {
      const block = Buffer.alloc(size, 1);
      try {
        for (;;) writeSync(file, block);
      } catch {
        // Full at this grain; a finer one may still fit.
      }
    }
  } finally {
    closeSync(file);
  }
}
