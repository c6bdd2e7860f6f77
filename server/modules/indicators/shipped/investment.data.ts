import type { ShippedTemplate } from './nodes.ts';
import { atLeast, atMost, budgetExecution, group } from './nodes.ts';
import { noise, onTime, progressOf, satisfaction } from './shared.data.ts';

const contracts = { dataSource: '招商项目台账', responsible: '招商责任单位' } as const;
const taxes = { dataSource: '税务部门共享数据', evidence: '税收统计表', frequency: 'half-year' } as const;

/** 产业招商: what is brought in, and what it brings. Costs stand at the first level (2021). */
export const investment: ShippedTemplate = {
  code: 'SEC-INVESTMENT',
  name: '产业招商项目绩效指标',
  tree: 'A-2021',
  kind: 'sector',
  category: 'investment',
  sector: null,
  prefix: 'I',
  missingPolicy: 'exclude',
  note: '随产品提供的行业模板，可复制后按本区口径调整',
  legalSource: '财预〔2021〕101号（指标与分值为建议值）',
  effectiveFrom: '2021-08-18',
  roots: [
    budgetExecution(10),
    group('成本指标', 20, [
      group('经济成本指标', 12, [
        atMost('单位到位资金扶持成本', 6, 'cost', null, '万元/亿元', {
          explanation: '每亿元实际到位资金对应的财政扶持资金',
          formula: '财政扶持资金（万元）÷ 实际到位资金（亿元）',
          evidence: '扶持协议、兑现凭证',
          frequency: 'half-year',
          ...contracts,
        }),
        atMost('载体建设投资控制率', 6, 'cost', '100', '%', {
          explanation: '载体实际（预计）投资与备案投资之比',
          formula: '实际（预计）投资 ÷ 备案投资 × 100%',
          dataSource: '备案与合同资料',
          evidence: '备案证、合同、结算资料',
          frequency: 'quarter',
          responsible: '建设单位',
        }),
      ]),
      group('社会成本指标', 4, [
        atMost('政策兑现争议件数', 4, 'cost', '2', '件', {
          decimals: 0,
          explanation: '因政策兑现产生的有效投诉、复议、诉讼件数',
          formula: '有效争议件数合计',
          evidence: '信访、复议与诉讼台账',
          frequency: 'half-year',
          ...contracts,
        }),
      ]),
      group('生态环境成本指标', 4, [noise(4)]),
    ]),
    group('产出指标', 40, [
      group('数量指标', 14, [
        atLeast('签约落地项目数', 7, 'quantity', null, '个', {
          decimals: 0,
          explanation: '年度签约并完成注册的项目数量',
          formula: '签约并完成注册的项目数合计',
          evidence: '投资协议、营业执照',
          frequency: 'month',
          ...contracts,
        }),
        atLeast('实际到位资金', 7, 'quantity', null, '亿元', {
          explanation: '年度实际到位的投资额',
          formula: '到位投资额合计',
          evidence: '验资报告、投资完成证明',
          frequency: 'month',
          ...contracts,
        }),
      ]),
      group('质量指标', 14, [
        atLeast('协议履约率', 7, 'quality', '95', '%', {
          explanation: '按协议约定履行的事项占应履行事项的比例',
          formula: '已履约事项数 ÷ 应履约事项数 × 100%',
          evidence: '履约核查表',
          frequency: 'half-year',
          ...contracts,
        }),
        atLeast('主导产业项目占比', 7, 'quality', '60', '%', {
          explanation: '属于区主导产业的落地项目占比',
          formula: '主导产业落地项目数 ÷ 落地项目数 × 100%',
          evidence: '项目产业认定表',
          frequency: 'half-year',
          ...contracts,
        }),
      ]),
      group('时效指标', 12, [onTime(6), progressOf('载体形象进度', 6)]),
    ]),
    group('效益指标', 20, [
      group('经济效益指标', 12, [
        atLeast('新增税收', 6, 'economic', null, '万元', {
          explanation: '落地企业当年新增入库税收',
          formula: '落地企业入库税收合计',
          responsible: '区财政局',
          ...taxes,
        }),
        atLeast('单位面积税收', 6, 'economic', null, '元/㎡', {
          explanation: '载体单位建筑面积的年税收',
          formula: '年税收 ÷ 已使用建筑面积',
          responsible: '区财政局',
          ...taxes,
        }),
      ]),
      group('社会效益指标', 4, [
        atLeast('新增就业人数', 4, 'social', null, '人', {
          decimals: 0,
          explanation: '落地企业当年新增参保人数',
          formula: '新增参保人数合计',
          dataSource: '社会保险登记数据',
          evidence: '参保人数证明',
          frequency: 'half-year',
          responsible: '区人社局',
        }),
      ]),
      group('可持续影响指标', 4, [
        atLeast('企业留存率', 4, 'sustainable', '90', '%', {
          explanation: '三年内引进企业仍在区内经营的比例',
          formula: '在营企业数 ÷ 三年内引进企业数 × 100%',
          evidence: '市场主体登记数据',
          frequency: 'year',
          ...contracts,
        }),
      ]),
    ]),
    group('满意度指标', 10, [
      group('服务对象满意度指标', 10, [satisfaction('企业满意度', 10, '入驻企业对营商服务和政策兑现的满意程度')]),
    ]),
  ],
};
