import type { LightKey } from '../../contracts/live.ts';
import { lightNames } from '../../contracts/projects.ts';
import { elapsedText, HOUR_MS, hourMinute, MINUTE_MS } from '../format/time.ts';

/** Words for every state a figure, a panel or the link can be in (mockups/spec.md 4). */
export const states = {
  loading: '正在读取',
  empty: '暂无数据',
  gap: '缺测',
  before: '此前无数据',
  notScored: '未评分',
  notEnabled: '未启用',
  noPermission: '无权查看',
  unheard: '未上报',
  unreported: '未报送',
  linkUp: '实时链路正常',
  linkConnecting: '正在接通',
  linkDown: '实时链路中断',
  dataAge: '数据龄',
  never: '尚无读数',
  stale: '数据陈旧',
  noFrame: '尚无画面',
  noCamera: '无此摄像机',
  lastFrame: '末帧',
  noWebGl: '本机浏览器不支持三维地图，各项数据不受影响。',
  mapFailed: '地图读取失败，各项数据不受影响。',
} as const;

/** Everything a panel can be in instead of showing its figures (spec 4). */
export const panelStates = {
  loading: states.loading,
  empty: states.empty,
  stale: states.stale,
  error: '读取失败',
  'link-down': states.linkDown,
  'no-permission': states.noPermission,
  'no-webgl': states.noWebGl,
  later: states.notEnabled,
} as const;
export type PanelStateKey = keyof typeof panelStates;

export const phaseWords = { overdue: (n: number): string => `逾期 ${n}`, onTime: '无逾期' } as const;

/** Light of a project, as the word beside its mark. */
export const lightWords: Readonly<Record<LightKey, string>> = lightNames;

export const silentFor = (ms: number): string => `已 ${spanText(ms)}无新画面`;
const spanText = (ms: number): string =>
  ms < MINUTE_MS
    ? `${Math.floor(ms / 1000)} 秒`
    : ms < HOUR_MS
      ? `${Math.floor(ms / MINUTE_MS)} 分`
      : `${Math.floor(ms / HOUR_MS)} 小时`;

export const staleText = (age: string): string => `数据陈旧 ${age}`;
/** Why a reading failed, where people can make something of it; what is rarer keeps its code, for whoever is called. */
const failures: Readonly<Record<string, string>> = {
  unreachable: '无法连接',
  'database-away': '数据库不可用',
  busy: '系统繁忙',
  internal: '内部错误',
  'not-permitted': '无权查看',
  'not-found': '没有找到',
};
export const failedSince = (code: string, since: number): string =>
  `读取失败 ${failures[code] ?? code}，${hourMinute(since)} 起`;

/** 实时链路中断 00:42,显示 10:25 快照 */
export function linkDownText(downMs: number, confirmedAt: number | null): string {
  const head = `${states.linkDown} ${elapsedText(downMs)}`;
  return confirmedAt === null ? `${head}，尚未取得快照` : `${head}，显示 ${hourMinute(confirmedAt)} 快照`;
}
export const caughtUpText = (points: number): string => (points > 0 ? `已补齐 ${points} 点` : '链路已恢复，期间无缺数');
