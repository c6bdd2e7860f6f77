import { randomFillSync } from 'node:crypto';
import { connectAsync } from 'mqtt';
import { topicOf } from '../contracts/mqtt.ts';

/** What the sender of camera frames is told, as JSON in its first argument. It sends until it is ended. */
export interface FrameSenderPlan {
  readonly url: string;
  readonly cameras: readonly { readonly siteCode: string; readonly deviceCode: string }[];
  readonly framesPerSecond: number;
  readonly bytes: number;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as FrameSenderPlan;
const topics = plan.cameras.map((camera) => topicOf({ ...camera, kind: 'camera', leaf: 'frame' }));
/** The head of a JPEG, and noise: nothing on the way can make it smaller. */
const frame = randomFillSync(Buffer.alloc(plan.bytes));
frame.set([0xff, 0xd8, 0xff, 0xe0]);

const client = await connectAsync(plan.url, { clientId: 'bench-frames' });
const began = performance.now();
let sent = 0;
console.log('{"ready":true}');
// Cameras are not in step: their frames are spread over the second.
setInterval(() => {
  const due = ((performance.now() - began) / 1000) * topics.length * plan.framesPerSecond;
  for (; sent < due; sent += 1) client.publish(topics[sent % topics.length] as string, frame, { qos: 0 });
}, 5);
