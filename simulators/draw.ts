/** Process: draws pictures of building sites into a folder, once: what the demonstration's people took photos of. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LOOP_LENGTH } from './sceneParts.rules.ts';
import { PictureLoops, VARIANTS } from './pictures.ts';

/** Two of each site: what was found, and what was there afterwards. */
const EACH = 2;
const folder = resolve(process.argv[2] ?? 'data/demo/site-pictures');

if (!existsSync(folder)) {
  const loops = new PictureLoops();
  const drawn = `${folder}.drawn`;
  mkdirSync(drawn, { recursive: true });
  for (let n = 0; n < VARIANTS * EACH; n += 1) {
    const step = Math.floor((n * LOOP_LENGTH) / (VARIANTS * EACH));
    writeFileSync(join(drawn, `${String(n).padStart(2, '0')}.jpg`), loops.pictureOf(n % VARIANTS, step, 'day'));
  }
  // All of them or none: a demo that was stopped meanwhile draws them anew.
  renameSync(drawn, folder);
}
