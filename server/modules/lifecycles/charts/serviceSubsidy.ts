import type { WrittenChart } from '../charts.ts';

/** 服务与补助: money that buys a service or is handed on, without anything being built. */
export const serviceSubsidy: WrittenChart = {
  states: [
    { code: 'F10', name: '预算', phase: 'approval', owner: '项目单位', approver: '财政局' },
    { code: 'F20', name: '采购', phase: 'preparation', owner: '项目单位', approver: '财政局' },
    { code: 'F30', name: '实施', phase: 'building', owner: '项目单位', approver: '主管部门' },
    { code: 'F40', name: '验收', phase: 'acceptance', owner: '项目单位', approver: '主管部门' },
    { code: 'F50', name: '绩效自评', phase: 'evaluation', owner: '项目单位', approver: '主管部门' },
    { code: 'F60', name: '绩效评价', phase: 'evaluation', owner: '第三方评价机构', approver: '财政局' },
  ],
  rows: [
    {
      ...{ from: 'F10', action: 'advance', to: 'F20', permission: 'lifecycle.funds' },
      documents: ['budget-approval'],
      guards: ['targets-approved'],
    },
    {
      ...{ from: 'F20', action: 'advance', to: 'F30', permission: 'lifecycle.unit' },
      documents: ['procurement-record', 'contract'],
      guards: ['plan-laid'],
    },
    // A subsidy is handed on by its rules; nothing is bought.
    {
      ...{ from: 'F10', action: 'skip', to: 'F30', permission: 'lifecycle.funds' },
      documents: ['budget-approval'],
      guards: ['targets-approved', 'plan-laid'],
    },
    {
      ...{ from: 'F30', action: 'advance', to: 'F40', permission: 'lifecycle.unit' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'F40', action: 'advance', to: 'F50', permission: 'lifecycle.sector' },
      documents: ['service-acceptance'],
      guards: [],
    },
    {
      ...{ from: 'F40', action: 'return', to: 'F30', permission: 'lifecycle.sector' },
      documents: [],
      guards: [],
    },
    {
      ...{ from: 'F50', action: 'advance', to: 'F60', permission: 'lifecycle.sector' },
      documents: ['self-evaluation'],
      guards: [],
    },
    {
      ...{ from: 'F60', action: 'archive', to: 'S900', permission: 'lifecycle.evaluate' },
      documents: ['evaluation-report'],
      guards: [],
    },
  ],
};
