import type { WrittenChart } from '../charts.ts';

/** 民生实事: asked for, voted by the congress, divided, done, inspected each quarter, judged by people and deputies. */
export const livelihood: WrittenChart = {
  states: [
    { code: 'M10', name: '征集', phase: 'planning', owner: '主管部门', approver: '绩效办' },
    { code: 'M20', name: '人大票决', phase: 'approval', owner: '主管部门', approver: '区人大' },
    { code: 'M30', name: '责任分解', phase: 'preparation', owner: '主管部门', approver: '绩效办' },
    { code: 'M40', name: '实施', phase: 'building', owner: '项目单位', approver: '主管部门' },
    { code: 'M50', name: '季度督查', phase: 'building', owner: '主管部门', approver: '绩效办' },
    { code: 'M60', name: '满意度测评', phase: 'acceptance', owner: '主管部门', approver: '绩效办' },
    { code: 'M70', name: '代表评议', phase: 'evaluation', owner: '绩效办', approver: '区人大' },
    { code: 'M80', name: '销号', phase: 'evaluation', owner: '绩效办', approver: '绩效办' },
  ],
  rows: [
    {
      ...{ from: 'M10', action: 'advance', to: 'M20', permission: 'lifecycle.evaluate' },
      documents: ['petition-summary'],
      guards: [],
    },
    {
      ...{ from: 'M20', action: 'advance', to: 'M30', permission: 'lifecycle.evaluate' },
      documents: ['congress-vote'],
      guards: [],
    },
    {
      ...{ from: 'M30', action: 'advance', to: 'M40', permission: 'lifecycle.evaluate' },
      documents: ['task-breakdown'],
      guards: ['targets-approved', 'plan-laid'],
    },
    {
      ...{ from: 'M40', action: 'review', to: 'M50', permission: 'lifecycle.sector' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'M50', action: 'continue', to: 'M40', permission: 'lifecycle.evaluate' },
      documents: ['quarterly-inspection'],
      guards: [],
    },
    {
      ...{ from: 'M50', action: 'adjust', to: 'M40', permission: 'lifecycle.evaluate' },
      documents: ['quarterly-inspection', 'change-order'],
      guards: [],
    },
    {
      ...{ from: 'M40', action: 'advance', to: 'M60', permission: 'lifecycle.sector' },
      documents: ['completion-report'],
      guards: ['mid-term-done'],
    },
    {
      ...{ from: 'M60', action: 'advance', to: 'M70', permission: 'lifecycle.evaluate' },
      documents: ['satisfaction-report'],
      guards: [],
    },
    {
      ...{ from: 'M70', action: 'return', to: 'M40', permission: 'lifecycle.evaluate' },
      documents: ['deputies-review'],
      guards: [],
    },
    {
      ...{ from: 'M70', action: 'advance', to: 'M80', permission: 'lifecycle.evaluate' },
      documents: ['deputies-review'],
      guards: [],
    },
    {
      ...{ from: 'M80', action: 'archive', to: 'S900', permission: 'lifecycle.evaluate' },
      documents: ['closing-sheet'],
      guards: [],
    },
  ],
};
