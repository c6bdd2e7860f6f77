import type { Aedes, Client, PublishPacket } from 'aedes';
import { insideBroker, type Done } from './aedesInternals.ts';
import { EmissionLane } from './emissionLane.ts';

interface Stage {
  /** The message is on disk. */
  readonly stored: Done;
}

/**
 * Makes aedes 1.2 keep the promise of a PUBACK. Its own order for QoS 1 is: write the PUBACK, then store the message; a
 * kill in between loses an acknowledged message. Here the message is published (stored, then handed to subscribers) from
 * within the authorization of the packet, whose callback is what lets aedes write the PUBACK; the publish aedes does
 * afterwards finds it done.
 *
 * Delivery does not hold the publisher up either: aedes reads a publisher's next packet only when every subscriber took
 * the last one, so that one stalled `mosquitto_sub` would stop all devices. A subscriber that does not drain its socket
 * is closed by `drainTimeout`, which bounds what piles up for it.
 */
export function publishDurably(broker: Aedes): (packet: PublishPacket, client: Client, stored: Done) => void {
  const inside = insideBroker(broker);
  const lane = new EmissionLane();
  const stages = new Map<number, Stage & { ticket: ReturnType<EmissionLane['enter']> }>();
  const published = new WeakSet<PublishPacket>();
  const publish = inside.publish.bind(broker);
  const emit = inside.mq.emit.bind(inside.mq);

  const begin = (packet: PublishPacket, client: Client | null, done: Done, stored: Done): void => {
    // aedes numbers the message with the next counter, unless it carries one already (a will read from the store).
    const counter = (packet as { brokerCounter?: number }).brokerCounter || inside.counter + 1;
    const ticket = lane.enter();
    stages.set(counter, { ticket, stored });
    publish(packet, client, (error) => {
      // Still there: the message never got as far as being emitted.
      if (stages.delete(counter)) {
        lane.leave(ticket);
        stored(error ?? new Error('not published'));
      }
      done(error);
    });
  };

  inside.mq.emit = (packet, done) => {
    const stage = stages.get(packet.brokerCounter);
    stages.delete(packet.brokerCounter);
    const go = () => void emit(packet, () => undefined);
    if (stage) {
      stage.stored();
      lane.ready(stage.ticket, go);
    } else go();
    done?.();
    return inside.mq;
  };

  inside.publish = (packet, client, done) => {
    const finished = (typeof client === 'function' ? client : done) ?? (() => undefined);
    if (published.delete(packet)) return finished();
    begin(packet, typeof client === 'function' ? null : client, finished, () => undefined);
  };

  return (packet, client, stored) => {
    begin(
      packet,
      client,
      () => undefined,
      (error) => {
        if (!error) published.add(packet);
        stored(error);
      },
    );
  };
}
