import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads under /metrics; one registry per process. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const shared = { registers: [registry] };
const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
  new Counter<Label>({ name, help, labelNames, ...shared });
const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
  new Gauge<Label>({ name, help, labelNames, ...shared });

export const metrics = {
  received: counter('xw_messages_received_total', 'Packets taken from the broker', ['lane']),
  stored: counter('xw_messages_stored_total', 'Packets committed', ['kind']),
  duplicate: counter('xw_messages_duplicate_total', 'Packets that were stored already'),
  quarantined: counter('xw_messages_quarantined_total', 'Packets refused, by reason', ['reason']),
  batchRows: new Histogram({
    name: 'xw_batch_rows',
    help: 'Packets in a batch',
    buckets: [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000],
    ...shared,
  }),
  batchSeconds: new Histogram({
    name: 'xw_batch_seconds',
    help: 'From the first statement of a batch to its commit',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    ...shared,
  }),
  deviceToSocketSeconds: new Histogram({
    name: 'xw_device_to_socket_seconds',
    help: 'From the arrival of a packet to the emit of the delta it caused',
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15],
    ...shared,
  }),
  clients: gauge('xw_clients', 'Open sockets'),
  waiting: gauge('xw_waiting', 'Packets received and not yet committed'),
  mqttConnected: gauge('xw_mqtt_connected', '1 while the broker connection stands'),
  backupAt: gauge('xw_backup_at_seconds', 'When the newest archive was begun; 0 while there is none'),
  auditBroken: gauge('xw_audit_broken', '1 when the last check of the audit log found a fault'),
  wallReportedAt: gauge('xw_wall_reported_at_seconds', 'When a wall last said how it is', ['wall']),
};
