import { io } from 'socket.io-client';
import type { Delta } from '../contracts/live.ts';
import { optionsOf } from './parts/program.ts';

/** Many screens that only listen; tells how old deltas were on arrival. */
const { address, cookie, count, room } = optionsOf<{ address: string; cookie: string; count: number; room: string }>();
let ages: number[] = [];
let joined = 0;
for (let i = 0; i < count; i += 1) {
  const socket = io(address, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } });
  socket.on('delta', (delta: Delta) => ages.push(Date.now() - delta.at));
  socket.on('connect', () => socket.emit('join', room, () => (joined += 1) === count && process.send?.('ready')));
}
process.on('message', () => {
  process.send?.(ages);
  ages = [];
});
process.on('disconnect', () => process.exit(0));
