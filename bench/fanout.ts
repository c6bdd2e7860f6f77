import { loadavg } from 'node:os';
import mqtt from 'mqtt';
import { messageOf, percentile, print, residentMb, sleep, startProgram, startRig } from './rig.ts';

/** A thousand screens in the district room: age of a delta on arrival, and the server's memory. */
const CLIENTS = 1_000;
const SECONDS = 20;

const rig = await startRig();
const server = await rig.startServer();
const { cookie } = server.admin;
const crowds = [0, 1].map(() =>
  startProgram('listenProcess', { address: server.address, cookie, count: CLIENTS / 2, room: 'district' }),
);
await Promise.all(crowds.map((crowd) => messageOf(crowd)));
const client = await mqtt.connectAsync(rig.serviceUrl, { clientId: 'bench-publisher' });
for (let i = 0; i < SECONDS * 50; i += 1) {
  const device = server.devices[i % server.devices.length];
  if (device)
    client.publish(
      `xw/v1/${device.siteCode}/env/${device.deviceCode}/telemetry`,
      JSON.stringify({ at: Date.now(), values: { pm10: 60 + (i % 30), noise: 55 + (i % 9) } }),
      { qos: 1 },
    );
  await sleep(20);
}
await sleep(1_000);
const ages: number[] = [];
for (const crowd of crowds) {
  crowd.send('ages');
  ages.push(...(await messageOf<number[]>(crowd)));
}
print({
  bench: 'fanout',
  clients: CLIENTS,
  deltas: ages.length,
  p50: percentile(ages, 0.5),
  p99: percentile(ages, 0.99),
  serverMb: Math.round(residentMb(server.pid)),
  load: loadavg()[0],
});
await client.endAsync();
crowds.forEach((crowd) => crowd.disconnect());
await server.stop();
await rig.remove();
process.exit(0);
