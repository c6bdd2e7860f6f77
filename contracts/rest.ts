import { Type, type Static, type TSchema } from 'typebox';
import { AuditRow } from './audit.ts';
import { brokerFileNames, Device, DeviceCredential, NewDevice, Site } from './devices.ts';
import { Curve, historyScopes, StoredEvent } from './history.ts';
import { Limit } from './limits.ts';
import { metrics } from './metrics.ts';
import { LoginName, PasswordText, Person, Viewer } from './people.ts';
import type { Permission } from './permissions.ts';
import { roles } from './permissions.ts';
import { curveScopes, ProjectCurves, ProjectDetail, ProjectRow } from './projects.ts';
import { QuarantineDetail, quarantineReasonNames, QuarantineRow, ReplayResult } from './quarantine.ts';
import { CodeText, InstantMs, NameText, nullable, oneOf, PageQuery } from './schema.ts';
import { Street } from './streets.ts';
import { CastTarget, CastWish, Wall, WallLease } from './walls.ts';

/** One REST wire: what the server registers and what the screen calls. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly reply: TSchema;
}
const routes = <T extends Record<string, Route>>(table: T): T => table;
const byCode = Type.Object({ code: CodeText });
const byId = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const Nothing = Type.Null();
const list = <T extends TSchema>(row: T) => Type.Object({ rows: Type.Array(row) });

export const rest = routes({
  setUp: {
    method: 'POST',
    path: '/api/setup',
    permission: 'public',
    summary: '凭一次性链接建立首个管理员',
    body: Type.Object({
      token: Type.String({ minLength: 20, maxLength: 200 }),
      loginName: LoginName,
      name: NameText,
      password: PasswordText,
    }),
    reply: Viewer,
  },
  signIn: {
    method: 'POST',
    path: '/api/sessions',
    permission: 'public',
    summary: '登录',
    body: Type.Object({
      loginName: Type.String({ minLength: 1, maxLength: 40 }),
      password: Type.String({ minLength: 1, maxLength: 200 }),
    }),
    reply: Viewer,
  },
  signOut: { method: 'DELETE', path: '/api/sessions/current', permission: 'signedIn', summary: '退出', reply: Nothing },
  whoAmI: { method: 'GET', path: '/api/me', permission: 'signedIn', summary: '当前身份与权限', reply: Viewer },
  exchangeWallToken: {
    method: 'POST',
    path: '/api/wall-sessions',
    permission: 'public',
    summary: '大屏令牌换取会话',
    body: Type.Object({ token: Type.String({ minLength: 20, maxLength: 200 }) }),
    reply: Viewer,
  },
  listWalls: { method: 'GET', path: '/api/walls', permission: 'walls.manage', summary: '大屏清单', reply: list(Wall) },
  createWall: {
    method: 'POST',
    path: '/api/walls',
    permission: 'walls.manage',
    summary: '发放大屏令牌(只显示一次)',
    body: Type.Object({ name: NameText }),
    reply: Type.Object({ wall: Wall, path: Type.String() }),
  },
  revokeWall: {
    method: 'DELETE',
    path: '/api/walls/:id',
    permission: 'walls.manage',
    summary: '撤销大屏',
    params: byId,
    reply: Nothing,
  },
  reloadWall: {
    method: 'POST',
    path: '/api/walls/:id/reload',
    permission: 'walls.manage',
    summary: '令大屏重新载入',
    params: byId,
    reply: Nothing,
  },
  askThumbnail: {
    method: 'POST',
    path: '/api/walls/:id/snapshot',
    permission: 'walls.manage',
    summary: '向大屏索取缩略图',
    params: byId,
    reply: Nothing,
  },
  identifyWall: {
    method: 'POST',
    path: '/api/walls/:id/identify',
    permission: 'walls.push',
    summary: '令大屏显示自己的名称',
    params: byId,
    reply: Nothing,
  },
  listCastTargets: {
    method: 'GET',
    path: '/api/cast-targets',
    permission: 'walls.push',
    summary: '可投的大屏及其现状',
    reply: list(CastTarget),
  },
  castToWall: {
    method: 'POST',
    path: '/api/walls/:id/lease',
    permission: 'walls.push',
    summary: '投页面到大屏',
    params: byId,
    body: CastWish,
    reply: WallLease,
  },
  holdCast: {
    method: 'POST',
    path: '/api/walls/:id/lease/hold',
    permission: 'walls.push',
    summary: '保持投屏,至多 8 小时',
    params: byId,
    reply: WallLease,
  },
  releaseWall: {
    method: 'DELETE',
    path: '/api/walls/:id/lease',
    permission: 'walls.push',
    summary: '释放投屏',
    params: byId,
    reply: Nothing,
  },
  listPeople: {
    method: 'GET',
    path: '/api/people',
    permission: 'people.read',
    summary: '人员清单',
    reply: list(Person),
  },
  createPerson: {
    method: 'POST',
    path: '/api/people',
    permission: 'people.manage',
    summary: '新增人员',
    body: Type.Object({
      loginName: LoginName,
      name: NameText,
      roles: Type.Array(oneOf(roles.filter((r) => r !== 'wall')), { minItems: 1 }),
      password: PasswordText,
    }),
    reply: Person,
  },
  deactivatePerson: {
    method: 'DELETE',
    path: '/api/people/:id',
    permission: 'people.manage',
    summary: '停用人员并结束其会话',
    params: byId,
    reply: Nothing,
  },
  listAudit: {
    method: 'GET',
    path: '/api/audit',
    permission: 'audit.read',
    summary: '审计记录',
    query: PageQuery,
    reply: list(AuditRow),
  },

  listStreets: {
    method: 'GET',
    path: '/api/streets',
    permission: 'projects.read',
    summary: '街道',
    reply: list(Street),
  },
  listProjects: {
    method: 'GET',
    path: '/api/projects',
    permission: 'projects.read',
    summary: '项目',
    query: Type.Object({ streetCode: Type.Optional(Type.String()), departmentCode: Type.Optional(Type.String()) }),
    reply: list(ProjectRow),
  },
  getProject: {
    method: 'GET',
    path: '/api/projects/:code',
    permission: 'projects.read',
    summary: '项目详情',
    params: byCode,
    reply: ProjectDetail,
  },
  getProjectCurves: {
    method: 'GET',
    path: '/api/project-curves/:scope/:code',
    permission: 'projects.read',
    summary: '双监控曲线:进度与计划、支付与用款计划',
    params: Type.Object({ scope: oneOf(curveScopes), code: Type.String({ minLength: 1, maxLength: 40 }) }),
    reply: ProjectCurves,
  },
  listLimits: {
    method: 'GET',
    path: '/api/limits',
    permission: 'limits.read',
    summary: '限值及其来源',
    reply: list(Limit),
  },

  listSites: { method: 'GET', path: '/api/sites', permission: 'devices.read', summary: '工地', reply: list(Site) },
  createSite: {
    method: 'POST',
    path: '/api/sites',
    permission: 'devices.manage',
    summary: '登记工地',
    body: Site,
    reply: Site,
  },
  listDevices: {
    method: 'GET',
    path: '/api/devices',
    permission: 'devices.read',
    summary: '设备',
    query: Type.Object({ siteCode: Type.Optional(CodeText) }),
    reply: list(Device),
  },
  registerDevice: {
    method: 'POST',
    path: '/api/devices',
    permission: 'devices.manage',
    summary: '登记设备,凭据只显示一次',
    body: NewDevice,
    reply: Type.Object({ device: Device, credential: DeviceCredential }),
  },
  rotateCredential: {
    method: 'POST',
    path: '/api/devices/:code/credential',
    permission: 'devices.manage',
    summary: '换发设备凭据',
    params: byCode,
    reply: DeviceCredential,
  },
  retireDevice: {
    method: 'DELETE',
    path: '/api/devices/:code',
    permission: 'devices.manage',
    summary: '停用设备',
    params: byCode,
    reply: Nothing,
  },
  exportBrokerFile: {
    method: 'GET',
    path: '/api/broker-access/:file',
    permission: 'devices.manage',
    summary: '导出消息代理的账号与权限文件',
    params: Type.Object({ file: oneOf(brokerFileNames) }),
    reply: Type.String(),
  },

  getHistory: {
    method: 'GET',
    path: '/api/history/:scope/:code',
    permission: 'history.read',
    summary: '历史曲线,分辨率随像素宽度',
    params: Type.Object({ scope: oneOf(historyScopes), code: Type.String({ minLength: 1, maxLength: 40 }) }),
    query: Type.Object({
      metric: oneOf(metrics),
      from: InstantMs,
      to: InstantMs,
      width: Type.Integer({ minimum: 50, maximum: 8000, default: 800 }),
    }),
    reply: Curve,
  },
  listEvents: {
    method: 'GET',
    path: '/api/events',
    permission: 'cameras.view',
    summary: '抓拍事件,新的在前',
    query: Type.Object({
      streetCode: Type.Optional(Type.String()),
      siteCode: Type.Optional(CodeText),
      from: Type.Optional(InstantMs),
      to: Type.Optional(InstantMs),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
    }),
    reply: list(StoredEvent),
  },

  listQuarantine: {
    method: 'GET',
    path: '/api/quarantine',
    permission: 'quarantine.read',
    summary: '隔离报文,新的在前',
    query: Type.Intersect([
      PageQuery,
      Type.Object({ reason: Type.Optional(oneOf(quarantineReasonNames)), open: Type.Optional(Type.Boolean()) }),
    ]),
    reply: Type.Object({ rows: Type.Array(QuarantineRow), counts: Type.Record(Type.String(), Type.Integer()) }),
  },
  getQuarantined: {
    method: 'GET',
    path: '/api/quarantine/:id',
    permission: 'quarantine.read',
    summary: '隔离报文全文',
    params: byId,
    reply: QuarantineDetail,
  },
  replayQuarantined: {
    method: 'POST',
    path: '/api/quarantine/:id/replay',
    permission: 'quarantine.replay',
    summary: '重放一条隔离报文',
    params: byId,
    reply: ReplayResult,
  },
  replayReason: {
    method: 'POST',
    path: '/api/quarantine/replay',
    permission: 'quarantine.replay',
    summary: '按原因重放(每次至多 1000 条)',
    body: Type.Object({ reason: oneOf(quarantineReasonNames), deviceCode: Type.Optional(CodeText) }),
    reply: Type.Object({ stored: Type.Integer(), duplicate: Type.Integer(), quarantined: Type.Integer() }),
  },

  operationState: {
    method: 'GET',
    path: '/api/operations',
    permission: 'operations.read',
    summary: '采集运行状态',
    reply: Type.Object({
      since: InstantMs,
      state: Type.String(),
      sentence: nullable(Type.String()),
      waiting: Type.Integer(),
      received: Type.Integer(),
      stored: Type.Integer(),
      duplicate: Type.Integer(),
      quarantined: Type.Integer(),
      frames: Type.Integer(),
    }),
  },
});
export type Rest = typeof rest;
export type RouteName = keyof Rest;

type StaticOf<T> = T extends TSchema ? Static<T> : undefined;
/** Types of one wire, derived from its schemas. */
export type ParamsOf<N extends RouteName> = Rest[N] extends { params: infer S } ? StaticOf<S> : undefined;
export type QueryOf<N extends RouteName> = Rest[N] extends { query: infer S } ? StaticOf<S> : undefined;
export type BodyOf<N extends RouteName> = Rest[N] extends { body: infer S } ? StaticOf<S> : undefined;
export type ReplyOf<N extends RouteName> = StaticOf<Rest[N]['reply']>;

/** On a request that a page makes by itself, nobody being at it: it does not hold off the idle end of a session. */
export const UNATTENDED_HEADER = 'x-unattended';

/** Paths outside the table: bytes rather than JSON, each with its permission. */
export const rawRoutes = {
  image: { path: '/api/images/:hash', permission: 'cameras.view' },
  /** Bytes out: the last picture of a wall. */
  wallThumbnail: { path: '/api/walls/:id/thumbnail', permission: 'walls.manage' },
  /** Bytes in: a wall's own picture, when it was asked for one. */
  reportThumbnail: { path: '/api/wall-thumbnail', permission: 'walls.report' },
  cameraStream: { path: '/api/cameras/:code/stream', permission: 'cameras.view' },
  openApi: { path: '/api/openapi.json', permission: 'signedIn' },
  health: { path: '/healthz', permission: 'public' },
  ready: { path: '/readyz', permission: 'public' },
  metrics: { path: '/metrics', permission: 'operations.read' },
} as const satisfies Record<string, { path: string; permission: Permission }>;
