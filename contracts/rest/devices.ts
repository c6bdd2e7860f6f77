import { Type } from 'typebox';
import { brokerFileNames, Device, DeviceCredential, NewDevice, Site } from '../devices.ts';
import { Limit } from '../limits.ts';
import { CodeText, nullable, oneOf } from '../schema.ts';
import { byCode, Nothing, list, routes } from './route.ts';

/** Sites, devices and their limits. */
export const devicesRoutes = routes({
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
    verb: 'site.create',
    summary: '登记工地',
    body: Site,
    reply: Site,
  },
  bindSite: {
    method: 'PUT',
    path: '/api/sites/:code/project',
    permission: 'devices.manage',
    verb: 'site.bind',
    summary: '关联工地与项目,或解除关联',
    params: byCode,
    body: Type.Object({ projectId: nullable(CodeText) }),
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
    verb: 'device.register',
    summary: '登记设备,凭据只显示一次',
    body: NewDevice,
    reply: Type.Object({ device: Device, credential: DeviceCredential }),
  },
  rotateCredential: {
    method: 'POST',
    path: '/api/devices/:code/credential',
    permission: 'devices.manage',
    verb: 'device.rotate-credential',
    summary: '换发设备凭据',
    params: byCode,
    reply: DeviceCredential,
  },
  retireDevice: {
    method: 'DELETE',
    path: '/api/devices/:code',
    permission: 'devices.manage',
    verb: 'device.retire',
    summary: '停用设备',
    params: byCode,
    reply: Nothing,
  },
  exportBrokerFile: {
    method: 'GET',
    path: '/api/broker-access/:file',
    permission: 'devices.manage',
    verb: 'broker-access.export',
    summary: '导出消息代理的账号与权限文件',
    params: Type.Object({ file: oneOf(brokerFileNames) }),
    reply: Type.String(),
  },
});
