import type { FeedItem } from '../../contracts/live.ts';
import { metricFacts } from '../../contracts/metrics.ts';
import { formatNumber } from '../format/number.ts';
import { eventNames, feedSentences, feedTitles, meanOver } from '../words/events.ts';
import { feedWords } from '../words/wall.ts';

/** The four states of the house (red, yellow, green, blue), and the one for what is silent. */
export type Tone = 'bad' | 'warn' | 'ok' | 'blue' | 'off';

export interface FeedLine {
  readonly tone: Tone;
  /** Word beside the mark. */
  readonly word: string;
  readonly title: string;
  /** What, value, limit; no cause guessed. */
  readonly sentence: string;
}

export function feedLine(item: FeedItem): FeedLine {
  const { deviceCode: device } = item;
  if (item.kind === 'exceedance') return exceedanceLine(item);
  if (item.kind === 'camera') {
    const title = item.eventKind === null ? feedWords.camera : eventNames[item.eventKind];
    // Fire is the one thing a camera sees that cannot wait for a person to judge it.
    const tone = item.eventKind === 'fire-smoke' ? 'bad' : 'warn';
    return { tone, word: feedWords.camera, title, sentence: feedSentences.camera(device, title) };
  }
  const { kind } = item;
  const tone = kind === 'offline' ? 'off' : 'ok';
  return { tone, word: feedWords[kind], title: feedTitles[kind], sentence: feedSentences[kind](device) };
}

function exceedanceLine(item: FeedItem): FeedLine {
  // Only an absolute limit can be broken here; an increment without the city's reference and an advisory only warn.
  const kind = item.basis === 'absolute' ? 'broken' : 'advised';
  const fact = item.metric === null ? null : metricFacts[item.metric];
  const name = fact?.label ?? feedTitles.reading;
  const isNoise = item.metric === 'noise';
  const value = `${formatNumber(item.value, isNoise ? 1 : 0)} ${fact?.unit ?? ''}`;
  const what = meanOver(name, item.windowMinutes, isNoise);
  return {
    tone: kind === 'broken' ? 'bad' : 'warn',
    word: kind === 'broken' ? feedWords.exceedance : feedWords.advisory,
    title: feedTitles[kind](name),
    sentence: feedSentences[kind](what, value, formatNumber(item.limit)),
  };
}
