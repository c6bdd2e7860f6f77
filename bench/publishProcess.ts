import { connect } from 'node:net';
import { generate, parser } from 'mqtt-packet';
import { optionsOf } from './parts/program.ts';

/** Publishes QoS 1 packets of six values from many devices as fast as the broker acknowledges them. */
const { port, codes, each, from, user, password } = optionsOf<{
  port: number;
  codes: string[];
  each: number;
  from: number;
  user: string;
  password: string;
}>();
const WINDOW = 200;
let left = codes.length;

codes.forEach((code, device) => {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  const reader = parser();
  let next = 0;
  let acknowledged = 0;
  const send = () => {
    const packets: Buffer[] = [];
    while (next < each && next - acknowledged < WINDOW) {
      const values = {
        tsp: 90 + (next % 50),
        pm10: 60 + (next % 40),
        pm25: 30,
        noise: 50 + device,
        temperature: 11,
        humidity: 50,
      };
      const payload = JSON.stringify({ at: from + next * 1000, values, seq: next });
      const topic = `xw/v1/S-MANY/env/${code}/telemetry`;
      packets.push(
        generate({ cmd: 'publish', topic, payload, qos: 1, messageId: (next % 60_000) + 1, dup: false, retain: false }),
      );
      next += 1;
    }
    if (packets.length > 0) socket.write(Buffer.concat(packets));
  };
  reader.on('packet', (packet) => {
    if (packet.cmd === 'puback') acknowledged += 1;
    if (packet.cmd === 'connack' || next - acknowledged < WINDOW / 2) send();
    if (acknowledged === each) {
      socket.destroy();
      left -= 1;
      if (left === 0) process.exit(0);
    }
  });
  socket.on('data', (data) => reader.parse(data));
  const hello = { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 0 } as const;
  socket.write(
    generate({
      ...hello,
      clientId: user === '' ? code : `${user}-${device}`,
      username: user || code,
      password: Buffer.from(password),
    }),
  );
});
