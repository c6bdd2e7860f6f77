import { emptyFrame } from '../server/district.ts';
import { createIntake } from '../server/ingestion/intake.ts';
import { createLiveState } from '../server/live/liveState.ts';
import { systemClock } from '../server/platform/clock.ts';
import { openDatabase } from '../server/platform/database.ts';
import { createLogger } from '../server/platform/logger.ts';
import { optionsOf } from './parts/program.ts';

/** The product's ingestion with its live fold, without its pages: gate, admission, batches, commit, fold, PUBACK. */
const options = optionsOf<{
  databaseUrl: string;
  mqttUrl: string;
  mayCopy: boolean;
  devices: { id: number; code: string }[];
}>();
const log = createLogger('warn');
const db = openDatabase(options.databaseUrl, 3, log);
const live = createLiveState(db, systemClock, emptyFrame);
const known = new Map(
  options.devices.map(({ id, code }) => [
    code,
    { deviceId: id, deviceCode: code, kind: 'env' as const, siteCode: 'S-MANY', retired: false },
  ]),
);
const intake = createIntake({
  config: {
    mqttUrl: options.mqttUrl,
    mqttCa: undefined,
    mqttVersion: 'auto',
    mqttClientId: 'bench-intake',
    maxInFlight: 20_000,
    batchRows: 3000,
    backfillMaxDays: 45,
  },
  db,
  mayCopy: options.mayCopy,
  find: (code) => known.get(code),
  keepImage: async () => undefined,
  putFrame: () => undefined,
  onCommitted: ({ readings }) => live.foldReadings(readings),
  onStatus: () => undefined,
  onRecovered: async () => undefined,
  clock: systemClock,
  log,
});
intake.open();
const timer = setInterval(() => {
  if (intake.state().gate?.connected !== true) return;
  clearInterval(timer);
  process.send?.('ready');
}, 20);
process.on('message', () => process.send?.(intake.tally));
process.on('disconnect', () => process.exit(0));
