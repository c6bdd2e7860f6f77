/**
 * Whose work a permission is. The three administrators (GB/T 22239-2019 8.1.5) are kept apart: none may hold what is the
 * work of another, and none of them sees business data.
 */
export const duties = ['anyone', 'business', 'system', 'security', 'audit'] as const;
export type Duty = (typeof duties)[number];

interface PermissionFact {
  /** What it lets a person do. */
  readonly label: string;
  readonly duties: readonly Duty[];
}
const facts = <T extends Record<string, PermissionFact>>(table: T): T => table;

/** Every permission by name. `public` marks what needs no session, `signedIn` what any session may do. */
export const permissions = facts({
  public: { label: '无需登录', duties: ['anyone'] },
  signedIn: { label: '任何已登录者', duties: ['anyone'] },
  'live.district': { label: '查看全区实时态势', duties: ['business'] },
  'live.street': { label: '查看街道实时态势', duties: ['business'] },
  'live.project': { label: '查看项目实时态势', duties: ['business'] },
  'history.read': { label: '查看历史曲线', duties: ['business'] },
  'projects.read': { label: '查看项目', duties: ['business'] },
  'projects.export': { label: '导出项目', duties: ['business'] },
  'projects.manage': { label: '新建项目，编制项目信息、预算与计划', duties: ['business'] },
  'labels.internal': { label: '导出内部资料', duties: ['business'] },
  'labels.sensitive': { label: '导出敏感资料', duties: ['business'] },
  'labels.manage': { label: '标注项目与附件密级', duties: ['business'] },
  'files.read': { label: '查看附件', duties: ['business'] },
  'files.upload': { label: '上传附件、删除本人上传的附件', duties: ['business'] },
  'files.manage': { label: '删除他人上传的附件', duties: ['business'] },
  'devices.read': { label: '查看工地与设备', duties: ['business'] },
  'devices.manage': { label: '登记、停用设备并换发凭据', duties: ['business'] },
  'cameras.view': { label: '查看工地视频与抓拍', duties: ['business'] },
  'limits.read': { label: '查看限值', duties: ['business'] },
  'thresholds.manage': { label: '调整判定阈值', duties: ['business'] },
  'quarantine.read': { label: '查看隔离报文', duties: ['business'] },
  'quarantine.replay': { label: '重放隔离报文', duties: ['business'] },
  'walls.manage': { label: '发放、撤销大屏令牌', duties: ['business'] },
  'walls.push': { label: '投页面到大屏', duties: ['business'] },
  'walls.report': { label: '大屏上报自身状态', duties: ['business'] },
  'plans.read': { label: '查看规划与年度任务', duties: ['business'] },
  'plans.manage': { label: '维护规划与年度任务', duties: ['business'] },
  'indicators.read': { label: '查看指标库与模板', duties: ['business'] },
  'indicators.manage': { label: '编制指标库与模板', duties: ['business'] },
  'indicators.review': { label: '复核、发布指标模板', duties: ['business'] },
  'targets.read': { label: '查看绩效目标', duties: ['business'] },
  'targets.fill': { label: '填报绩效目标', duties: ['business'] },
  'targets.approve': { label: '审核绩效目标及其调整', duties: ['business'] },
  'values.read': { label: '查看指标完成值', duties: ['business'] },
  'values.fill': { label: '填报指标完成值', duties: ['business'] },
  'values.review': { label: '审核指标完成值', duties: ['business'] },
  'surveys.manage': { label: '组织满意度调查', duties: ['business'] },
  'scores.read': { label: '查看绩效得分', duties: ['business'] },
  'scores.manage': { label: '开启、锁定年度评价', duties: ['business'] },
  'lifecycle.record': { label: '登记项目资料、金额与合同', duties: ['business'] },
  'payments.record': { label: '登记、冲销支付', duties: ['business'] },
  'lifecycle.move': { label: '办理项目阶段', duties: ['business'] },
  'lifecycle.unit': { label: '办理项目单位环节', duties: ['business'] },
  'lifecycle.sector': { label: '办理主管部门环节', duties: ['business'] },
  'lifecycle.investment': { label: '办理立项、可研与概算审批', duties: ['business'] },
  'lifecycle.funds': { label: '办理财政审批与评审', duties: ['business'] },
  'lifecycle.audit': { label: '办理审计环节', duties: ['business'] },
  'lifecycle.street': { label: '办理街道接收环节', duties: ['business'] },
  'lifecycle.evaluate': { label: '办理评估、评价与归档', duties: ['business'] },
  'lifecycle.suspend': { label: '暂缓、恢复、终止项目', duties: ['business'] },
  'lifecycle.override': { label: '条件不备时特批推进', duties: ['business'] },
  'approvals.read': { label: '查看审批', duties: ['business'] },
  'approvals.act': { label: '办理审批', duties: ['business'] },
  'instructions.read': { label: '查看批示督办', duties: ['business'] },
  'instructions.give': { label: '批示、撤回批示', duties: ['business'] },
  'instructions.follow': { label: '催办、延期、办结督办事项', duties: ['business'] },
  'instructions.answer': { label: '签收、反馈督办事项', duties: ['business'] },
  'reports.fill': { label: '报送周报', duties: ['business'] },
  'reports.review': { label: '审核周报、催报', duties: ['business'] },
  'inspections.fill': { label: '登记现场核查、复核整改', duties: ['business'] },
  'inspections.rectify': { label: '报告整改情况', duties: ['business'] },
  'funds.fill': { label: '报送资金月报', duties: ['business'] },
  'funds.review': { label: '审核资金月报、催报', duties: ['business'] },
  'schedules.edit': { label: '编制进度计划、填报任务进度', duties: ['business'] },
  'schedules.freeze': { label: '冻结进度基线', duties: ['business'] },
  'calendars.manage': { label: '登记停工与调休', duties: ['business'] },
  'finance.budget': { label: '推送预算指标（财政系统接口）', duties: ['business'] },
  'finance.appropriation': { label: '推送资金拨付（财政系统接口）', duties: ['business'] },
  'finance.voucher': { label: '推送支付凭证与对账单（财政系统接口）', duties: ['business'] },
  'oa.decide': { label: '推送审批意见（OA 接口）', duties: ['business'] },
  'interfaces.read': { label: '查看接口往来与对账', duties: ['business'] },
  'interfaces.replay': { label: '重放、作废接口消息', duties: ['business'] },
  'interfaces.health': { label: '查看接口运行状况', duties: ['business', 'system'] },
  'reconciliation.settle': { label: '说明、了结对账差异', duties: ['business'] },
  'destinations.manage': { label: '配置接口推送地址', duties: ['system'] },
  'organisation.read': { label: '查看组织机构', duties: ['business', 'system', 'security', 'audit'] },
  'organisation.manage': { label: '维护组织机构', duties: ['system'] },
  'people.read': { label: '查看人员', duties: ['business', 'system', 'security', 'audit'] },
  'people.manage': { label: '新增、停用人员', duties: ['system'] },
  'people.reveal': { label: '查看人员证件与电话全文', duties: ['business', 'system'] },
  'posts.grant': { label: '授予、收回岗位', duties: ['security'] },
  'posts.lend': { label: '委托本人岗位', duties: ['business'] },
  'assignments.manage': { label: '向评价机构派发项目', duties: ['business'] },
  'roles.read': { label: '查看角色权限', duties: ['system', 'security', 'audit'] },
  'roles.manage': { label: '调整角色权限', duties: ['security'] },
  'api-keys.manage': { label: '发放、撤销接口密钥', duties: ['security'] },
  'changes.read': { label: '查看高风险变更', duties: ['system', 'security', 'audit'] },
  'changes.confirm': { label: '复核高风险变更', duties: ['system', 'security'] },
  'operations.read': { label: '查看运行状态', duties: ['system'] },
  'audit.read': { label: '查看审计记录', duties: ['audit'] },
  'audit.export': { label: '导出审计记录', duties: ['audit'] },
});
export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

