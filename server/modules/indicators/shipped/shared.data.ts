import type { ShippedNode } from './nodes.ts';
import { atLeast, atMost, byPoints } from './nodes.ts';

/** Indicators that stand in several templates, each with the weight it has there. */
const engineering = { responsible: '项目单位工程部门' } as const;

export const accepted = (weight: number): ShippedNode =>
  atLeast('竣工验收合格率', weight, 'quality', '100', '%', {
    explanation: '验收合格的单位工程占已验收单位工程的比例',
    formula: '验收合格单位工程数 ÷ 已验收单位工程数 × 100%',
    dataSource: '竣工验收备案',
    evidence: '竣工验收报告、备案表',
    frequency: 'quarter',
    ...engineering,
  });

export const onTime = (weight: number): ShippedNode =>
  atLeast('按期完工率', weight, 'timeliness', '100', '%', {
    explanation: '按计划日期完成的节点占应完成节点的比例',
    formula: '按期完成节点数 ÷ 应完成节点数 × 100%',
    dataSource: '项目里程碑',
    autoSource: 'milestones-on-time',
    evidence: '开工令、节点验收记录',
    frequency: 'month',
    ...engineering,
  });

export const progressOf = (name: string, weight: number): ShippedNode =>
  atLeast(name, weight, 'quantity', '100', '%', {
    explanation: '年度建设任务的实际完成程度',
    formula: '实际完成工程量 ÷ 年度计划工程量 × 100%',
    dataSource: '周报与现场核验',
    autoSource: 'progress',
    evidence: '监理周报、现场照片',
    frequency: 'week',
    ...engineering,
  });

export const dust = (weight: number): ShippedNode =>
  atLeast('扬尘达标率', weight, 'ecological', '95', '%', {
    explanation: '工地扬尘在线监测达标时段占有效时段的比例',
    formula: '达标时段数 ÷ 有效监测时段数 × 100%',
    dataSource: '扬尘在线监测',
    autoSource: 'dust-compliance',
    evidence: '在线监测数据（系统留存）',
    frequency: 'month',
    responsible: '施工单位、项目单位',
  });

export const noise = (weight: number): ShippedNode =>
  atLeast('噪声达标率', weight, 'ecological', '95', '%', {
    explanation: '施工场界噪声达标时段占有效时段的比例',
    formula: '达标时段数 ÷ 有效监测时段数 × 100%',
    dataSource: '噪声在线监测',
    autoSource: 'noise-compliance',
    evidence: '在线监测数据（系统留存）',
    frequency: 'month',
    responsible: '施工单位、项目单位',
  });

export const estimateKept = (weight: number): ShippedNode =>
  atMost('概算控制率', weight, 'cost', '100', '%', {
    explanation: '实际（预计）总投资与批复概算之比',
    formula: '实际（预计）总投资 ÷ 批复概算 × 100%',
    dataSource: '概算批复、合同与变更台账',
    evidence: '概算批复、结算评审报告',
    frequency: 'quarter',
    responsible: '项目单位造价岗位',
  });

export const fewerComplaints = (weight: number): ShippedNode =>
  atLeast('投诉下降率', weight, 'social', '20', '%', {
    explanation: '项目相关群众投诉件数与上年同期相比的降幅',
    formula: '（上年同期投诉件数 − 本期投诉件数）÷ 上年同期投诉件数 × 100%',
    dataSource: '12345 热线与街道诉求台账',
    evidence: '热线工单统计表',
    frequency: 'quarter',
    responsible: '属地街道',
  });

export const households = (weight: number): ShippedNode =>
  atLeast('受益户数', weight, 'social', null, '户', {
    decimals: 0,
    explanation: '项目建成后直接受益的居民户数',
    formula: '直接受益居民户数合计',
    dataSource: '社区台账',
    evidence: '受益户清单（社区盖章）',
    frequency: 'half-year',
    responsible: '属地街道',
  });

export const upkeep = (weight: number): ShippedNode =>
  byPoints(
    '长效管护机制健全性',
    weight,
    'sustainable',
    ['明确管护主体并签订移交协议', '管护经费已落实来源', '建立日常巡查与维修制度', '建立居民（用户）反馈渠道并有记录'],
    {
      explanation: '项目建成后的管护主体、经费和制度是否到位',
      dataSource: '移交与管护资料',
      evidence: '移交协议、管护制度、经费文件',
      frequency: 'half-year',
      responsible: '接收管养单位',
    },
  );

export const satisfaction = (name: string, weight: number, explanation: string): ShippedNode =>
  atLeast(name, weight, 'satisfaction', '90', '%', {
    explanation,
    formula: '各有效问卷满意度得分的平均值',
    dataSource: '满意度问卷',
    evidence: '问卷统计结果（系统留存）',
    frequency: 'year',
    responsible: '项目单位、属地街道',
  });
