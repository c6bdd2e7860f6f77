import { createServer } from 'node:http';
import mqtt from 'mqtt';
import { Server } from 'socket.io';
import { optionsOf } from './rig.ts';

/** MQTT straight to Socket.IO, nothing stored: what the network and the two libraries cost by themselves. */
const { mqttUrl, port } = optionsOf<{ mqttUrl: string; port: number }>();
const http = createServer().listen(port, '127.0.0.1');
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
const client = mqtt.connect(mqttUrl, { clientId: 'bench-relay' });
client.on('message', (topic, payload) =>
  io.emit('relay', topic.split('/')[4], (JSON.parse(payload.toString()) as { at: number }).at),
);
client.on('connect', () => client.subscribe('xw/v1/+/env/+/telemetry', { qos: 1 }, () => process.send?.('ready')));
process.on('disconnect', () => process.exit(0));
