import mqtt from 'mqtt';
import { pause } from '../tests/helpers/until.ts';
import { messageOf, residentMb, startProgram } from './parts/program.ts';
import { percentile, report } from './parts/report.ts';
import { startRig } from './parts/rig.ts';

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
  await pause(20);
}
await pause(1_000);
const ages: number[] = [];
for (const crowd of crowds) {
  crowd.send('ages');
  ages.push(...(await messageOf<number[]>(crowd)));
}
report('fanout', {
  clients: CLIENTS,
  deltas: ages.length,
  p50: percentile(ages, 0.5),
  p99: percentile(ages, 0.99),
  serverMb: Math.round(residentMb(server.pid)),
});
await client.endAsync();
crowds.forEach((crowd) => crowd.disconnect());
await server.stop();
await rig.remove();
process.exit(0);
