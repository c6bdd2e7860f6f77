import { Type } from 'typebox';
import { MonitoringPage, MonitoringQuery, MonitoringTable } from '../monitoring.ts';
import { MonthText } from '../scores.ts';
import { byCode, routes } from './route.ts';

/** 双监控 of projects at the end of a month: their targets and their money. */
export const monitoringRoutes = routes({
  listMonitoring: {
    method: 'GET',
    path: '/api/monitoring',
    permission: 'scores.read',
    summary: '双监控:各项目的绩效目标与预算执行',
    query: MonitoringQuery,
    reply: MonitoringPage,
  },
  getMonitoring: {
    method: 'GET',
    path: '/api/monitoring/:code',
    permission: 'scores.read',
    summary: '项目绩效运行监控表',
    params: byCode,
    query: Type.Object({ month: MonthText }),
    reply: MonitoringTable,
  },
});
