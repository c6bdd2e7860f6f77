import { TestProcess } from '../../tests/helpers/testProcess.ts';
import { pause } from '../../tests/helpers/until.ts';
import type { ClientsPlan, ClientsResult } from '../clients.ts';
import { Histogram } from './histogram.ts';
import { benchEntry } from './setup.ts';

const READY = { line: (line: string) => line.startsWith('{"ready":true') };

export interface Heard {
  readonly afterEmit: Histogram;
  readonly afterPublish: Histogram;
  readonly frames: number;
  readonly unseen: number;
}

/** Socket.IO clients in processes of their own. */
export async function gather(
  plan: ClientsPlan,
  processes: number,
): Promise<{ disperse: () => Promise<Heard>; stop: () => Promise<void> }> {
  const share = Math.ceil(plan.rooms.length / processes);
  const all = Array.from({ length: processes }, (_, i) => {
    const rooms = plan.rooms.slice(i * share, (i + 1) * share);
    const args = [JSON.stringify({ ...plan, rooms } satisfies ClientsPlan)];
    return new TestProcess(`clients ${i}`, { entry: benchEntry('clients'), args, readyWhen: READY });
  });
  await Promise.all(all.map((one) => one.start()));
  return {
    async stop() {
      await Promise.all(all.map((one) => one.stop()));
    },
    async disperse() {
      const heard = { afterEmit: new Histogram(), afterPublish: new Histogram(), frames: 0, unseen: 0 };
      for (const one of all) {
        await one.end('SIGTERM');
        await pause(100);
        const result = JSON.parse(one.lines.at(-1) ?? '{}') as ClientsResult;
        heard.afterEmit.merge(result.afterEmit);
        heard.afterPublish.merge(result.afterPublish);
        heard.frames += result.frames;
        heard.unseen += result.unseen;
      }
      return heard;
    },
  };
}
