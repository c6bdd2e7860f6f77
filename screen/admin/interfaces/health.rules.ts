import type { InterfaceHealth } from '../../../contracts/interfaces.ts';
import { minuteText } from '../../format/time.ts';
import { interfaceWords as words } from '../../words/interfaces.ts';
import type { TagTone } from '../parts/TagMark.vue';

type Listener = InterfaceHealth['destinations'][number];

/** How a destination does, in a word. What is switched off does not fail. */
export function conditionOf({ sending, failingSince, dead, lastAt }: Listener): { word: string; tone: TagTone } {
  if (!sending) return { word: words.paused, tone: 'plain' };
  if (failingSince !== null) return { word: words.failing(minuteText(failingSince)), tone: 'bad' };
  if (dead > 0) return { word: words.dead, tone: 'bad' };
  return lastAt === null ? { word: words.untried, tone: 'plain' } : { word: words.well, tone: 'ok' };
}
