import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplyOf } from '../contracts/rest.ts';
import type { Intake } from './ingestion/intake.ts';
import type { Database } from './platform/database.ts';
import type { ReadinessCheck } from './platform/http.ts';
import { projectRoot } from './platform/paths.ts';
import { schemaVersion } from './platform/timescale.ts';

/** The newest migration that this build knows. */
export const newestMigration = (): number =>
  Math.max(...readdirSync(join(projectRoot(), 'migrations')).map((name) => Number.parseInt(name, 10) || 0));

const sentence = (ok: boolean, yes: string, no: string) => ({ ok, sentence: ok ? yes : no });

/** What has to be in order before the district may rely on what it sees. */
export function readinessChecks({ db, intake }: { readonly db: Database; readonly intake: Intake }) {
  let liveStands = false;
  const since = Date.now();
  const checks: ReadinessCheck[] = [
    {
      name: 'database',
      check: async () =>
        sentence(
          (await schemaVersion(db)) >= newestMigration(),
          '数据库就绪',
          '数据库结构不是最新,请运行 npm run migrate',
        ),
    },
    {
      name: 'broker',
      check: async () => {
        const { gate } = intake.state();
        if (gate?.steppedAside === true) return { ok: false, sentence: '等待写入的报文过多,暂由消息代理保存' };
        return sentence(gate?.connected === true, '消息代理已连接', '消息代理未连接,正在重试');
      },
    },
    {
      name: 'ingestion',
      check: async () => {
        const { away, message } = intake.state().writer;
        return sentence(!away, '采集写入正常', writerTrouble(message));
      },
    },
    { name: 'live', check: async () => sentence(liveStands, '实时态势已就绪', '实时态势正在重建') },
  ];
  const operationState = (): Omit<ReplyOf<'operationState'>, 'backup'> => {
    const { writer, waiting, gate } = intake.state();
    const state = writer.away ? 'database-away' : gate?.connected === true ? 'running' : 'broker-away';
    const words = {
      'database-away': writerTrouble(writer.message),
      'broker-away': '消息代理未连接,正在重试',
      running: null,
    };
    return { since, state, sentence: words[state], waiting, ...intake.tally };
  };
  return { checks, operationState, liveStands: () => (liveStands = true) };
}

/** A full disk is named: only a person can mend it, and nothing is lost while it lasts. */
const writerTrouble = (message: string | null): string =>
  /no space left|53100|disk full|could not extend/i.test(message ?? '')
    ? '数据盘已满,报文由消息代理保存,请清理磁盘'
    : '数据库暂不可用,报文由消息代理保存,正在重试';
