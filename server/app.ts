import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { SecondFactorMode } from '../contracts/account.ts';
import type { PersonalTopic } from '../contracts/reminders.ts';
import type { WallCommand } from '../contracts/walls.ts';
import { createAccess } from './access/access.ts';
import { watchBackups } from './backup/lastBackup.ts';
import { Attempts } from './access/attempts.ts';
import { keepAuditLog } from './access/auditKeeper.ts';
import { Provider } from './access/provider.ts';
import { refusalTeller, roomRefusalTeller } from './access/refusals.ts';
import { Reach } from './access/reach.ts';
import { ConfigError, type Config } from './config.ts';
import { createDistrict, emptyFrame } from './district.ts';
import { openImageStore } from './ingestion/imageStore.ts';
import { createIntake } from './ingestion/intake.ts';
import { createBroadcaster } from './live/broadcaster.ts';
import { createLiveState } from './live/liveState.ts';
import { openLiveSockets } from './live/socketServer.ts';
import { remindDue } from './modules/approvals/reminding.ts';
import { createFrameShelf } from './modules/cameras/cameras.ts';
import { BrokerAccessFiles } from './modules/devices/brokerAccess.ts';
import { sweepFiles } from './modules/files/files.ts';
import { openFileStore } from './modules/files/fileStore.ts';
import { Dispatcher } from './modules/interfaces/dispatcher.ts';
import { usualPace } from './modules/interfaces/outbox.rules.ts';
import { forgetDelivered } from './modules/interfaces/outbox.ts';
import { reconcile } from './modules/interfaces/reconciliation.ts';
import { expireChanges } from './modules/changes/changes.ts';
import { createScorer } from './modules/scores/scorer.ts';
import { loadScores, type ScoredProject } from './modules/scores/scores.ts';
import { closeLapsed } from './modules/surveys/surveys.ts';
import { createCollector } from './modules/values/collector.ts';
import { WallDesk } from './modules/walls/wallDesk.ts';
import { yearOf } from './platform/calendar.rules.ts';
import type { Clock } from './platform/clock.ts';
import { openDatabase } from './platform/database.ts';
import { createHttp } from './platform/http.ts';
import { forgetRequests } from './platform/idempotency.ts';
import { runJobsHere } from './platform/jobs.ts';
import type { Logger } from './platform/logger.ts';
import { inTurn } from './platform/inTurn.ts';
import { metrics } from './platform/metrics.ts';
import { every, gather, nowAndEvery } from './platform/repeat.ts';
import { openTlsServer } from './platform/tlsFiles.ts';
import { applyPolicies, forgetOldQuarantine, recogniseDatabase, versionTrouble } from './platform/timescale.ts';
import { readinessChecks } from './readiness.ts';
import { registerRoutes } from './routes.ts';
import { checkKeys } from './vault/reseal.ts';
import { openVault } from './vault/vault.ts';

export interface App {
  /** Opens doors in order: what is shown first, then what comes in. Resolves once people can connect. */
  start(): Promise<void>;
  /** Drains: nothing acknowledged is lost, nothing unacknowledged is pretended. */
  stop(): Promise<void>;
}

const TICK_MS = 1_000;
const REFRESH_MS = 30_000;
/** How soon a renewed certificate is in use. */
const RENEW_MS = 10_000;
/** How soon a payment, a report or a day's readings are in the automatic values. */
const COLLECT_MS = 600_000;
/** Messages that come together are shown together. */
const SETTLE_MS = 300;
const HOUR_MS = 3_600_000;
const DRAIN_MS = 5_000;

const oldestArrival = (readings: readonly { readonly receivedAt: number }[]): number | undefined =>
  readings.length === 0
    ? undefined
    : readings.reduce((oldest, { receivedAt }) => Math.min(oldest, receivedAt), Infinity);

