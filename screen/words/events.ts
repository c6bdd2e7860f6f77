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
