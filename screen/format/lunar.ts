import type { Instant } from '../../contracts/glossary.ts';
import { displayZone } from './time.ts';

const digits = '一二三四五六七八九十';
/** 初一, 十五, 廿三, 三十 */
function lunarDay(day: number): string {
  if (day === 20) return '二十';
  if (day === 30) return '三十';
  const tens = ['初', '十', '廿'][Math.floor((day - 1) / 10)] ?? '';
  return tens + (digits[(day - 1) % 10] ?? '');
}

/** 农历十月十五; null where this browser has no Chinese calendar. */
export function lunarText(at: Instant): string | null {
  const format = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
    month: 'long',
    day: 'numeric',
    timeZone: displayZone,
  });
  if (format.resolvedOptions().calendar !== 'chinese') return null;
  const part = (type: string): string => format.formatToParts(at).find((p) => p.type === type)?.value ?? '';
  const [month, day] = [part('month'), Number(part('day'))];
  return /月$/.test(month) && day >= 1 && day <= 30 ? `农历${month}${lunarDay(day)}` : null;
}
