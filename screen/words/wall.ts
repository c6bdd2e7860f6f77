/** Panel titles, labels and short sentences of the wall. */
export const panels = {
  overall: '总体态势',
  overallScope: '区级以上重点项目',
  compare: '街道对照',
  environment: '环境监测',
  feed: '实时动态',
  devices: '设备运行',
  exceedances: '今日超限',
  sites: '工地',
  streetDevices: '街道设备',
} as const;

export const figures = {
  total: '项目总数',
  score: '平均绩效得分',
  building: '在建项目',
  investment: '总投资',
  paid: '累计支付',
  progress: '形象进度',
  spi: '进度绩效指数 SPI',
  cpi: '成本绩效指数 CPI',
  online: '在线',
  offline: '离线',
  unheard: '未上报',
  devices: '设备总数',
} as const;

export const units = {
  count: '个',
  device: '台',
  times: '次',
  yi: '亿元',
  percent: '%',
  score: '分',
  site: '处',
} as const;

export const notes = {
  building: (share: string): string => `占比 ${share}%`,
  reported: (reported: number, total: number): string => `已报送 ${reported} / ${total} 个`,
  paid: (share: string): string => `占总投资 ${share}%`,
  plan: (planned: string, gap: string): string => `计划 ${planned}%　${gap} 个百分点`,
  spi: '已完成 ÷ 计划完成',
  cpi: '已完成 ÷ 实际支出',
  scoreLater: '评分模块未启用',
  weekly: '周报截至',
} as const;

export const exceedanceNotes = {
  advisoryOnly: '仅预警',
  noReference: '仅预警（缺城市参考值）',
  judged: (n: number): string => `已判 ${n} 个时窗`,
  none: '今日尚无可判时窗',
  last: '最近',
} as const;

export const feedWords = {
  exceedance: '超限',
  advisory: '仅预警',
  camera: '抓拍',
  offline: '离线',
  online: '上线',
  empty: '本日暂无动态',
  more: (n: number): string => `另有 ${n} 条较早动态`,
} as const;

export const siteWords = {
  allOnline: '在线',
  partly: '部分离线',
  offline: '离线',
  over: '今日超限',
  online: (online: number, devices: number): string => `在线 ${online} / ${devices}`,
  camera: '视频',
  env: '监测',
  noDevices: '该街道尚无登记设备',
  noSites: '尚无登记工地',
} as const;

export const header = { back: '全区', signOut: '退出', wallOf: (name: string): string => `大屏 ${name}` } as const;

export const chartWords = {
  ranges: { day: '24 小时', week: '7 天', month: '30 天', year: '一年' },
  limit: { all: '限值', day: '昼限', night: '夜限' },
  mean: '均值',
  band: '最小—最大',
  now: '现值',
  noLimit: '无适用的绝对限值',
  limitBeyond: (label: string, value: number): string => `${label} ${value}，在图外`,
  increment: (value: number): string => `增量限值 ${value} 须扣除城市参考值，无参考值时仅预警，图上不画线`,
  points: (n: number, minutes: string): string => `${n} 点　每点 ${minutes}`,
  chooseStreet: '街道',
  chooseMetric: '指标',
  chooseRange: '时段',
} as const;

export function bucketText(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${Math.round(ms / 1000)} 秒`;
  if (minutes < 60) return `${Number(minutes.toFixed(1))} 分`;
  return minutes < 1440 ? `${Number((minutes / 60).toFixed(1))} 小时` : `${Number((minutes / 1440).toFixed(1))} 天`;
}

export const tableWords = { projects: '项目', progress: '形象进度', online: '在线设备' } as const;