/** Which rows a role's permissions reach: computed in the database for each permission by itself (migration 010). */
export const scopeKinds = ['all', 'department', 'street', 'own', 'assigned', 'none'] as const;
export type ScopeKind = (typeof scopeKinds)[number];
export const scopeNames: Readonly<Record<ScopeKind, string>> = {
  all: '全区',
  department: '本部门及下属',
  street: '本街道',
  own: '本单位项目',
  assigned: '受托项目（限期）',
  none: '无业务数据',
};

interface RoleFact {
  readonly name: string;
  readonly duty: Duty;
  readonly scope: ScopeKind;
}
const roleTable = <T extends Record<string, RoleFact>>(table: T): T => table;

/** Every role with its name, its duty and the reach of what it may do. */
export const roleFacts = roleTable({
  'district-leader': { name: '区政府领导', duty: 'business', scope: 'all' },
  'performance-office': { name: '绩效办', duty: 'business', scope: 'all' },
  finance: { name: '财政局', duty: 'business', scope: 'all' },
  'development-reform': { name: '发改委', duty: 'business', scope: 'all' },
  'audit-bureau': { name: '审计局', duty: 'business', scope: 'all' },
  department: { name: '主管部门', duty: 'business', scope: 'department' },
  'project-unit': { name: '项目单位', duty: 'business', scope: 'own' },
  street: { name: '街道', duty: 'business', scope: 'street' },
  evaluator: { name: '第三方评价机构', duty: 'business', scope: 'assigned' },
  'system-admin': { name: '系统管理员', duty: 'system', scope: 'none' },
  'security-admin': { name: '安全管理员', duty: 'security', scope: 'none' },
  'audit-admin': { name: '审计管理员', duty: 'audit', scope: 'none' },
  wall: { name: '大屏', duty: 'business', scope: 'all' },
});
export type Role = keyof typeof roleFacts;
export const roles = Object.keys(roleFacts) as [Role, ...Role[]];

