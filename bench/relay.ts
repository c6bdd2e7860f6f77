import { createServer } from 'node:http';
import mqtt from 'mqtt';
import { Server } from 'socket.io';
import { districtRoom, streetRoom } from '../contracts/socket.ts';

/** The bare thing to compare with: every message goes to the sockets as it comes; no database, no figures, no frames. */
interface RelayPlan {
  readonly url: string;
  readonly port: number;
  readonly streetOfSite: Readonly<Record<string, string>>;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as RelayPlan;
const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
io.on('connection', (socket) => {
  socket.on('join', (room: string, reply: (answer: object) => void) => {
    void socket.join(room);
    reply({ snapshot: {} });
  });
});
const client = await mqtt.connectAsync(plan.url, { clientId: 'bench-relay', clean: true, protocolVersion: 4 });
client.on('message', (topic, payload) => {
  const { at: lastAt } = JSON.parse(payload.toString()) as { at: number };
  const site = topic.split('/')[2] ?? '';
  const street = plan.streetOfSite[site];
  for (const room of [districtRoom(), ...(street ? [streetRoom(street)] : [])])
    io.to(room).emit('delta', { room, at: Date.now(), patch: { sites: { [site]: { lastAt } } } });
});
await client.subscribeAsync('xw/v1/+/env/+/telemetry', { qos: 1 });
http.listen(plan.port, '127.0.0.1', () => console.log('{"ready":true}'));
