import type { FeedItem } from '../../contracts/live.ts';
import { metricFacts } from '../../contracts/metrics.ts';
import { formatNumber } from '../format/number.ts';
import { eventNames } from '../words/events.ts';
import { feedWords } from '../words/wall.ts';

/** The four states of the house, and the one for what is silent. */
export type Tone = 'bad' | 'warn' | 'ok' | 'off';

export interface FeedLine {
  readonly tone: Tone;
  /** Word beside the mark. */
  readonly word: string;
  readonly title: string;
  /** What, value, limit; no cause guessed. */
  readonly sentence: string;
}

export function feedLine(item: FeedItem): FeedLine {
  if (item.kind === 'exceedance') return exceedanceLine(item);
  if (item.kind === 'camera') {
    const name = item.eventKind === null ? feedWords.camera : eventNames[item.eventKind];
    // Fire is the one thing a camera sees that cannot wait for a person to judge it.
    const tone = item.eventKind === 'fire-smoke' ? 'bad' : 'warn';
    return { tone, word: feedWords.camera, title: name, sentence: `${item.deviceCode} 抓拍${name}。` };
  }
  if (item.kind === 'offline')
    return { tone: 'off', word: feedWords.offline, title: '设备离线', sentence: `${item.deviceCode} 停止上报。` };
  return { tone: 'ok', word: '上线', title: '设备恢复', sentence: `${item.deviceCode} ${feedWords.online}。` };
}

function exceedanceLine(item: FeedItem): FeedLine {
  // Only an absolute limit can be broken here; an increment without the city's reference and an advisory only warn.
  const isViolation = item.basis === 'absolute';
  const fact = item.metric === null ? null : metricFacts[item.metric];
  const name = fact?.label ?? '读数';
  const mean = item.metric === 'noise' ? '等效声级' : '均值';
  const value = formatNumber(item.value, item.metric === 'noise' ? 1 : 0);
  const window = item.windowMinutes === null ? '' : `${item.windowMinutes} 分钟`;
  const verb = isViolation ? '超限值' : '高于预警值';
  return {
    tone: isViolation ? 'bad' : 'warn',
    word: isViolation ? feedWords.exceedance : feedWords.advisory,
    title: `${name}${isViolation ? '超标' : '偏高'}`,
    sentence: `${name} ${window}${mean} ${value} ${fact?.unit ?? ''}，${verb} ${formatNumber(item.limit)}。`,
  };
}
