import type { DeviceCode, Instant } from '../../contracts/glossary.ts';
import { topicFacts } from '../../contracts/mqtt.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { refuse, type CommittedStatus, type FindDevice, type RefusedEntry } from './entries.ts';
import { sniffImage } from './images.rules.ts';
import { parseStatus } from './parsers/xw1/status.ts';
import { judgeDevice, judgeTime, type TimePolicy } from './plausibility.rules.ts';
import { insertStatus } from './status.sql.ts';
import { parseTopic } from './topics.ts';

export interface LightLaneDeps {
  readonly db: Database;
  readonly find: FindDevice;
  readonly policy: TimePolicy;
  readonly putFrame: (camera: DeviceCode, frame: { at: Instant; jpeg: Buffer }) => void;
  readonly onStatus: (status: CommittedStatus) => void;
  readonly onRefused: (entry: RefusedEntry) => void;
  /** Every message that says something, before it is judged. */
  readonly onReceived: () => void;
  /** A frame was shown, or so many reports were stored or known already. */
  readonly onKept: (what: 'frames' | 'stored' | 'duplicate', count: number) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface LightIntake {
  receive(topic: string, payload: Buffer, retained: boolean): void;
  /** Reports that are not stored yet. */
  waiting(): number;
  stop(): void;
}

type Report = CommittedStatus & { readonly receivedAt: Instant };
const RETRY_MS = 1_000;
/** Reports kept while the database is away; being retained, older ones come again with the next connection. */
const MAX_PENDING = 20_000;

/** Status and frames: checked like everything else; frames only in memory, status stored and then shown. */
export function createLightIntake(deps: LightLaneDeps): LightIntake {
  let pending: Report[] = [];
  let writing = false;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;

  const write = async () => {
    if (writing || stopped) return;
    writing = true;
    while (pending.length > 0 && !stopped) {
      const batch = pending;
      pending = [];
      try {
        const stored = await deps.db.run(insertStatus(batch));
        deps.onKept('stored', stored.length);
        deps.onKept('duplicate', batch.length - stored.length);
        batch.forEach(({ deviceId, at, online }) => deps.onStatus({ deviceId, at, online }));
      } catch (error) {
        deps.log.debug({ error: (error as Error).message }, 'status waits for the database');
        pending = [...batch, ...pending].slice(-MAX_PENDING);
        await new Promise<void>((resolve) => (retry = setTimeout(resolve, RETRY_MS)));
      }
    }
    writing = false;
  };

  return {
    receive(topicText, payload, retained) {
      const receivedAt = deps.clock.now();
      const packet = { topic: topicText, payload, receivedAt };
      const topic = parseTopic(topicText);
      // An empty message clears what the broker has retained; it says nothing of the device.
      if (topic?.leaf === 'status' && payload.length === 0) return;
      deps.onReceived();
      if (topic === undefined) return deps.onRefused(refuse(packet, 'unknown-topic'));
      const no = (verdict: { reason: RefusedEntry['reason']; detail: string | null }) =>
        deps.onRefused(refuse(packet, verdict.reason, verdict.detail, topic.deviceCode));
      const { maxBytes } = topicFacts[topic.leaf];
      if (payload.length > maxBytes) return no({ reason: 'oversize', detail: `${payload.length} bytes` });
      const device = deps.find(topic.deviceCode);
      const stranger = judgeDevice(topic, device);
      if (stranger !== undefined || device === undefined)
        return no(stranger ?? { reason: 'unknown-device', detail: null });

      if (topic.leaf === 'frame') {
        if (sniffImage(payload) !== 'image/jpeg') return no({ reason: 'bad-image', detail: null });
        deps.onKept('frames', 1);
        return deps.putFrame(device.deviceCode, { at: receivedAt, jpeg: payload });
      }
      const status = parseStatus(payload);
      if (!status.ok) return no(status);
      // A retained status may be as old as the device's last word.
      const untimely = judgeTime(status.value.at, true, receivedAt, { ...deps.policy, maxBackfillMs: Infinity });
      if (untimely) return no(untimely);
      // A last will was written when the device connected, so its own time says nothing of when it went: said just now,
      // "offline" holds from now. What the broker kept from earlier keeps its time.
      const at = status.value.online || retained ? status.value.at : receivedAt;
      pending.push({ deviceId: device.deviceId, at, online: status.value.online, receivedAt });
      void write();
    },
    waiting: () => pending.length,
    stop() {
      stopped = true;
      clearTimeout(retry);
    },
  };
}
