import type { KeyState } from '../../contracts/apiKeys.ts';

/** Words of the page of keys for other systems. */
export const keyWords = {
  title: '接口密钥',
  none: '尚未发放接口密钥。其他系统接入时，请在此发放。',
  about: '密钥供其他系统调用接口，只限业务权限，数据范围随所属机构。用法见 docs/api-for-systems.md。',
  issue: '发放密钥',
  issueGo: '发放',
  name: '名称',
  nameHint: '例如：区城建局项目管理系统',
  organisation: '所属机构（决定数据范围）',
  choose: '请选择',
  permissions: '权限',
  until: '有效期至',
  untilHint: '当日 24 时止，最长两年',
  perMinute: '每分钟请求上限',
  wrongPerMinute: '须为 1 到 6000 之间的整数',
  reason: '发放理由',
  reasonHint: '密钥须经另一名管理员复核后方可使用',
  issued: '接口密钥',
  issuedText:
    '密钥只显示这一次，系统只保存其摘要。请立即交给接入系统妥善保存，遗失只能撤销后重新发放。已提请复核，复核通过前密钥不可用。',
  revoke: '撤销',
  revokeTitle: '撤销接口密钥',
  revokeText: (name: string): string => `撤销后，使用“${name}”的系统立即无法调用接口，且不能恢复。`,
  revokeGo: '确认撤销',
  revoked: (name: string): string => `${name} 已撤销`,
  lapsed: '复核未通过或已逾期，此密钥不能启用，请撤销后重新发放。',
  permissionCount: (count: number): string => `${count} 项`,
} as const;

export const keyColumns = {
  name: '名称',
  state: '状态',
  organisation: '所属机构',
  permissions: '权限',
  perMinute: '每分钟上限',
  expiresAt: '有效期至',
  lastUsedAt: '最近使用',
  createdBy: '发放人',
  actions: '操作',
} as const;

export const keyStateNames: Readonly<Record<KeyState, string>> = {
  waiting: '待复核',
  lapsed: '未获复核',
  active: '有效',
  expiring: '即将到期',
  expired: '已到期',
  revoked: '已撤销',
};
