/** Panel titles, labels and short sentences of the wall. */
export const panels = {
  overall: '总体态势',
  overallScope: '区级以上重点项目',
  compare: '街道对照',
  environment: '环境监测',
  devices: '设备运行',
  exceedances: '今日超限',
  phases: '生命周期阶段',
  departments: '部门绩效排行',
  monitor: '双监控',
  monitorScope: '绩效目标与预算资金',
  progressMonitor: '双监控：绩效目标',
  fundsMonitor: '双监控：预算资金',
  alarms: '实时预警',
  whyRed: '为什么红',
  whyRedScope: '首要预警',
  cameras: '工地视频',
  groups: '分组排行',
  projects: '项目清单',
  streetProjects: '街道项目',
  dustRank: '街道 PM10',
  noiseRank: '街道噪声',
  siteRank: '工地实测',
  silent: '离线设备',
} as const;

export const figures = {
  total: '项目总数',
  score: '平均绩效得分',
  building: '在建项目',
  investment: '总投资',
  paid: '累计支付',
  yearPaid: '年度完成投资',
  executed: '预算执行率',
  delayed: '项目延期率',
  approval: '审批周期较基准',
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
  site: '处',
  dust: 'μg/m³',
} as const;

export const notes = {
  building: (share: string): string => `占比 ${share}%`,
  plan: (planned: string, gap: string): string => `计划 ${planned}%　${gap} 个百分点`,
  begunAndDone: (begun: number, done: number): string => `本年新开工 ${begun}　完工 ${done}`,
  yearPlan: (yi: string): string => `年度计划 ${yi} 亿元`,
  ofYearPlan: (share: string): string => `完成年度计划 ${share}%`,
  fundsPlan: (share: string): string => `用款计划 ${share}%`,
  noFundsPlan: '尚无用款计划',
  delayed: (n: number): string => `${n} 个逾期`,
  approvalNone: (open: number): string => (open === 0 ? '本年尚无办结的审批' : `本年尚无办结，在办 ${open} 件`),
  approvalDays: (days: string): string => `平均 ${days} 个工作日`,
  approvalMean: (days: string, passed: number): string => `平均 ${days} 个工作日，本年办结 ${passed} 件`,
  approvalBaseline: (days: string): string => `基准 ${days} 日`,
  approvalGoal: (share: string): string => `　目标 ${share}%`,
  hourMean: (value: string): string => `1 小时 ${value}`,
  ofDevices: (total: number): string => `设备总数 ${total} 台`,
  unheard: (n: number): string => `未上报 ${n} 台`,
  fiveMinutes: '近 5 分钟',
} as const;

/** Pages of the wall, in the order of its header. */
export const pageNames = {
  overview: '总览',
  street: '街道',
  projects: '项目',
  monitoring: '监测',
  warnings: '预警',
  results: '结果',
} as const;
export const carouselWords = {
  pages: '大屏页面',
  held: '已暂停轮播',
  leased: (by: string): string => `${by} 投屏`,
} as const;

export const phaseWords = {
  overdue: (n: number): string => `逾期 ${n}`,
  none: '无逾期',
} as const;

export const rankWords = {
  by: { score: '分　竖线为全区均值', spi: '尚无绩效得分，按 SPI 排' },
  groups: { score: '按绩效得分排', spi: '尚无绩效得分，按 SPI 排' },
  count: (n: number): string => `${n} 个`,
} as const;

export const monitorWords = {
  progress: '形象进度',
  plan: (share: string): string => `计划 ${share}%`,
  within: (gap: string, points: number): string => `${gap} 个百分点，在容差 ±${points} 内`,
  beyond: (gap: string, points: number): string => `${gap} 个百分点，超容差 ±${points}`,
  funds: '资金支付',
  fundsPlan: (share: string): string => `用款计划 ${share}%`,
  elapsed: (share: string, ratio: string): string => `序时 ${share}%，比值 ${ratio}%`,
} as const;

export const overToday = {
  times: (n: number): string => `今日超限 ${n} 次`,
  none: '今日无超限',
  unjudged: '今日尚无判定',
} as const;

export const cameraWords = {
  count: (shown: number, all: number): string => `显示 ${shown} / ${all} 路`,
  unusualFirst: '异常优先',
  none: '尚无登记摄像机',
} as const;

export const whyWords = {
  basis: '依据',
  others: '其他',
  unit: '责任',
  demand: '处置',
  later: '预警模块未启用',
  none: '当前无红色预警',
} as const;

export const projectWords = {
  by: { street: '按街道', department: '按部门', sector: '按领域' },
  names: { street: '街道', department: '部门', sector: '领域' },
  all: '全部',
  chooseGrouping: '分组方式',
  chooseGroup: '分组',
  count: (n: number): string => `${n} 个项目`,
  byRisk: '按风险排序',
  columns: {
    light: '灯号',
    name: '项目',
    department: '主管部门',
    street: '街道',
    phase: '阶段',
    budget: '预算',
    progress: '形象进度 / 计划',
    paid: '支付 / 计划',
    score: '得分 / SPI',
    why: '说明',
  },
  group: { projects: '项目', building: '在建', progress: '完成率', executed: '执行率', lights: '红　黄' },
  groupBy: { score: '得分', spi: 'SPI' },
  wholeDistrict: '全区',
  wan: '万元',
  pages: (page: number, all: number): string => `第 ${page} / ${all} 页`,
} as const;

export const monitoringWords = {
  siteColumns: { state: '状态', name: '工地', street: '街道', pm10: 'PM10', noise: '噪声', devices: '在线' },
  latest: '最近读数',
  allOnline: '登记设备均在线',
  lastAt: (when: string): string => `末次 ${when}`,
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
  noSites: '尚无登记工地',
} as const;

export const header = {
  signOut: '退出',
  caughtUp: '断点已补齐',
} as const;

export const chartWords = {
  ranges: { day: '24 小时', week: '7 天', month: '30 天', year: '一年' },
  limit: { all: '限值', day: '昼限', night: '夜限' },
  limitBeyond: (label: string, value: number): string => `${label} ${value}，在图外`,
  increment: (value: number): string => `增量限值 ${value}　仅预警`,
  points: (n: number, minutes: string): string => `${n} 点　每点 ${minutes}`,
} as const;

export function bucketText(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${Math.round(ms / 1000)} 秒`;
  if (minutes < 60) return `${Number(minutes.toFixed(1))} 分`;
  return minutes < 1440 ? `${Number((minutes / 60).toFixed(1))} 小时` : `${Number((minutes / 1440).toFixed(1))} 天`;
}

export const tableWords = {
  by: { score: '按绩效得分排序', spi: '按 SPI 排序' },
  projects: '项目',
  progress: '完成率',
  executed: '执行率',
  dust: 'PM10',
} as const;
