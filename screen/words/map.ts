export const mapWords = {
  measures: {
    pm10: { label: 'PM10', title: 'PM10 近 5 分钟均值' },
    noise: { label: '噪声', title: '噪声近 5 分钟等效声级' },
    online: { label: '在线设备', title: '设备在线率' },
    progress: { label: '进度', title: '形象进度' },
  },
  later: [
    { key: 'score', label: '绩效得分', state: '未评分' },
    { key: 'risk', label: '风险', state: '未启用' },
  ],
  siteMarks: { ok: '全部在线', partly: '部分离线', off: '全部离线', over: '今日超限' },
  streets: (known: number, all: number): string => `${known} / ${all} 街道`,
  mapLabel: '玄武区七街道示意地图',
  chooseMeasure: '地图指标',
  legendLess: (first: number): string => `< ${first}`,
  legendMore: (last: number): string => `≥ ${last}`,
} as const;