/** Wires the rooms together. A datum goes one way: gate, writer, commit, fold, broadcaster, socket. */
export async function buildApp(
  config: Config,
  clock: Clock,
  log: Logger,
  secondFactor: SecondFactorMode,
): Promise<App> {
  const db = openDatabase(config.databaseUrl, config.databasePool, log);
  const kind = await recogniseDatabase(db);
  const trouble = versionTrouble(kind.timescale);
  if (trouble !== undefined) throw new ConfigError(trouble);
  // A key file that is not in order ends the start, not the first sealed field.
  const vault = openVault(config.vaultKeys, clock.now());
  const access = createAccess({ db, clock, log, vault, secondFactor });
  const reach = new Reach({ db, access, log });
  const district = createDistrict(db, clock);
  const live = createLiveState(db, clock, emptyFrame);
  const files = openFileStore(join(config.dataDir, 'files'));
  const images = openImageStore(join(config.dataDir, 'images'));
  const frames = createFrameShelf();
  const brokerAccess = new BrokerAccessFiles({ db, config });
  const tell = (wallId: number, command: WallCommand) => sockets.tellWall(wallId, command);
  const desk = new WallDesk({ db, clock, reach, tell });

  const intake = createIntake({
    config,
    db,
    mayCopy: !kind.embedded,
    find: district.findDevice,
    keepImage: (hash, bytes) => images.keep(hash, bytes),
    putFrame: (camera, frame) => frames.put(camera, frame),
    onCommitted: ({ readings, events }) => {
      live.foldReadings(readings);
      live.foldEvents(events);
      broadcaster.touch(oldestArrival(readings));
    },
    onStatus: (status) => {
      live.foldStatus(status);
      broadcaster.touch();
    },
    onRecovered: async () => {
      await live.rebuild(await district.refresh());
      broadcaster.touch();
    },
    clock,
    log,
  });

  const byProject = (scores: readonly ScoredProject[]) =>
    new Map(scores.map(({ projectId, ...score }) => [projectId, score]));
  const scorer = createScorer({
    db,
    clock,
    log,
    onScored: (projectIds, scores) => {
      live.foldScores(projectIds, byProject(scores));
      broadcaster.touch();
    },
  });

  const lights = () =>
    new Map(
      Object.values(live.compose({ kind: 'district', key: '' })?.projects ?? {}).map(({ id, light }) => [id, light]),
    );
  const refreshDistrict = async () => {
    live.setFrame(await district.refresh());
    broadcaster.touch();
  };
  const devicesOnline = (projectId: string) => {
    const devices = Object.values(live.compose({ kind: 'project', key: projectId })?.devices ?? {});
    const online = devices.filter((device) => device.online === true);
    const cameras = online.filter(({ kind }) => kind === 'camera').length;
    return { monitors: online.length - cameras, cameras };
  };
  const onDevicesChanged = async () => {
    // The broker first: a device that was retired loses its access even if reading the district anew fails.
    await brokerAccess.write();
    await refreshDistrict();
  };

  const readiness = readinessChecks({ db, intake });
  const attempts = new Attempts({ db, clock, log });
  const onRefusal = refusalTeller({ access, attempts });
  const tls = config.tls && openTlsServer(config.tls, log);
  const idempotency = { db, clock, vault };
  const http = await createHttp({
    idempotency,
    config,
    log,
    access,
    onRefusal,
    db,
    readiness: readiness.checks,
    ...(tls && { tls }),
  });
  const provider = config.provider && new Provider(config.provider, db, clock);
  const dispatcher = new Dispatcher({ db, clock, log, vault, origins: config.interfaceOrigins, pace: usualPace });
  const wakeDispatcher = gather(0, log, () => dispatcher.turn());
  const wakeScorer = () => scorer.wake();
  const collector = createCollector({ db, clock, log, wakeScorer });
  const lookAgain = gather(SETTLE_MS, log, async () => {
    await refreshDistrict();
    await reconcile({ db, clock });
  });
  const tellPeople = (ids: readonly number[], topic: PersonalTopic) => sockets.tellPeople(ids, topic);
  const remindApprovals = async () => tellPeople(await remindDue(db, clock.now()), 'reminders');
  const closeSurveys = async () => {
    if (await closeLapsed(db, clock.now())) wakeScorer();
  };
  const backups = watchBackups(config.backupDir, clock);
  const rooms = {
    db,
    clock,
    config,
    access,
    provider,
    vault,
    reach,
    desk,
    brokerAccess,
    collector,
    files,
    images,
    frames,
  };
  const house = { ...rooms, maxUploadBytes: config.uploadMaxBytes, origins: config.interfaceOrigins };
  registerRoutes(http, house, {
    ...{ lights, devicesOnline, wakeScorer, wakeDispatcher, onChanged: refreshDistrict, onDevicesChanged },
    ...{ tellWall: tell, tellPeople, replay: (packet) => intake.replay(packet) },
    operationState: () => ({ ...readiness.operationState(), backup: backups.state() }),
    onMoved: async () => {
      wakeDispatcher();
      await refreshDistrict();
    },
    onPlanned: async (projectId) => {
      await refreshDistrict();
      collector.recollect(projectId, yearOf(clock.now()));
    },
    onMeasured: async (projectId, year) => {
      await refreshDistrict();
      // What is measured by progress or payments is taken anew, and then scored.
      collector.recollect(projectId, year);
      wakeScorer();
    },
    onThresholds: async () => {
      wakeScorer();
      await refreshDistrict();
    },
    onReceived: ({ projectId, year }) => {
      lookAgain();
      if (projectId !== null) collector.recollect(projectId, year);
    },
  });

  const sockets = openLiveSockets(http.server, {
    access,
    reach,
    publicOrigin: config.publicOrigin,
    log,
    onClients: (count) => metrics.clients.set(count),
    walls: desk,
    onDenied: roomRefusalTeller({ attempts, trustProxy: config.trustProxy }),
  });
  const broadcaster = createBroadcaster({
    live,
    emit: (room, delta) => sockets.emit(room, delta),
    framesPerSecond: config.framesPerSecond,
    clock,
    epoch: randomUUID(),
    onFrame: (delayMs) => metrics.deviceToSocketSeconds.observe(delayMs / 1000),
  });
  const stoppers: (() => void | Promise<void>)[] = [];

  return {
    async start() {
      await checkKeys(db, vault);
      await applyPolicies(db, config, kind.embedded);
      stoppers.push(await keepAuditLog({ db, clock, log, config }));
      await live.rebuild(await district.refresh());
      live.setScores(byProject(await loadScores(db)));
      await brokerAccess.write();
      await desk.load();
      await backups.look();
      // Not waited for: the wall shows what stood before, and then what comes.
      scorer.turn().catch((error: Error) => log.warn({ error: error.message }, 'scores wait to be computed'));
      readiness.liveStands();
      sockets.serve(broadcaster);
      await http.listen({ host: config.host, port: config.port });
      intake.open();
      stoppers.push(
        every(TICK_MS, log, () => {
          live.prune();
          broadcaster.touch();
        }),
        every(TICK_MS, log, () => desk.endLapsed()),
        every(TICK_MS, log, () => dispatcher.turn()),
        every(REFRESH_MS, log, () => desk.judgeLeases()),
        reach.onJudged(() => desk.judgeLeases()),
        every(REFRESH_MS, log, refreshDistrict),
        every(REFRESH_MS, log, () => expireChanges(db, clock.now())),
        every(REFRESH_MS, log, backups.look),
        every(REFRESH_MS, log, () => sockets.keepWallsSeen()),
        every(REFRESH_MS, log, closeSurveys),
        every(REFRESH_MS, log, () => reconcile({ db, clock })),
        every(REFRESH_MS, log, remindApprovals),
        nowAndEvery(COLLECT_MS, log, () => collector.turn()),
        // What was asked for before a crash, or by another process, and what a new month brings.
        every(REFRESH_MS, log, () => scorer.turn()),
        every(HOUR_MS, log, () => forgetRequests({ db, clock })),
        every(HOUR_MS, log, () => forgetDelivered({ db, clock, keepMonths: config.retainOutboxMonths })),
        every(HOUR_MS, log, () => sweepFiles(db, files, clock.now())),
        forgetOldQuarantine(db, config.retainQuarantineDays, log),
      );
      if (tls) stoppers.push(every(RENEW_MS, log, tls.reload));
      if (kind.embedded) stoppers.push(runJobsHere(db, clock, log));
    },
    async stop() {
      const stopAll = async () => {
        for (const stop of stoppers.splice(0)) await stop();
      };
      await inTurn(log, {
        'repeated work': stopAll,
        outbox: () => dispatcher.stop(),
        intake: () => intake.close(DRAIN_MS),
        broadcaster: () => broadcaster.close(),
        sockets: () => sockets.close(),
        http: () => http.close(),
        access: () => access.close(),
        attempts: () => attempts.close(),
        database: () => db.close(),
      });
    },
  };
}
