import type { NoticeKind } from '../../contracts/account.ts';

export const access = {
  signInTitle: '登录',
  loginName: '用户名',
  password: '口令',
  newPassword: '新口令',
  passwordAgain: '再次输入口令',
  personName: '姓名',
  signIn: '登录',
  signingIn: '正在登录',
  goOn: '继续',
  goingOn: '正在核对',
  startOver: '重新登录',
  setUpTitle: '初始设置',
  setUpOf: (role: string): string => `建立${role}`,
  setUpIntro: '本链接只能由其本人使用一次；下一步须用手机启用双因素认证。',
  setUpDuty: {
    'system-admin': '负责人员账号、组织机构与系统运行。',
    'security-admin': '负责岗位授予、角色权限与接口密钥。',
    'audit-admin': '负责查阅、核对与导出审计记录。',
  },
  setUpApart: '三名管理员须由不同的人担任，互不兼任，均不接触业务数据。',
  setUpOver: '链接当前不可用，原因如下。链接失效的，请由运维人员重新启动服务，从启动信息中取得新的链接。',
  setUp: '建立账号',
  noToken: '缺少设置链接。请从服务器启动日志中取得一次性链接后打开。',
  unreachable: '服务器没有应答，请稍后再试。',
  rules: {
    title: '口令要求',
    length: '至少 10 位',
    classes: '含大写、小写、数字、符号中的三类',
    same: '两次输入一致',
    others: '不含用户名与姓名，不用常见口令、键盘顺序和地名，不与最近五次相同',
  },
  revokedTitle: '大屏令牌不可用',
  revokedText: '本屏的访问令牌已撤销、已过期，或链接已在别处使用。请联系绩效办重新发放大屏链接。',
  toSignIn: '以人员身份登录',
  met: '已满足',
  unmet: '未满足',
  waivedText: '演示环境，未启用双因素认证。正式环境中每名人员须以口令和动态验证码登录。',
  byProvider: (name: string): string => `通过${name}登录`,
  or: '或',
} as const;

/** The steps between the password and being in. */
export const stepWords = {
  factorTitle: '双因素认证',
  factorIntro: '请打开手机上的验证器，输入当前显示的六位验证码。',
  code: '验证码',
  lost: '手机不在身边，使用恢复码',
  back: '使用验证码',
  recoveryIntro: '请输入启用验证器时保存的恢复码。每个恢复码只能使用一次。',
  recoveryCode: '恢复码',
  lostAll: '恢复码也已遗失的，请联系系统管理员，经第二人复核后重置双因素。',
  passwordTitle: '修改口令',
  passwordIntro: '口令由管理员设定或已满 90 天，须修改后继续。',
  setPassword: '修改并继续',
  enrolTitle: '启用双因素认证',
  enrolIntro: '用手机验证器扫描二维码，再输入验证器显示的六位验证码。',
  enrolApps: '可用支持 TOTP（RFC 6238）的任何验证器，无需联网。',
  qrCode: '验证器二维码',
  byHand: '不能扫描时，在验证器中手工输入密钥',
  secret: '密钥',
  confirm: '确认启用',
  codesTitle: '请保存恢复码',
  codesIntro: '手机遗失或更换时，可用恢复码登录。每个只能用一次，只在此处显示这一次，请抄写或打印后妥善保管。',
  codes: '恢复码',
  copy: '复制',
  copied: '已复制',
  saved: '我已保存恢复码',
  enter: '进入系统',
  again: '重新取得二维码',
} as const;

/** Why somebody stands at the door again, by the code of the refusal. */
export const doorReasons: Readonly<Record<string, string>> = {
  'session-replaced':
    '本账号已在别处登录，原会话已结束。管理员账号同一时间只保留一个会话；如非本人操作，请立即修改口令并报告安全管理员。',
  'session-revoked': '此会话已由本人在其他设备上结束，或因修改口令、重置双因素而结束。',
};

