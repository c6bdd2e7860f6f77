import { rest } from '../../../contracts/rest.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listMonitoring, readMonitoring } from './monitoring.ts';

/** 运行监控: how far projects have come with their targets and their money. */
export function registerMonitoringRoutes(app: App): void {
  route(app, rest.listMonitoring, ({ db, query }) => listMonitoring(db, query));
  route(app, rest.getMonitoring, ({ db, params, query }) => readMonitoring(db, params.code, query.month));
}
