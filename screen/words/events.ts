import type { EventKind } from '../../contracts/mqtt.ts';

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
