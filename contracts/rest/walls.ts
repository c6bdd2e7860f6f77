import { Type } from 'typebox';
import { NameText } from '../schema.ts';
import { CastTarget, CastWish, Wall, WallLease } from '../walls.ts';
import { byId, Nothing, list, routes } from './route.ts';

/** Walls, and what is cast to them. */
export const wallsRoutes = routes({
  listWalls: { method: 'GET', path: '/api/walls', permission: 'walls.manage', summary: '大屏清单', reply: list(Wall) },
  createWall: {
    method: 'POST',
    path: '/api/walls',
    permission: 'walls.manage',
    verb: 'wall.create',
    summary: '发放大屏令牌(只显示一次)',
    body: Type.Object({ name: NameText }),
    reply: Type.Object({ wall: Wall, path: Type.String() }),
  },
  revokeWall: {
    method: 'DELETE',
    path: '/api/walls/:id',
    permission: 'walls.manage',
    verb: 'wall.revoke',
    summary: '撤销大屏',
    params: byId,
    reply: Nothing,
  },
  reloadWall: {
    method: 'POST',
    path: '/api/walls/:id/reload',
    permission: 'walls.manage',
    verb: 'wall.reload',
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
    verb: 'wall.identify',
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
    verb: 'wall.show',
    summary: '投页面到大屏',
    params: byId,
    body: CastWish,
    reply: WallLease,
  },
  holdCast: {
    method: 'POST',
    path: '/api/walls/:id/lease/hold',
    permission: 'walls.push',
    verb: 'wall.hold',
    summary: '保持投屏,至多 8 小时',
    params: byId,
    reply: WallLease,
  },
  releaseWall: {
    method: 'DELETE',
    path: '/api/walls/:id/lease',
    permission: 'walls.push',
    verb: 'wall.release',
    summary: '释放投屏',
    params: byId,
    reply: Nothing,
  },
});
