import { setUpOffice, type Visitor } from './client.ts';
import { registerMany, type TestDevice } from './devices.ts';
import { Publisher, type Flow } from './publisher.ts';
import { Stack, type StackOptions } from './stack.ts';

/** Messages of a fault test: twenty devices, a thousand each. */
export const DEVICES = 20;
export const EACH = 1_000;

/** A running stack with an administrator and twenty devices that may send. */
export interface Rig {
  readonly stack: Stack;
  readonly admin: Visitor;
  readonly devices: readonly TestDevice[];
  /** Starts sending; each flow lies in a span of its own, further back, so that tests may share a stack. */
  send(each?: number, rate?: number): Publisher;
  remove(): Promise<void>;
}

export async function startRig(options: StackOptions = {}): Promise<Rig> {
  return rigOn(await Stack.start(options));
}

export async function rigOn(stack: Stack): Promise<Rig> {
  const admin = await setUpOffice(stack.address, stack.server.lines);
  const devices = await registerMany(stack, admin, DEVICES);
  const publishers: Publisher[] = [];
  let free = Math.floor(Date.now() / 1000) * 1000;
  return {
    stack,
    admin,
    devices,
    send(each = EACH, rate) {
      free -= each * 1000;
      const flow: Flow = { each, from: free, ...(rate !== undefined && { rate }) };
      const publisher = new Publisher(stack.mqttPort, devices, flow);
      publishers.push(publisher);
      return publisher;
    },
    async remove() {
      for (const publisher of publishers) publisher.close();
      await stack.remove();
    },
  };
}