/** What the page says to somebody who comes back from the provider. */
export const providerOutcomes: Readonly<Record<string, string>> = {
  unbound: '该统一身份尚未绑定本系统人员。请先以用户名和口令登录，在“我的账号”中绑定后再使用。系统不自动建立账号。',
  failed: '统一身份认证未完成，请重试或以用户名和口令登录。',
  bound: '统一身份已绑定，今后可用其登录。',
  taken: '绑定未成功：该统一身份已属于其他人员，或本账号已绑定另一身份。',
};

/** One's own account. */
export const accountWords = {
  title: '我的账号',
  who: '账号',
  loginName: '用户名',
  name: '姓名',
  roles: '岗位',
  passwordTitle: '口令',
  passwordSet: '上次修改',
  passwordDue: '有效期至',
  current: '当前口令',
  change: '修改口令',
  changed: '口令已修改，本人其他会话已结束',
  factorTitle: '双因素认证',
  enrolledAt: '启用时间',
  codesLeft: '剩余恢复码',
  codes: (left: number): string => `${left} 个`,
  fewCodes: '恢复码即将用完，请重新生成。',
  replace: '更换验证器',
  replaceIntro: '更换手机时使用。请先核对当前口令与验证码（或恢复码）。',
  proof: '当前验证码或恢复码',
  renew: '重新生成恢复码',
  renewIntro: '旧恢复码立即作废。请输入当前验证码。',
  renewed: '恢复码已重新生成',
  replaced: '验证器已更换',
  finish: '完成',
  providerTitle: '统一身份',
  bound: (name: string, at: string): string => `已绑定${name}（${at}）`,
  unbound: (name: string): string => `未绑定${name}`,
  bind: '绑定',
  unbind: '解除绑定',
  unbindText: '解除后只能以用户名和口令登录。',
  unboundDone: '已解除绑定',
  sessionsTitle: '登录会话',
  oneSession: '管理员账号同一时间只保留一个会话，新的登录会结束原会话。',
  device: '设备',
  address: '来源地址',
  opened: '登录时间',
  seen: '最近使用',
  action: '操作',
  here: '本会话',
  end: '结束',
  endTitle: '结束会话',
  endText: (device: string): string => `结束后，${device}上的登录立即失效。`,
  ended: '会话已结束',
  unknown: '—',
} as const;

/** Notices about one's own account, shown on every page until read. */
export const noticeWords = {
  title: '账号提醒',
  read: '已阅',
  toAccount: '查看我的账号',
  more: (count: number): string => `另有 ${count} 条`,
  unknownAddress: '未知地址',
} as const;

export const noticeTexts: Readonly<Record<NoticeKind, (at: string, device: string, address: string) => string>> = {
  'new-device': (at, device, address) =>
    `${at} 有新设备登录本账号：${device}，来自 ${address}。如非本人，请立即修改口令并结束该会话。`,
  'session-replaced': (at, device, address) =>
    `${at} 本账号由 ${device}（${address}）登录，原会话已结束。如非本人，请立即修改口令。`,
  'password-changed': (at, device, address) =>
    `${at} 口令已由 ${device}（${address}）修改。如非本人，请联系系统管理员。`,
  'password-reset': (at) => `${at} 口令已由系统管理员重置。如未申请，请联系安全管理员。`,
  'factor-enrolled': (at, device, address) =>
    `${at} 验证器已由 ${device}（${address}）更换。如非本人，请联系系统管理员。`,
  'factor-reset': (at) => `${at} 双因素已由管理员重置，验证器须重新启用。如未申请，请联系安全管理员。`,
  'recovery-code-used': (at, device, address) =>
    `${at} 使用恢复码登录：${device}（${address}）。如非本人，请立即修改口令。`,
  'provider-bound': (at, device, address) =>
    `${at} 统一身份已由 ${device}（${address}）绑定。如非本人，请立即解除绑定。`,
};
