import { DISTRICT_CODE } from '../../contracts/glossary.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { OrganisationCode } from './organisations.data.ts';

export interface DemoPerson {
  readonly loginName: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly organisation: OrganisationCode | typeof DISTRICT_CODE | `${typeof DISTRICT_CODE}${string}`;
}

/** An account or more a role, in places that have projects to show; passwords are made at random when they are written. */
export const demoPeople: readonly DemoPerson[] = [
  { loginName: 'leader', name: '区领导', role: 'district-leader', organisation: DISTRICT_CODE },
  { loginName: 'office', name: '绩效办', role: 'performance-office', organisation: 'office' },
  { loginName: 'finance', name: '财政局', role: 'finance', organisation: 'finance' },
  { loginName: 'reform', name: '发改委', role: 'development-reform', organisation: 'development' },
  { loginName: 'auditor', name: '审计局', role: 'audit-bureau', organisation: 'audit' },
  { loginName: 'construction', name: '建设房产和交通局', role: 'department', organisation: 'construction' },
  { loginName: 'urban', name: '城市管理局', role: 'department', organisation: 'urban-management' },
  { loginName: 'water', name: '水务局', role: 'department', organisation: 'water' },
  { loginName: 'unit', name: '项目单位', role: 'project-unit', organisation: 'renewal-company' },
  { loginName: 'hongshan', name: '红山街道', role: 'street', organisation: '320102008000' },
  { loginName: 'suojincun', name: '锁金村街道', role: 'street', organisation: '320102007000' },
  { loginName: 'evaluator', name: '第三方评价机构', role: 'evaluator', organisation: 'evaluation-agency' },
  { loginName: 'system', name: '系统管理员', role: 'system-admin', organisation: DISTRICT_CODE },
  { loginName: 'security', name: '安全管理员', role: 'security-admin', organisation: DISTRICT_CODE },
  { loginName: 'audit', name: '审计管理员', role: 'audit-admin', organisation: DISTRICT_CODE },
];
