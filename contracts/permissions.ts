/** Every permission by name, with what it lets a person do. `public` marks what needs no session. */
export const permissions = {
  public: '无需登录',
  signedIn: '任何已登录者',
  'live.district': '查看全区实时态势',
  'live.street': '查看街道实时态势',
  'live.project': '查看项目实时态势',
  'history.read': '查看历史曲线',
  'projects.read': '查看项目',
  'devices.read': '查看工地与设备',
  'devices.manage': '登记、停用设备并换发凭据',
  'cameras.view': '查看工地视频与抓拍',
  'limits.read': '查看限值',
  'quarantine.read': '查看隔离报文',
  'quarantine.replay': '重放隔离报文',
  'people.read': '查看人员',
  'people.manage': '新增、停用人员',
  'walls.manage': '发放、撤销大屏令牌',
  'walls.push': '投页面到大屏',
  'walls.report': '大屏上报自身状态',
  'audit.read': '查看审计记录',
  'operations.read': '查看运行状态',
} as const;
export type Permission = keyof typeof permissions;

export const roles = ['administrator', 'office', 'leader', 'wall'] as const;
export type Role = (typeof roles)[number];

export const roleNames: Readonly<Record<Role, string>> = {
  administrator: '系统管理员',
  office: '绩效办',
  leader: '区政府领导',
  wall: '大屏',
};

const watch: Permission[] = [
  'signedIn',
  'live.district',
  'live.street',
  'live.project',
  'history.read',
  'projects.read',
  'devices.read',
  'cameras.view',
  'limits.read',
];

/** What each role may do. A wall watches, says how it is, and nothing else. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: [
    ...watch,
    'devices.manage',
    'quarantine.read',
    'quarantine.replay',
    'people.read',
    'people.manage',
    'walls.manage',
    'walls.push',
    'audit.read',
    'operations.read',
  ],
  office: [
    ...watch,
    'devices.manage',
    'quarantine.read',
    'quarantine.replay',
    'walls.manage',
    'walls.push',
    'people.read',
  ],
  leader: [...watch, 'walls.push'],
  wall: [...watch, 'walls.report'],
};

/** Whether any of the roles carries the permission. */
export const mayDo = (held: readonly Role[], wanted: Permission): boolean =>
  wanted === 'public' || held.some((role) => rolePermissions[role].includes(wanted));
