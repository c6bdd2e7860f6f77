import mqtt from 'mqtt';
import type { Logger } from './logger.ts';
import type { BrokerTrust } from './mqttTrust.ts';

export interface LightLane {
  connected(): boolean;
  close(): Promise<void>;
}

/**
 * Status and camera frames, on a connection of their own so that a full waiting room never delays them. Frames are
 * QoS 0 and status messages are retained: what is missed while away is sent again, or already outdated.
 */
export function openLightLane(options: {
  readonly url: string;
  readonly trust?: BrokerTrust;
  readonly clientId: string;
  readonly filters: readonly string[];
  /** `retained`: kept by the broker from before this connection, not said just now. */
  readonly receive: (topic: string, payload: Buffer, retained: boolean) => void;
  readonly log: Logger;
}): LightLane {
  const client = mqtt.connect(options.url, {
    ...options.trust,
    clientId: `${options.clientId}-light`,
    clean: true,
    keepalive: 30,
    reconnectPeriod: 500,
    protocolVersion: 4,
  });
  client.on('connect', () => client.subscribe([...options.filters], { qos: 1 }));
  client.on('message', (topic, payload, packet) => options.receive(topic, payload, packet.retain));
  client.on('error', (error) => options.log.warn({ error: error.message }, 'broker connection trouble (light lane)'));
  return {
    connected: () => client.connected,
    close: async () => void (await client.endAsync(true).catch(() => undefined)),
  };
}
