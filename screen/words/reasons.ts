import type { Light } from '../../contracts/projects.ts';

/** Lights in one character: on a card, in a filter, beside a mark. */
export const lightWords: Readonly<Record<Light | 'none', string>> = {
  red: '红',
  yellow: '黄',
  green: '绿',
  blue: '蓝',
  none: '无灯',
};

/** The same where there is room for a whole word. */
export const lightTitles: Readonly<Record<Light | 'none', string>> = {
  red: '红色预警',
  yellow: '黄色关注',
  green: '各项正常',
  blue: '目标偏低',
  none: '尚无评判依据',
};

/** 周报截至 11-23: what the value rests on. */
export const since = {
  window: (when: string): string => `时窗止于 ${when}`,
  times: (n: string): string => `今日第 ${n} 次`,
  week: (day: string): string => `周报截至 ${day}`,
} as const;

/**
 * Parts of a sentence: what and value, limit, since when; no cause guessed (spec 9). Numbers come formatted. A limit that
 * did not come with the reason is left out rather than quoted from memory.
 */
export const reasonSentences = {
  behindTwoWeeks: (gap: string, before: string): string => `形象进度连续两周低于计划 ${before}、${gap} 个百分点`,
  spi: (spi: string, gap: string): string => `进度绩效指数 ${spi}，较计划 ${gap} 个百分点`,
  cpi: (cpi: string): string => `成本绩效指数 ${cpi}`,
  overBudget: (share: string): string => `预计完工投资为概算的 ${share}%`,
  overpaid: (gap: string): string => `支付比例高于形象进度 ${gap} 个百分点`,
  underpaid: (paid: string, planned: string, ratio: string): string =>
    `已支付 ${paid}%，用款计划 ${planned}%，为计划的 ${ratio}%`,
  unreported: (weeks: string): string => `进度周报连续 ${weeks} 周未报送，应每周报送一次`,
  exceedance: (what: string, value: string): string => `${what} ${value}`,
  milestoneDue: (name: string, day: string, days: string): string => `“${name}”应于 ${day} 完成，已逾期 ${days} 天`,
  milestone: (name: string, days: string): string => `“${name}”已逾期 ${days} 天`,
  phaseDue: (day: string, days: string): string => `本阶段应于 ${day} 完成，已逾期 ${days} 天`,
  phase: (days: string): string => `本阶段已逾期 ${days} 天`,
  ahead: (points: string): string => `形象进度高于计划 ${points} 个百分点`,
  steadyOn: '形象进度与计划一致',
  steadyBehind: (gap: string): string => `形象进度低于计划 ${gap} 个百分点`,
  steadyAhead: (gap: string): string => `形象进度高于计划 ${gap} 个百分点`,
  steady: '各项指标在容差内',
  none: '尚未报送，暂无评判依据。',
  unnamed: '计划节点',
} as const;

export const reasonLimits = {
  over: (limit: string): string => `超限值 ${limit}`,
  overPoints: (limit: string): string => `超容差 ${limit} 个百分点`,
  overShare: (limit: string): string => `超限值 ${limit}%`,
  under: (limit: string): string => `低于限值 ${limit}`,
  underShare: (limit: string): string => `低于限值 ${limit}%`,
  aheadShare: (limit: string): string => `超计划的 ${limit}%`,
  within: (limit: string): string => `在容差 ±${limit} 个百分点内`,
} as const;
