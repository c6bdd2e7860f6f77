import { existsSync, readFileSync } from 'node:fs';
import { io, type Socket } from 'socket.io-client';
import type { JoinReply, ClientToServer, ServerToClient } from '../contracts/socket.ts';
import { Histogram } from './parts/histogram.ts';

/** What a process of clients is told, as JSON in its first argument. */
export interface ClientsPlan {
  readonly address: string;
  readonly cookie: string;
  /** One client for each. */
  readonly rooms: readonly string[];
  /** Sites in the order of the load's devices; their newest instants tell which messages have been seen. */
  readonly sites: readonly string[];
  /** Written by the load before this process is asked to end. */
  readonly sent?: string;
}
/** Printed in the last line, at SIGTERM. */
export interface ClientsResult {
  readonly afterEmit: [number, number][];
  readonly afterPublish: [number, number][];
  readonly frames: number;
  readonly unseen: number;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as ClientsPlan;
const indexOf = new Map(plan.sites.map((code, i) => [code, i]));
const now = () => performance.timeOrigin + performance.now();
const afterEmit = new Histogram();
let frames = 0;

/** What a client learnt of a site: [its newest instant, when we learnt it]. */
type Seen = Map<number, [number, number][]>;

async function follow(room: string): Promise<Seen> {
  const seen: Seen = new Map();
  const socket: Socket<ServerToClient, ClientToServer> = io(plan.address, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: plan.cookie },
  });
  socket.on('delta', (delta) => {
    if (delta.room !== room) return;
    const at = now();
    frames += 1;
    afterEmit.add(at - delta.at);
    for (const [code, site] of Object.entries(delta.patch.sites ?? {})) {
      const index = indexOf.get(code);
      if (index === undefined || typeof site?.lastAt !== 'number') continue;
      const list = seen.get(index);
      if (list) list.push([site.lastAt, at]);
      else seen.set(index, [[site.lastAt, at]]);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect_error', reject);
    socket.on('connect', () => resolve());
  });
  const reply = (await socket.timeout(20_000).emitWithAck('join', room)) as JoinReply;
  if ('problem' in reply) throw new Error(reply.problem.code);
  return seen;
}

const all: Seen[] = [];
for (const room of plan.rooms) all.push(await follow(room));
console.log('{"ready":true}');

process.on('SIGTERM', () => {
  const afterPublish = new Histogram();
  let unseen = 0;
  if (plan.sent !== undefined && existsSync(plan.sent)) {
    const messages = JSON.parse(readFileSync(plan.sent, 'utf8')) as [number, number][];
    const bySite = new Map<number, number[]>();
    for (const [index, at] of messages) bySite.set(index, [...(bySite.get(index) ?? []), at]);
    // A message counts as seen with the first frame that shows its instant or a later one of the same site.
    for (const seen of all)
      for (const [index, learnt] of seen) {
        let i = 0;
        for (const at of bySite.get(index) ?? []) {
          while (i < learnt.length && (learnt[i]?.[0] ?? 0) < at) i += 1;
          const first = learnt[i];
          if (first === undefined) unseen += 1;
          else afterPublish.add(first[1] - at);
        }
      }
  }
  const result: ClientsResult = {
    afterEmit: afterEmit.entries(),
    afterPublish: afterPublish.entries(),
    frames,
    unseen,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
});
