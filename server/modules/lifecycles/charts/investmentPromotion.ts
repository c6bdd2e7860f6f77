import type { WrittenChart } from '../charts.ts';

/** 产业招商: from a lead to what was promised being weighed against what came. */
export const investmentPromotion: WrittenChart = {
  states: [
    { code: 'I10', name: '线索', phase: 'planning', owner: '招商单位', approver: '主管部门' },
    { code: 'I20', name: '洽谈', phase: 'planning', owner: '招商单位', approver: '主管部门' },
    { code: 'I30', name: '签约', phase: 'approval', owner: '招商单位', approver: '主管部门' },
    { code: 'I40', name: '注册', phase: 'preparation', owner: '招商单位', approver: '主管部门' },
    { code: 'I50', name: '开工', phase: 'building', owner: '项目单位', approver: '主管部门' },
    { code: 'I60', name: '竣工', phase: 'acceptance', owner: '项目单位', approver: '主管部门' },
    { code: 'I70', name: '投产', phase: 'acceptance', owner: '项目单位', approver: '主管部门' },
    { code: 'I80', name: '兑现评估', phase: 'evaluation', owner: '主管部门', approver: '绩效办' },
  ],
  rows: [
    {
      ...{ from: 'I10', action: 'advance', to: 'I20', permission: 'lifecycle.unit' },
      documents: ['lead-record'],
      guards: [],
    },
    {
      ...{ from: 'I20', action: 'advance', to: 'I30', permission: 'lifecycle.sector' },
      documents: ['negotiation-record'],
      guards: [],
    },
    {
      ...{ from: 'I30', action: 'advance', to: 'I40', permission: 'lifecycle.sector' },
      documents: ['investment-agreement'],
      guards: [],
    },
    {
      ...{ from: 'I30', action: 'return', to: 'I20', permission: 'lifecycle.sector' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'I40', action: 'advance', to: 'I50', permission: 'lifecycle.sector' },
      documents: ['company-registration', 'work-permit'],
      guards: ['plan-laid'],
    },
    // What takes over a building as it stands is never built.
    {
      ...{ from: 'I40', action: 'skip', to: 'I70', permission: 'lifecycle.sector' },
      documents: ['company-registration'],
      guards: [],
    },
    {
      ...{ from: 'I50', action: 'advance', to: 'I60', permission: 'lifecycle.unit' },
      documents: ['completion-report'],
      guards: [],
    },
    {
      ...{ from: 'I60', action: 'advance', to: 'I70', permission: 'lifecycle.sector' },
      documents: ['acceptance-report'],
      guards: [],
    },
    {
      ...{ from: 'I70', action: 'advance', to: 'I80', permission: 'lifecycle.sector' },
      documents: ['production-record'],
      guards: [],
    },
    {
      ...{ from: 'I80', action: 'archive', to: 'S900', permission: 'lifecycle.evaluate' },
      documents: ['delivery-review'],
      guards: [],
    },
  ],
};
