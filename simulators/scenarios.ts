import { HOUR, MINUTE, SECOND, DAY } from './calendar.rules.ts';
import type { Part } from './credentials.ts';

export const faultKinds = [
  'dust',
  'night-work',
  'silent',
  'dropout',
  'duplicate',
  'disorder',
  'malformed',
  'stranger',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One thing that goes wrong: what, on which devices, and when. */
export interface Fault {
  readonly kind: FaultKind;
  /** Devices cast for a part by the seed, or every n-th of those playing. */
  readonly on: { readonly part: Part } | { readonly everyNth: number };
  /** From `fromMs` for `forMs`, again every `everyMs`; counted from the run's start, or from midnight in Shanghai. */
  readonly since: 'start' | 'midnight';
  readonly fromMs: number;
  readonly forMs: number;
  readonly everyMs: number;
}

export interface Scenario {
  readonly name: string;
  /** What a person reads in the list. */
  readonly sentence: string;
  readonly devices: 'env' | 'camera' | 'all' | 'none';
  /** Finance, OA and asset management take part; a message of finance this often. */
  readonly systems?: { readonly everyMs: number };
  /** Telemetry period; absent: each device's own. `rate` on the command line overrides it. */
  readonly periodMs?: number;
  /** Total telemetry messages a second when the command line names none. */
  readonly rate?: number;
  /** How long it runs when the command line does not say; absent: until it is stopped. */
  readonly seconds?: number;
  /** One camera event somewhere in the district this often. */
  readonly eventEveryMs?: number;
  /** A live picture of each of some cameras this often. */
  readonly frames?: { readonly everyMs: number; readonly cameras: number };
  /** Tells the past first, in the background: days by the quarter hour, the last of them by the minute. */
  readonly history?: { readonly days: number; readonly perSecond: number };
  readonly faults: readonly Fault[];
}

const always = { since: 'start', fromMs: 0, forMs: DAY, everyMs: DAY } as const;
/** Hours of the day at which the demo's dusty site throws up dust for 40 minutes: long enough for two judged windows. */
const dustyHours = [7, 9, 11, 14, 16, 18, 20];
const noisyNights = [22.4, 0.5, 3.2];

export const scenarios: readonly Scenario[] = [
  {
    name: 'normal-day',
    sentence: '正常的一天:噪声与扬尘随昼夜和作息起伏,有风有雨',
    devices: 'env',
    seconds: 60,
    faults: [],
  },
  {
    name: 'dust-episode',
    sentence: '扬尘过程:五分之一的监测点 TSP 升到 500 以上',
    devices: 'env',
    seconds: 1_200,
    faults: [
      { kind: 'dust', on: { everyNth: 5 }, since: 'start', fromMs: 20 * SECOND, forMs: 20 * MINUTE, everyMs: DAY },
    ],
  },
  {
    name: 'night-work',
    sentence: '夜间施工:五分之一的监测点夜间声级约 61 dB(A)',
    devices: 'env',
    seconds: 900,
    faults: [{ kind: 'night-work', on: { everyNth: 5 }, ...always }],
  },
  {
    name: 'dropout-backfill',
    sentence: '断线与补传:四分之一的设备每分钟断线 20 秒,恢复后补传',
    devices: 'env',
    periodMs: SECOND,
    seconds: 120,
    faults: [
      {
        kind: 'dropout',
        on: { everyNth: 4 },
        since: 'start',
        fromMs: 15 * SECOND,
        forMs: 20 * SECOND,
        everyMs: MINUTE,
      },
    ],
  },
  {
    name: 'duplicates-disorder',
    sentence: '重复与乱序:一部分设备每包发两次,一部分四包一组打乱先后',
    devices: 'env',
    periodMs: SECOND,
    seconds: 60,
    faults: [
      { kind: 'duplicate', on: { everyNth: 2 }, ...always },
      { kind: 'disorder', on: { everyNth: 3 }, ...always },
    ],
  },
  {
    name: 'malformed-sender',
    sentence: '不合规的发送方:残缺 JSON、类型不符、越界、时钟超前、超大、冒名',
    devices: 'env',
    periodMs: 2 * SECOND,
    seconds: 60,
    faults: [
      { kind: 'malformed', on: { everyNth: 4 }, ...always },
      { kind: 'stranger', on: { everyNth: 7 }, since: 'start', fromMs: 0, forMs: 2 * SECOND, everyMs: 20 * SECOND },
    ],
  },
  {
    name: 'camera-events',
    sentence: '抓拍事件:各类事件配图,连同摄像机画面',
    devices: 'camera',
    seconds: 60,
    eventEveryMs: 2 * SECOND,
    frames: { everyMs: 5 * SECOND, cameras: 12 },
    faults: [],
  },
  {
    name: 'burst',
    sentence: '压力:按给定速率(默认每秒 1000 条)发送',
    devices: 'env',
    rate: 1_000,
    seconds: 30,
    faults: [],
  },
  {
    name: 'systems',
    sentence: '对接系统:财政拨付与凭证陆续到达(偶有差错),OA 办理审批,资产系统接收卡片(时有维护)',
    devices: 'none',
    systems: { everyMs: 10 * SECOND },
    faults: [],
  },
  {
    name: 'demo',
    sentence: '演示:一直运行,先在后台补齐三十天历史',
    devices: 'all',
    systems: { everyMs: 2 * MINUTE },
    eventEveryMs: MINUTE,
    frames: { everyMs: 5 * SECOND, cameras: 40 },
    history: { days: 30, perSecond: 1_000 },
    faults: [
      ...dustyHours.map((hour) => fault('dust', 'dust', hour * HOUR + 5 * MINUTE, 40 * MINUTE, DAY)),
      ...noisyNights.map((hour) => fault('night-work', 'night-work', hour * HOUR, 50 * MINUTE, DAY)),
      fault('silent', 'silent', 0, DAY, DAY),
      fault('dropout', 'dropout', 37 * MINUTE, 4 * MINUTE, HOUR),
      fault('malformed', 'malformed', 2 * MINUTE, 10 * SECOND, 10 * MINUTE),
    ],
  },
];

function fault(kind: FaultKind, part: Part, fromMs: number, forMs: number, everyMs: number): Fault {
  return { kind, on: { part }, since: 'midnight', fromMs, forMs, everyMs };
}
