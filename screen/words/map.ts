export const mapWords = {
  measures: {
    score: { label: '绩效得分', title: '绩效得分' },
    progress: { label: '完成率', title: '形象进度完成率' },
    risk: { label: '风险', title: '红黄灯项目占比' },
    pm10: { label: 'PM10', title: 'PM10 近 5 分钟均值' },
    noise: { label: '噪声', title: '噪声近 5 分钟等效声级' },
  },
  risks: {
    high: (n: number): string => `高风险 ${n}`,
    middle: (n: number): string => `中风险 ${n}`,
    low: (n: number): string => `低风险 ${n}`,
    ahead: (n: number): string => `目标偏低 ${n}`,
    none: (n: number): string => `无灯 ${n}`,
  },
  mapped: (mapped: number, unmapped: number): string => `落图项目 ${mapped} 个，另有 ${unmapped} 个无落点不落图`,
  siteMarks: { ok: '全部在线', partly: '部分离线', off: '全部离线', over: '今日超限' },
  streets: (known: number, all: number): string => `${known} / ${all} 街道`,
  mapLabel: '玄武区七街道示意地图',
  streetSpot: (name: string, text: string): string => `${name}，${text}`,
  recentre: '地图回到原位',
  flatNote: '本机无三维显示，改用平面图',
  /** 示意边界 is shown wherever an outline is drawn. */
  schematic: '示意边界',
  chooseMeasure: '地图指标',
  legendLess: (first: number): string => `< ${first}`,
  legendMore: (last: number): string => `≥ ${last}`,
} as const;
