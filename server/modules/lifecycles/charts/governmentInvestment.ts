import type { WrittenChart } from '../charts.ts';

/**
 * S00 to S200 of a project of the government's money: 政府投资条例 (国务院令第712号) articles 9 to 26, as domain.md 2.2 lays
 * them out. Audit is no condition of settlement (since 2017): it can be asked for, and is a gate only where the district
 * says so.
 */
export const governmentInvestment: WrittenChart = {
  states: [
    { code: 'S00', name: '项目储备', phase: 'planning', owner: '项目单位', approver: '主管部门' },
    { code: 'S10', name: '事前绩效评估', phase: 'planning', owner: '主管部门', approver: '财政局' },
    { code: 'S20', name: '项目建议书', phase: 'approval', owner: '项目单位', approver: '发改委' },
    { code: 'S30', name: '可行性研究', phase: 'approval', owner: '项目单位', approver: '发改委' },
    { code: 'S40', name: '初步设计与概算', phase: 'approval', owner: '项目单位', approver: '发改委' },
    { code: 'S50', name: '年度计划与预算批复', phase: 'preparation', owner: '财政局', approver: '区政府' },
    { code: 'S60', name: '施工图与招标控制价', phase: 'preparation', owner: '项目单位', approver: '财政局' },
    { code: 'S70', name: '招标投标', phase: 'preparation', owner: '项目单位', approver: '交易中心备案' },
    { code: 'S80', name: '施工许可', phase: 'preparation', owner: '项目单位', approver: '主管部门' },
    { code: 'S90', name: '开工', phase: 'preparation', owner: '项目单位', approver: '监理' },
    { code: 'S100', name: '建设中', phase: 'building', owner: '项目单位', approver: '主管部门' },
    { code: 'S110', name: '中期评估', phase: 'building', owner: '主管部门', approver: '绩效办' },
    { code: 'S120', name: '完工', phase: 'acceptance', owner: '项目单位', approver: '建设单位' },
    { code: 'S130', name: '竣工验收', phase: 'acceptance', owner: '建设单位', approver: '主管部门' },
    { code: 'S140', name: '结算评审', phase: 'acceptance', owner: '项目单位', approver: '财政局' },
    { code: 'S150', name: '竣工财务决算', phase: 'acceptance', owner: '项目单位', approver: '财政局' },
    { code: 'S160', name: '审计', phase: 'acceptance', owner: '审计局', approver: '审计局' },
    {
      ...{ code: 'S170', name: '资产移交', phase: 'acceptance', owner: '项目单位', approver: '使用单位、街道' },
      handsOver: true,
    },
    { code: 'S180', name: '绩效自评', phase: 'evaluation', owner: '项目单位', approver: '主管部门' },
    { code: 'S190', name: '绩效评价', phase: 'evaluation', owner: '第三方评价机构', approver: '财政局' },
    { code: 'S200', name: '结果应用', phase: 'evaluation', owner: '绩效办', approver: '绩效办' },
  ],
  rows: [
    {
      ...{ from: 'S00', action: 'advance', to: 'S10', permission: 'lifecycle.sector' },
      documents: ['need-basis', 'rough-estimate', 'street-opinion'],
      guards: [],
    },
    {
      ...{ from: 'S00', action: 'skip', to: 'S20', permission: 'lifecycle.sector' },
      documents: ['need-basis', 'rough-estimate', 'street-opinion'],
      guards: ['small-investment'],
    },
    {
      ...{ from: 'S10', action: 'advance', to: 'S20', permission: 'lifecycle.funds' },
      documents: ['pre-evaluation'],
      guards: [],
    },
    {
      ...{ from: 'S20', action: 'advance', to: 'S30', permission: 'lifecycle.investment' },
      documents: ['establishment-reply'],
      guards: ['estimate-known'],
    },
    {
      ...{ from: 'S30', action: 'advance', to: 'S40', permission: 'lifecycle.investment' },
      documents: ['feasibility-reply', 'site-selection', 'environment-reply', 'stability-report'],
      guards: [],
    },
    {
      ...{ from: 'S30', action: 'return', to: 'S20', permission: 'lifecycle.investment' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'S40', action: 'advance', to: 'S50', permission: 'lifecycle.investment' },
      documents: ['budget-reply'],
      guards: ['budget-within-estimate'],
    },
    // Over 110 % of the estimate, a new study of feasibility may be asked for (article 12).
    {
      ...{ from: 'S40', action: 'return', to: 'S30', permission: 'lifecycle.investment' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'S50', action: 'advance', to: 'S60', permission: 'lifecycle.funds' },
      documents: ['annual-plan-reply'],
      guards: ['targets-approved'],
    },
    {
      ...{ from: 'S60', action: 'advance', to: 'S70', permission: 'lifecycle.funds' },
      documents: ['ceiling-review'],
      guards: ['ceiling-within-budget'],
    },
    // More than the budget allows: the budget is to be adjusted and approved anew (article 23).
    {
      ...{ from: 'S60', action: 'return', to: 'S40', permission: 'lifecycle.funds' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'S70', action: 'advance', to: 'S80', permission: 'lifecycle.unit' },
      documents: ['award-notice', 'contract'],
      guards: ['contract-within-ceiling'],
    },
    {
      ...{ from: 'S80', action: 'advance', to: 'S90', permission: 'lifecycle.sector' },
      documents: ['work-permit'],
      guards: ['site-devices-online'],
    },
    {
      ...{ from: 'S90', action: 'advance', to: 'S100', permission: 'lifecycle.unit' },
      documents: ['start-order'],
      guards: ['plan-laid'],
    },
    {
      ...{ from: 'S100', action: 'review', to: 'S110', permission: 'lifecycle.sector' },
      documents: ['mid-term-report'],
      guards: [],
    },
    {
      ...{ from: 'S110', action: 'continue', to: 'S100', permission: 'lifecycle.evaluate' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'S110', action: 'adjust', to: 'S100', permission: 'lifecycle.evaluate' },
      documents: ['change-order'],
      guards: [],
    },
    {
      ...{ from: 'S100', action: 'advance', to: 'S120', permission: 'lifecycle.unit' },
      documents: ['completion-report'],
      guards: ['mid-term-done', 'paid-within-contract'],
    },
    {
      ...{ from: 'S120', action: 'advance', to: 'S130', permission: 'lifecycle.unit' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'S130', action: 'advance', to: 'S140', permission: 'lifecycle.sector' },
      documents: ['acceptance-report', 'fire-acceptance', 'planning-acceptance', 'archive-acceptance'],
      guards: [],
    },
    {
      ...{ from: 'S130', action: 'return', to: 'S120', permission: 'lifecycle.sector' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'S140', action: 'advance', to: 'S150', permission: 'lifecycle.funds' },
      documents: ['settlement-review'],
      guards: ['settlement-within-budget', 'paid-within-contract'],
    },
    {
      ...{ from: 'S150', action: 'advance', to: 'S170', permission: 'lifecycle.funds' },
      documents: ['final-account-reply'],
      guards: ['final-account-known', 'audit-settled'],
    },
    {
      ...{ from: 'S150', action: 'audit', to: 'S160', permission: 'lifecycle.audit' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'S160', action: 'return', to: 'S150', permission: 'lifecycle.audit' },
      documents: ['audit-report', 'audit-issues'],
      guards: [],
    },
    {
      ...{ from: 'S170', action: 'advance', to: 'S180', permission: 'lifecycle.street' },
      documents: ['handover-sheet', 'asset-card'],
      guards: [],
    },
    {
      ...{ from: 'S180', action: 'advance', to: 'S190', permission: 'lifecycle.sector' },
      documents: ['self-evaluation'],
      guards: [],
    },
    {
      ...{ from: 'S190', action: 'advance', to: 'S200', permission: 'lifecycle.funds' },
      documents: ['evaluation-report'],
      guards: [],
    },
    {
      ...{ from: 'S190', action: 'return', to: 'S180', permission: 'lifecycle.funds' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'S200', action: 'archive', to: 'S900', permission: 'lifecycle.evaluate' },
      documents: [],
      guards: [],
    },
  ],
};