export const roleNames = Object.fromEntries(roles.map((role) => [role, roleFacts[role].name])) as Readonly<
  Record<Role, string>
>;

/** Roles that people hold by a post; a wall has its own by its token. */
export type PersonRole = Exclude<Role, 'wall'>;
export const personRoles = roles.filter((role): role is PersonRole => role !== 'wall') as [PersonRole, ...PersonRole[]];

/** The three administrators: one person holds at most one of these, and no other role beside it. */
export const administratorRoles = ['system-admin', 'security-admin', 'audit-admin'] as const;
export type AdministratorRole = (typeof administratorRoles)[number];
export const isAdministrator = (role: Role): role is AdministratorRole =>
  (administratorRoles as readonly Role[]).includes(role);

const ofProjects: Permission[] = [
  'live.project',
  'history.read',
  'projects.read',
  'projects.export',
  'files.read',
  'devices.read',
  'cameras.view',
  'limits.read',
  'organisation.read',
  'indicators.read',
  'targets.read',
  'values.read',
  'scores.read',
  'instructions.read',
];
const approving: Permission[] = ['approvals.read', 'approvals.act'];
const watch: Permission[] = [
  'live.district',
  'live.street',
  ...ofProjects,
  'plans.read',
  'labels.internal',
  'posts.lend',
];

const ofInterfaces: Permission[] = ['interfaces.read', 'interfaces.health'];

/**
 * What each role may do in a new installation. What holds is the table role_permissions, which the security
 * administrator edits; a permission that a release adds is offered to its roles once.
 */
