/** Where a figure comes from, for 可信数字: whoever asks reads this beside its time, quality and scope. */
export interface Provenance {
  readonly source: string;
  readonly formula: string;
  readonly period: string;
}

const ledger = '项目台账';
const weekly = '项目周报，经核定的形象进度';
const payments = '项目支付台账';
const monitors = '工地扬尘噪声在线监测设备';
const links = '设备在线状态报文与读数';

const eachWeek = '每周一 00:00 结周';
const atOnce = '变更后即时更新';
const reviewed = '绩效指标填报值，经审核';
const onReview = '按月计分，填报值审核后即时重算';
const fiveMinutes = '每分钟上报，五分钟时窗滚动';

const counted = (what: string): Provenance => ({ source: ledger, formula: what, period: atOnce });
const fiveMinuteMean = (formula: string): Provenance => ({ source: monitors, formula, period: fiveMinutes });
const arithmetic = fiveMinuteMean('近五分钟有效读数（标记 N）的算术平均');
const newest: Provenance = {
  source: monitors,
  formula: '工地监测设备最近一条有效读数（标记 N）',
  period: '每分钟上报',
};
const weather = fiveMinuteMean('近五分钟有效读数（标记 N）的平均');

/** By the name that `Figure` carries. A test fails for a figure without an entry. */
const entries: Readonly<Record<string, Provenance>> = {
  'projects-total': counted('登记在册的项目个数'),
  building: counted('处于建设实施阶段的项目个数'),
  investment: counted('各项目概算（预算）总额之和'),
  delayed: counted('超过所处阶段计划完成日期，或有逾期节点的项目个数 ÷ 项目总数'),
  'risk-projects': counted('红灯与黄灯项目个数之和，判定依据见各项目原因'),
  score: {
    source: reviewed,
    formula: '按预算加权平均：∑（预算 × 项目得分）÷ ∑ 预算，仅计已评分项目',
    period: onReview,
  },
  'project-score': {
    source: reviewed,
    formula: '指标得分合计：∑ 指标得分 ÷ ∑ 计分指标权重 × 100',
    period: onReview,
  },
  approval: {
    source: '项目审批件各环节办理时刻',
    formula: '本年办结审批的平均用时 ÷ 基准 − 1；用时为各环节办理的工作日之和，退回发起人期间不计',
    period: atOnce,
  },
  progress: { source: weekly, formula: '∑（预算 × 核定形象进度）÷ ∑ 预算，仅计已报送项目', period: eachWeek },
  spi: { source: weekly, formula: 'SPI ＝ EV ÷ PV ＝ 已完成工作的预算 ÷ 计划工作的预算', period: eachWeek },
  cpi: {
    source: `${weekly}；${payments}`,
    formula: 'CPI ＝ EV ÷ AC ＝ 已完成工作的预算 ÷ 累计实际支付',
    period: eachWeek,
  },
  'ev-bac': { source: ledger, formula: '项目概算（预算）总额', period: atOnce },
  'ev-pv': { source: weekly, formula: 'PV ＝ BAC × 计划进度（结周时）', period: eachWeek },
  'ev-ev': { source: weekly, formula: 'EV ＝ BAC × 核定形象进度（结周时）', period: eachWeek },
  'ev-ac': { source: payments, formula: 'AC ＝ 结周时累计实际支付（支付口径）', period: eachWeek },
  'ev-sv': { source: weekly, formula: 'SV ＝ EV − PV', period: eachWeek },
  'ev-cv': { source: `${weekly}；${payments}`, formula: 'CV ＝ EV − AC', period: eachWeek },
  'ev-tcpi': { source: `${weekly}；${payments}`, formula: 'TCPI ＝ （BAC − EV）÷（BAC − AC）', period: eachWeek },
  'ev-eac': { source: `${weekly}；${payments}`, formula: 'EAC ＝ BAC ÷ CPI', period: eachWeek },
  'ev-eac2': { source: `${weekly}；${payments}`, formula: 'EAC ＝ AC ＋（BAC − EV）÷（CPI × SPI）', period: eachWeek },
  'ev-etc': { source: `${weekly}；${payments}`, formula: 'ETC ＝ EAC − AC，EAC 取典型值', period: eachWeek },
  'ev-vac': { source: `${weekly}；${payments}`, formula: 'VAC ＝ BAC − EAC，EAC 取典型值', period: eachWeek },
  'ev-es': {
    source: weekly,
    formula: 'ES ＝ 计划达到现有核定进度所需的周数，两次结周之间按比例内插',
    period: eachWeek,
  },
  'ev-at': { source: weekly, formula: 'AT ＝ 开工至最近采用周报结周的周数', period: eachWeek },
  'ev-spit': { source: weekly, formula: 'SPI(t) ＝ ES ÷ AT', period: eachWeek },
  'ev-end': { source: weekly, formula: '开工日期 ＋ 计划工期 ÷ SPI(t)', period: eachWeek },
  paid: { source: payments, formula: '截至目前各笔支付金额之和', period: atOnce },
  'year-paid': { source: payments, formula: '本年 1 月 1 日以来各笔支付金额之和', period: atOnce },
  executed: { source: payments, formula: '本年累计支付 ÷ 本年用款计划', period: atOnce },
  'budget-run': { source: payments, formula: '本年累计支付 ÷ 本年用款计划', period: atOnce },
  'devices-total': { source: '设备台账', formula: '登记在册的设备台数', period: atOnce },
  'devices-online': { source: links, formula: '最近状态为在线的设备台数', period: atOnce },
  'devices-offline': { source: links, formula: '最近状态为离线的设备台数', period: atOnce },
  'devices-unheard': { source: links, formula: '登记后从未上报的设备台数，不计入离线', period: atOnce },
  'exceeded-today': {
    source: monitors,
    formula: '今日已结束且可判的时窗中，均值超过绝对限值的个数',
    period: '每个判定时窗结束时',
  },
  'now-tsp': arithmetic,
  'now-pm10': arithmetic,
  'now-pm25': arithmetic,
  'now-noise': fiveMinuteMean('近五分钟等效连续 A 声级：10·lg（10^(L/10) 的平均）'),
  'latest-pm10': newest,
  'latest-noise': newest,
  'now-temperature': weather,
  'now-humidity': weather,
  'now-pressure': weather,
  'now-windSpeed': weather,
};

const unknown: Provenance = { source: '来源未登记', formula: '口径未登记', period: '周期未登记' };
export const hasProvenance = (name: string): boolean => name in entries;
export const provenanceOf = (name: string): Provenance => entries[name] ?? unknown;

export const provenanceWords = {
  title: '可信数字',
  source: '来源',
  formula: '口径',
  time: '时间',
  period: '周期',
  quality: '质量',
  scope: '范围',
  noTime: '未注明',
  wholeDistrict: '玄武区',
} as const;

export const qualityWords = { fresh: '有效，在更新周期内', missing: '缺测', undated: '时间未注明' } as const;
