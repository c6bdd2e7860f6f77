import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import mqtt from 'mqtt';
import mqttPacket from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { openGate, type DeliveryToken, type Gate } from '../../server/platform/mqttGate.ts';
import { describeWithMosquitto, startMosquitto } from '../helpers/mosquitto.ts';
import { until } from '../helpers/until.ts';

const MESSAGES = 5_000;
const PAYLOAD = 'x'.repeat(500);

const open = (url: string, taken: DeliveryToken[] = []): Gate =>
  openGate({
    url,
    version: '5',
    clientId: 'gate',
    filters: ['xw/#'],
    maxInFlight: 60_000,
    receive: (_topic, _payload, token) => taken.push(token),
    waiting: () => 0,
    log: createLogger('silent'),
  });
const connected = (gate: Gate) => until('connected', () => gate.state().connected);

describeWithMosquitto('the gate in full flow', () => {
  it('hangs up, though more has come than it takes; the broker has kept that', async () => {
    const broker = await startMosquitto(['allow_anonymous true', 'max_queued_messages 0']);
    try {
      const taken: DeliveryToken[] = [];
      const first = open(broker.url, taken);
      await connected(first);
      const device = await mqtt.connectAsync(broker.url, { clientId: 'device' });
      const sent = Promise.all(
        Array.from({ length: MESSAGES }, () => device.publishAsync('xw/a', PAYLOAD, { qos: 1 })),
      );
      await until('flow', () => taken.length > 0);
      first.stopReceiving();
      const acknowledged = taken.splice(0);
      first.acknowledge(acknowledged);
      // The broker fills its window meanwhile.
      await sent;
      await first.close();
      expect(acknowledged.length).toBeLessThan(MESSAGES);

      const second = open(broker.url, taken);
      await until('the rest', () => taken.length + acknowledged.length >= MESSAGES);
      expect(taken.length + acknowledged.length).toBe(MESSAGES);
      await second.close();
      await device.endAsync();
    } finally {
      await broker.remove();
    }
  });
});

describe('the gate', () => {
  it('parts from a broker that stands still without its goodbye', async () => {
    const broker = createServer((socket) => {
      // Lets in whoever comes, and answers nothing after that, least of all the subscription.
      socket.once('data', () =>
        socket.write(
          mqttPacket.generate({ cmd: 'connack', reasonCode: 0, sessionPresent: false }, { protocolVersion: 5 }),
        ),
      );
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(broker, 'listening');
    const gate = open(`mqtt://127.0.0.1:${(broker.address() as AddressInfo).port}`);
    const [socket] = (await once(broker, 'connection')) as [NodeJS.ReadableStream];
    await once(socket, 'data');
    await once(socket, 'data');
    const gone = once(socket, 'close');
    await gate.close();
    await gone;
    broker.close();
  });
});
