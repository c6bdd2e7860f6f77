import type { Aedes, Client, PublishPacket } from 'aedes';

/** Parts of aedes 1.2 its own types leave out. The version is pinned; broker tests fail when one of them goes away. */
export type Done = (error?: Error | null) => void;

export interface BrokerInternals {
  counter: number;
  clients: Record<string, Client>;
  publish: (packet: PublishPacket, client: Client | null | Done, done?: Done) => void;
  mq: { emit: (packet: PublishPacket & { brokerCounter: number }, done?: Done) => unknown };
}

export interface ClientInternals {
  _parser: {
    packet: { length: number };
    emit: (event: 'error', error: Error) => boolean;
    _parseLength: () => boolean;
  };
}

/** The broker seen from inside. */
export function insideBroker(broker: Aedes): BrokerInternals {
  return broker as unknown as BrokerInternals;
}

/**
 * Refuses a packet by the length its header announces, before its body is gathered: aedes has no bound of its own
 * (MQTT allows 256 MB), and anyone may send one before signing in.
 */
export function limitPacketSize(client: Client, mostBytes: number): void {
  const parser = (client as unknown as ClientInternals)._parser;
  const parseLength = parser._parseLength.bind(parser);
  parser._parseLength = () => {
    if (!parseLength()) return false;
    if (parser.packet.length <= mostBytes) return true;
    parser.emit('error', new Error(`packet of ${parser.packet.length} bytes exceeds ${mostBytes}`));
    return false;
  };
}
