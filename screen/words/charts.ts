/** Words inside charts, in the line of keys under them, and in their text twins. */
export const chartNames = {
  today: '今日',
  actual: '实际',
  plan: '计划',
  tolerance: '容差 ±5',
  paid: '累计支付',
  fundsPlan: '用款计划',
  arrived: '拨付到位',
  elapsed: '序时',
  underWay: '进行中',
  done: '已完成',
  late: '超期',
  baseline: '基线',
  milestone: '里程碑',
  chosenGroup: '所选',
  wholeDistrict: '全区',
  otherGroups: '其余',
} as const;

export const twinWords = {
  open: '数据表',
  close: '图形',
  weekTo: '周报截至',
  month: '月份',
  gap: '偏差（个百分点）',
  work: '节点',
  plannedSpan: '计划起止',
  actualSpan: '实际起止',
  progress: '完成',
  moment: '时刻',
  curve: (unit: string): string[] => [`均值 ${unit}`, `最小 ${unit}`, `最大 ${unit}`],
} as const;

export const monthText = (month: number): string => `${month}月`;
export const yearText = (year: number): string => `${year}年`;
