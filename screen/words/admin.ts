import type { WallReport } from '../../contracts/walls.ts';
import { MINUTE_MS } from '../format/time.ts';

/** Words of the office pages. */
export const adminWords = {
  side: '管理端',
  navigation: '管理导航',
  openNavigation: '打开导航',
  skip: '跳到正文',
  own: '个人菜单',
  year: '年度',
  yearText: (year: number): string => `${year} 年度`,
  account: '我的账号',
  signOut: '退出',
  notPermitted: '您没有打开此页的权限。如需使用，请联系安全管理员。',
  walls: '墙控台',
  loading: '正在读取大屏清单',
  unreachable: '读取失败，显示的是上次读到的内容',
  none: '尚无大屏。请先发放大屏链接。',
  showRevoked: '显示已撤销',
  refreshPictures: '刷新缩略图',
  issue: '发放大屏链接',
  issueName: '大屏名称',
  issueHint: '例如：一楼指挥大厅主屏',
  issueGo: '发放',
  issued: '大屏链接',
  issuedText: '此链接只显示这一次，七天内打开有效，打开后即失效。请在大屏的浏览器中打开。',
  copy: '复制',
  copied: '已复制',
  done: '完成',
  revokeTitle: '撤销大屏',
  revokeText: (name: string): string => `撤销后${name}立即断开并显示“令牌已撤销”，须重新发放链接才能恢复。`,
  revokeGo: '确认撤销',
  reloaded: (name: string): string => `${name}正在重新载入`,
  revoked: (name: string): string => `${name}已撤销`,
  picturesAsked: '已向在线大屏索取缩略图',
  table: '大屏清单',
  counts: (alive: number, all: number): string => `在线 ${alive} / ${all} 块`,
} as const;

/** Lines of the navigation: pages and groups of pages. */
export const navWords = {
  home: '工作台',
  approvals: '审批',
  projects: '项目',
  projectList: '项目清单',
  instructions: '批示督办',
  conflicts: '资源冲突',
  indicatorSystem: '指标体系',
  indicators: '指标库',
  templates: '指标模板',
  versions: '版本与锁定',
  plans: '规划与任务',
  targets: '目标申报',
  monitoring: '运行监控',
  doubleMonitoring: '双监控',
  values: '填报与审核',
  surveys: '满意度调查',
  thresholds: '判定阈值',
  reports: '周报',
  fundsReports: '资金月报',
  inspections: '现场核查',
  reminders: '提醒',
  evaluation: '绩效评价',
  scores: '项目得分',
  groupScores: '分组得分',
  interfaces: '系统对接',
  interfaceHealth: '对接概览',
  inbox: '收到的消息',
  outbox: '推送的消息',
  reconciliation: '财政对账',
  destinations: '推送地址',
  walls: '墙控台',
  apiKeys: '接口密钥',
  authority: '组织与权限',
  organisation: '组织机构',
  people: '人员与岗位',
  roles: '角色权限',
  changes: '高风险变更',
  audit: '审计日志',
  district: '实时态势',
} as const;
export type NavKey = keyof typeof navWords;

export const wallColumns = {
  picture: '缩略图',
  name: '名称',
  state: '状态',
  page: '页面',
  version: '版本',
  fps: '帧率',
  heap: '内存',
  skew: '时钟偏差',
  seen: '最后上报',
  actions: '操作',
} as const;
export type WallColumn = keyof typeof wallColumns;

export const missing = '—';
export const fpsText = (fps: number | null | undefined): string =>
  fps === null || fps === undefined ? missing : `${fps.toFixed(1)} 帧/秒`;
export const heapText = (bytes: number | null | undefined): string =>
  bytes === null || bytes === undefined ? missing : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
export const viewportText = ({ viewport, mapProfile }: WallReport): string =>
  `${viewport.width} × ${viewport.height}${mapProfile === 'low' ? '　低耗地图' : ''}`;
export const pictureText = (name: string, at: string): string => `${name} ${at} 的画面`;

/** A clock off by less than this is as good as right: a report itself takes a moment to come. */
const RIGHT_MS = 1_000;
/** From here on somebody should look at the wall's clock. */
export const SKEW_TO_MEND_MS = 5_000;
export function skewText(ms: number | null): string {
  if (ms === null) return missing;
  const off = Math.abs(ms);
  if (off < RIGHT_MS) return '准';
  const amount = off < MINUTE_MS ? `${(off / 1000).toFixed(1)} 秒` : `${Math.round(off / MINUTE_MS)} 分`;
  return `${ms > 0 ? '快' : '慢'} ${amount}`;
}