export const defaultPermissions: Readonly<Record<Role, readonly Permission[]>> = {
  'district-leader': [
    ...watch,
    'labels.sensitive',
    'walls.push',
    'lifecycle.move',
    'lifecycle.suspend',
    'lifecycle.override',
    ...approving,
    'instructions.give',
    'instructions.follow',
  ],
  'performance-office': [
    ...watch,
    'labels.sensitive',
    'labels.manage',
    'files.upload',
    'files.manage',
    'devices.manage',
    'quarantine.read',
    'quarantine.replay',
    'walls.manage',
    'walls.push',
    'people.read',
    'people.reveal',
    'assignments.manage',
    'projects.manage',
    'plans.manage',
    'indicators.manage',
    'indicators.review',
    'targets.approve',
    'values.review',
    'surveys.manage',
    'scores.manage',
    'lifecycle.record',
    'lifecycle.move',
    'lifecycle.evaluate',
    'lifecycle.suspend',
    ...approving,
    'reports.review',
    'inspections.fill',
    'schedules.edit',
    'schedules.freeze',
    'calendars.manage',
    'thresholds.manage',
    ...ofInterfaces,
    'interfaces.replay',
    'reconciliation.settle',
    'instructions.follow',
    'instructions.answer',
  ],
  finance: [
    ...watch,
    'assignments.manage',
    'indicators.manage',
    'indicators.review',
    'targets.approve',
    'files.upload',
    'lifecycle.record',
    'payments.record',
    'lifecycle.move',
    'lifecycle.funds',
    'funds.review',
    ...approving,
    ...ofInterfaces,
    'interfaces.replay',
    'reconciliation.settle',
    'instructions.answer',
  ],
  'development-reform': [
    ...watch,
    'projects.manage',
    'plans.manage',
    'files.upload',
    'lifecycle.record',
    'lifecycle.move',
    'lifecycle.investment',
    ...approving,
    'instructions.answer',
  ],
  'audit-bureau': [
    ...watch,
    'labels.sensitive',
    'files.upload',
    'lifecycle.record',
    'lifecycle.move',
    'lifecycle.audit',
    ...approving,
    ...ofInterfaces,
    'instructions.answer',
  ],
  department: [
    ...ofProjects,
    'plans.read',
    'labels.internal',
    'labels.manage',
    'files.upload',
    'files.manage',
    'posts.lend',
    'targets.fill',
    'targets.approve',
    'values.fill',
    'values.review',
    'surveys.manage',
    'projects.manage',
    'lifecycle.record',
    'payments.record',
    'lifecycle.move',
    'lifecycle.unit',
    'lifecycle.sector',
    ...approving,
    'reports.fill',
    'reports.review',
    'funds.fill',
    'inspections.rectify',
    'schedules.edit',
    'schedules.freeze',
    'interfaces.read',
    'reconciliation.settle',
    'instructions.answer',
  ],
  'project-unit': [
    ...ofProjects,
    'labels.internal',
    'files.upload',
    'posts.lend',
    'targets.fill',
    'values.fill',
    'projects.manage',
    'lifecycle.record',
    'lifecycle.move',
    'lifecycle.unit',
    ...approving,
    'reports.fill',
    'funds.fill',
    'inspections.rectify',
    'schedules.edit',
    'instructions.answer',
  ],
  street: [
    'live.street',
    ...ofProjects,
    'labels.internal',
    'files.upload',
    'posts.lend',
    'surveys.manage',
    'lifecycle.record',
    'lifecycle.move',
    'lifecycle.street',
    'inspections.fill',
    ...approving,
    'instructions.answer',
  ],
  evaluator: [
    'live.project',
    'history.read',
    'projects.read',
    'files.read',
    'limits.read',
    'indicators.read',
    'targets.read',
    'values.read',
    'scores.read',
  ],
  'system-admin': [
    'organisation.read',
    'organisation.manage',
    'people.read',
    'people.manage',
    'roles.read',
    'changes.read',
    'changes.confirm',
    'operations.read',
    'interfaces.health',
    'destinations.manage',
  ],
  'security-admin': [
    'organisation.read',
    'people.read',
    'posts.grant',
    'roles.read',
    'roles.manage',
    'api-keys.manage',
    'changes.read',
    'changes.confirm',
  ],
  'audit-admin': ['organisation.read', 'people.read', 'roles.read', 'changes.read', 'audit.read', 'audit.export'],
  wall: [
    'live.district',
    'live.street',
    'live.project',
    'history.read',
    'projects.read',
    'devices.read',
    'cameras.view',
    'limits.read',
    'scores.read',
    'walls.report',
  ],
};

/** The work of administrators and everything about people: from some addresses only, where the operator says so. */
export const isAdministrative = (permission: Permission): boolean => {
  const held: readonly Duty[] = permissions[permission].duties;
  return permission.startsWith('people.') || held.every((duty) => duty !== 'business' && duty !== 'anyone');
};

/** Whether a permission may be given to a role at all: its duty must be the role's. A wall is nobody: it gets no more. */
export const isAllowed = (role: Role, permission: Permission): boolean => {
  const held: readonly Duty[] = permissions[permission].duties;
  return held.includes(roleFacts[role].duty) && (role !== 'wall' || defaultPermissions.wall.includes(permission));
};

/** What makes each administrator one, and what a wall cannot be without: it is never taken away. */
export const fixedPermissions: Readonly<Partial<Record<Role, readonly Permission[]>>> = {
  'system-admin': ['people.manage', 'organisation.manage', 'changes.read', 'changes.confirm'],
  'security-admin': ['people.read', 'posts.grant', 'roles.read', 'roles.manage', 'changes.read', 'changes.confirm'],
  'audit-admin': ['audit.read'],
  wall: ['walls.report'],
};
export const isFixed = (role: Role, permission: Permission): boolean =>
  fixedPermissions[role]?.includes(permission) ?? false;

/** Whether somebody with these permissions (nobody: undefined) may do what is wanted. */
export const mayDo = (held: readonly Permission[] | undefined, wanted: Permission): boolean =>
  wanted === 'public' || (held !== undefined && (wanted === 'signedIn' || held.includes(wanted)));
