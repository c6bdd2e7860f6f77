import { connect } from 'node:net';
import { writeFileSync } from 'node:fs';
import { generate, parser } from 'mqtt-packet';
import { topicOf } from '../contracts/mqtt.ts';

/** What the load process is told, as JSON in its first argument. */
export interface LoadPlan {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly devices: readonly { readonly siteCode: string; readonly deviceCode: string }[];
  readonly total: number;
  /** Messages a second; 0: as fast as they are acknowledged. */
  readonly perSecond: number;
  /** Instant of each device's first message; the others follow a second apart. 0: the instant of sending. */
  readonly from: number;
  readonly connections: number;
  /** Unacknowledged messages a connection. */
  readonly window: number;
  /** Where to write [device index, instant] of all messages. */
  readonly out?: string;
}
/** What it prints in its last line. */
export interface LoadResult {
  readonly startedAt: number;
  readonly acknowledgedAt: number;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as LoadPlan;
const { devices } = plan;
const topics = devices.map((device) => topicOf({ ...device, kind: 'env', leaf: 'telemetry' }));
const sent: [number, number][] = [];
const lastAt = devices.map(() => 0);
let next = 0;
let acknowledged = 0;
let startedAt = 0;

/** Message n of the run: six values that follow from its number. */
function packet(n: number, messageId: number): Buffer {
  const device = n % devices.length;
  const step = Math.floor(n / devices.length);
  const at = plan.from > 0 ? plan.from + step * 1000 : Math.max(Date.now(), (lastAt[device] as number) + 1);
  lastAt[device] = at;
  if (plan.out !== undefined) sent.push([device, at]);
  const values = {
    tsp: (n * 7) % 800,
    pm10: (n * 3) % 500,
    pm25: n % 300,
    noise: 40 + (n % 400) / 10,
    temperature: (n % 500) / 10,
    humidity: n % 100,
  };
  const payload = JSON.stringify({ at, values, seq: step });
  const topic = topics[device] as string;
  return generate({ cmd: 'publish', topic, payload, qos: 1, messageId, dup: false, retain: false });
}

interface Line {
  send(count: number): void;
}

const open = (index: number): Promise<Line> =>
  new Promise((resolve, reject) => {
    const socket = connect(plan.port, '127.0.0.1');
    let inFlight = 0;
    let id = 0;
    const send = (count: number) => {
      const packets: Buffer[] = [];
      for (; packets.length < count && next < plan.total; next += 1) {
        id = (id % 65_535) + 1;
        packets.push(packet(next, id));
      }
      inFlight += packets.length;
      if (packets.length > 0) socket.write(Buffer.concat(packets));
    };
    const refill = () => {
      if (plan.perSecond === 0 && inFlight <= plan.window / 2) send(plan.window - inFlight);
    };
    const reader = parser();
    reader.on('packet', (answer) => {
      if (answer.cmd === 'connack') return answer.returnCode === 0 ? resolve({ send }) : reject(new Error('refused'));
      if (answer.cmd !== 'puback') return;
      inFlight -= 1;
      acknowledged += 1;
      if (acknowledged === plan.total) finish();
      else refill();
    });
    socket.setNoDelay(true);
    socket.on('data', (data) => reader.parse(data));
    socket.on('error', reject);
    const { username, password } = plan;
    const hello = { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 0 } as const;
    socket.write(generate({ ...hello, clientId: `bench-${index}`, username, password: Buffer.from(password) }));
  });

function finish(): void {
  if (plan.out !== undefined) writeFileSync(plan.out, JSON.stringify(sent));
  console.log(JSON.stringify({ startedAt, acknowledgedAt: Date.now() } satisfies LoadResult));
  process.exit(0);
}

const lines = await Promise.all(Array.from({ length: plan.connections }, (_, i) => open(i)));
startedAt = Date.now();
if (plan.perSecond === 0) for (const line of lines) line.send(plan.window);
else {
  const began = performance.now();
  setInterval(() => {
    const due = Math.min(plan.total, Math.floor(((performance.now() - began) * plan.perSecond) / 1000));
    while (next < due) lines[next % lines.length]?.send(1);
  }, 2);
}
