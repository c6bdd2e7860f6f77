import type { EventKind } from '../../contracts/mqtt.ts';
import type { ReasonCode } from '../../contracts/projects.ts';

/** What a camera saw, as the list says it. */
export const eventNames: Readonly<Record<EventKind, string>> = {
  'no-helmet': '未戴安全帽',
  'no-vest': '未穿反光衣',
  'fire-smoke': '烟火',
  intrusion: '人员闯入',
  'bare-soil': '裸土未覆盖',
  'truck-unwashed': '车辆未冲洗',
  'uncovered-load': '渣土未密闭',
  'night-work': '夜间施工',
  'mist-cannon-off': '雾炮未开启',
  'device-offline': '摄像机离线',
};

/** Nothing seen within the hour. */
export const quiet = '正常';

/** What, value, limit; no cause guessed (spec 9). */
export const feedSentences = {
  camera: (device: string, seen: string): string => `${device} 抓拍${seen}。`,
  offline: (device: string): string => `${device} 停止上报。`,
  online: (device: string): string => `${device} 恢复上线。`,
  broken: (what: string, value: string, limit: string): string => `${what} ${value}，超限值 ${limit}。`,
  advised: (what: string, value: string, limit: string): string => `${what} ${value}，高于预警值 ${limit}。`,
} as const;

export const feedTitles = {
  offline: '设备离线',
  online: '设备恢复',
  broken: (metric: string): string => `${metric}超标`,
  advised: (metric: string): string => `${metric}偏高`,
  reading: '读数',
} as const;

/** 噪声 20 分钟等效声级 */
export const meanOver = (metric: string, minutes: number | null, isNoise: boolean): string =>
  `${metric} ${minutes === null ? '' : `${minutes} 分钟`}${isNoise ? '等效声级' : '均值'}`;

/** What a project's light is about, in the title of its line. */
export const reasonTitles: Readonly<Record<ReasonCode, string>> = {
  'behind-two-weeks': '进度偏离',
  spi: '进度滞后',
  cpi: '成本偏高',
  'over-budget': '预计超概',
  overpaid: '支付超前',
  underpaid: '资金滞后',
  unreported: '周报未报',
  exceedance: '监测超限',
  'milestone-overdue': '节点逾期',
  'phase-overdue': '阶段逾期',
  ahead: '目标偏低',
  steady: '进展正常',
};

export const alarmWords = {
  levels: { red: '红', yellow: '黄', blue: '蓝', offline: '离线' },
  /** Follows a sentence without its full stop. */
  repeated: (times: number, since: string): string => `${since} 起 ${times} 次`,
  since: (since: string): string => `时窗止于 ${since}`,
  seen: (device: string, what: string, times: number): string =>
    times > 1 ? `${device} 抓拍${what} ${times} 次。` : `${device} 抓拍${what}。`,
  silent: (device: string, since: string): string => `${device} 自 ${since} 起停止上报。`,
  siteSilent: (devices: number, since: string): string => `${devices} 台设备均无上报，末次 ${since}。`,
  daysAgo: (days: number): string => `${days} 天`,
  more: (n: number, seconds: number): string => `另有 ${n} 条，每 ${seconds} 秒轮换`,
  notEnabled: '确认、派单　预警模块未启用',
  none: '当前无预警事项',
} as const;
