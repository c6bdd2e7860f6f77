import mqtt from 'mqtt';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { encodeCopy } from '../server/ingestion/copy.ts';
import { copyReadings, insertReadings, type ReadingRow } from '../server/ingestion/readings.sql.ts';
import { optionsOf } from './parts/program.ts';

/** The least that stores without loss: subscribe, parse, write what piled up in one statement, acknowledge. No checks. */
const options = optionsOf<{
  databaseUrl: string;
  mqttUrl: string;
  version: 4 | 5;
  mayCopy: boolean;
  devices: { id: number; code: string }[];
}>();
const ids = new Map(options.devices.map(({ id, code }) => [code, id]));
const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 1 });
const client = mqtt.connect(options.mqttUrl, {
  clientId: 'bench-bare',
  clean: false,
  protocolVersion: options.version,
  ...(options.version === 5 && { properties: { receiveMaximum: 20_000, sessionExpiryInterval: 3600 } }),
});
const waiting: { row: ReadingRow; messageId: number }[] = [];
let writing = false;
const tally = { stored: 0 };

client.handleMessage = (packet, done) => {
  const code = packet.topic.split('/')[4] ?? '';
  const { at, values, seq } = JSON.parse(packet.payload.toString()) as {
    at: number;
    values: ReadingRow['values'];
    seq: number;
  };
  const device = {
    deviceId: ids.get(code) ?? 0,
    deviceCode: code,
    kind: 'env',
    siteCode: 'S-MANY',
    retired: false,
  } as const;
  waiting.push({
    row: { device, at, values, flagged: null, seq, backfill: false, simulated: false, receivedAt: Date.now() },
    messageId: packet.messageId ?? 0,
  });
  if (!writing) void write();
  done(new Error('acknowledged after the commit'));
};

async function write(): Promise<void> {
  writing = true;
  const connection = await pool.connect();
  while (waiting.length > 0) {
    const batch = waiting.splice(0, 3000);
    const rows = batch.map(({ row }) => row);
    if (options.mayCopy && rows.length >= 200)
      await pipeline(Readable.from([encodeCopy(rows)]), connection.query(from(copyReadings)));
    else {
      const { text, values } = insertReadings(rows);
      await connection.query(text, values as unknown[]);
    }
    const acks = Buffer.alloc(batch.length * 4);
    batch.forEach(({ messageId }, i) => acks.writeUInt32BE(0x40020000 + messageId, i * 4));
    client.stream.write(acks);
    tally.stored += batch.length;
  }
  connection.release();
  writing = false;
}
client.on('connect', () => client.subscribe('xw/v1/+/env/+/telemetry', { qos: 1 }, () => process.send?.('ready')));
process.on('message', () => process.send?.(tally));
process.on('disconnect', () => process.exit(0));
