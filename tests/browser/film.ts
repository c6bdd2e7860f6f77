import { decode } from 'jpeg-js';
import type { Page } from 'playwright-core';
import { pause } from '../helpers/until.ts';

/** One picture as the browser put it on the screen. */
export interface FilmFrame {
  readonly at: number;
  readonly jpeg: Buffer;
}
const SIZE = { maxWidth: 480, maxHeight: 270 } as const;

/** Records every picture that the browser puts on the screen, across changes of documents too. @returns ends it */
export async function film(page: Page): Promise<() => Promise<FilmFrame[]>> {
  const session = await page.context().newCDPSession(page);
  const frames: FilmFrame[] = [];
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push({ at: Date.now(), jpeg: Buffer.from(data, 'base64') });
    void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 70, everyNthFrame: 1, ...SIZE });
  return async () => {
    await pause(200);
    await session.send('Page.stopScreencast');
    await session.detach();
    return frames;
  };
}

/** How much is drawn: the standard deviation of the brightness, 0 for a page of one colour. */
export function inkOf({ jpeg }: FilmFrame): number {
  const { data } = decode(jpeg, { useTArray: true });
  let sum = 0;
  let squares = 0;
  const count = data.length / 4;
  for (let i = 0; i < data.length; i += 4) {
    const grey = 0.2126 * (data[i] ?? 0) + 0.7152 * (data[i + 1] ?? 0) + 0.0722 * (data[i + 2] ?? 0);
    sum += grey;
    squares += grey * grey;
  }
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
