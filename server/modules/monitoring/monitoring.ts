import type {
  MonitoringLine,
  MonitoringPage,
  MonitoringQuery,
  MonitoringTable,
} from '../../../contracts/monitoring.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { executionOf, rowOf, type MonitoringRecord, type Money } from './monitoring.rules.ts';
import * as sql from './monitoring.sql.ts';

type Line = Omit<MonitoringLine, 'execution'> & Money & { readonly total: number };

/** Projects with an approved declaration of the month's year, the worst first, and how many there are of each light. */
export const listMonitoring = (db: RequestDatabase, query: MonitoringQuery): Promise<MonitoringPage> =>
  db.withTransaction(async (tx) => {
    const lines = await tx.run<Line>(sql.selectMonitored(query));
    const [counted] = await tx.run<{ counts: MonitoringPage['counts'] }>(sql.countLights(query));
    const rows = lines.map((line) => ({ ...line, execution: executionOf(line) }));
    const counts = counted?.counts ?? { red: 0, yellow: 0, green: 0, blue: 0, none: 0 };
    return { rows, total: lines[0]?.total ?? 0, counts };
  });

type Head = Omit<MonitoringTable, 'month' | 'execution' | 'executionLight' | 'executionForecast' | 'rows' | 'months'> &
  Money;

/** 项目绩效运行监控表. @throws ProblemError not-found: no such project, or nothing approved for the year */
export const readMonitoring = (db: RequestDatabase, projectId: string, month: string): Promise<MonitoringTable> =>
  db.withTransaction(async (tx) => {
    const [head] = await tx.run<Head>(sql.selectHead(projectId, month));
    if (head === undefined) throw new ProblemError('not-found', `${projectId} 在该年度已批准的绩效目标`);
    const rows = (await tx.run<MonitoringRecord>(sql.selectRows(head.declarationId, month))).map(rowOf);
    const months = await tx.run<MonitoringTable['months'][number]>(sql.selectMonths(projectId, month));
    const execution = rows.find(({ method }) => method === 'execution');
    return {
      ...head,
      ...{ month, rows, months, execution: executionOf(head) },
      executionLight: execution?.light ?? null,
      executionForecast: execution?.forecast ?? null,
    };
  });
