import type { FastifyRequest } from 'fastify';
import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { seesWhole } from '../../access/reach.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { BrokerAccessFiles } from './brokerAccess.ts';
import { serviceOf } from './brokerAccess.rules.ts';
import { isReservedCode } from './devices.rules.ts';
import {
  bindSiteTo,
  createSite,
  listDevices,
  loadSites,
  recordExport,
  registerDevice,
  retireDevice,
  rotateCredential,
} from './devices.ts';

export interface DeviceRouteDeps {
  readonly clock: Clock;
  readonly config: { readonly mqttUrl: string };
  readonly brokerAccess: BrokerAccessFiles;
  /** Reads the directory again and writes the broker's files; awaited, so that a device may connect once we answer. */
  readonly onDevicesChanged: () => Promise<void>;
}

/** Sites, devices, their credentials, and the broker's access files. */
export function registerDeviceRoutes(app: App, deps: DeviceRouteDeps): void {
  const { clock, config, brokerAccess } = deps;
  // The change is committed and a credential is shown only once: a full disk must not swallow the answer.
  const changed = (request: FastifyRequest) =>
    deps.onDevicesChanged().catch((error: unknown) => {
      request.log.error({ error: (error as Error).message }, 'device change committed, yet not passed on');
    });
  route(app, rest.listSites, async ({ db }) => ({ rows: await loadSites(db) }));
  route(app, rest.createSite, async ({ db, body, request }) => {
    const site = await commit(db, createSite, actorOf(request), body);
    await changed(request);
    return site;
  });
  route(app, rest.bindSite, async ({ db, params, body, request }) => {
    const site = await commit(db, bindSiteTo, actorOf(request), { ...params, ...body, now: clock.now() });
    await changed(request);
    return site;
  });
  route(app, rest.listDevices, async ({ db, query }) => ({ rows: await listDevices(db, query.siteCode) }));
  route(app, rest.registerDevice, async ({ db, body, request }) => {
    if (isReservedCode(body.code, serviceOf(config.mqttUrl)?.user))
      throw new ProblemError('already-exists', '该编号为服务账号保留');
    const registered = await commit(db, registerDevice, actorOf(request), body);
    await changed(request);
    return registered;
  });
  route(app, rest.rotateCredential, async ({ db, params, request }) => {
    const credential = await commit(db, rotateCredential, actorOf(request), params.code);
    await changed(request);
    return credential;
  });
  route(app, rest.retireDevice, async ({ db, params, request }) => {
    await commit(db, retireDevice(clock.now()), actorOf(request), params.code);
    await changed(request);
    return null;
  });
  route(app, rest.exportBrokerFile, async ({ db, params, request, reply }) => {
    // A file of some of the devices would lock out all others.
    if (!(await seesWhole(db, 'district'))) throw new ProblemError('not-permitted');
    await commit(db, recordExport, actorOf(request), params.file);
    reply.type('text/plain; charset=utf-8');
    return brokerAccess.text(db, params.file);
  });
}
