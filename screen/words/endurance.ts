import { hourMinute, longDate } from '../format/time.ts';

/** 离线快照　2026年11月24日 10:25 */
export const offlineSnapshot = (at: number): string => `离线快照　${longDate(at)} ${hourMinute(at)}`;
export const offlineNote = '服务器暂时无法连接，以下为最后一次收到的数据，恢复后自动更新。';
