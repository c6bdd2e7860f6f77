import type { WallState } from '../../contracts/walls.ts';
import type { Tone } from '../ui/tones.ts';

/** A wall that is silent or away shows nobody anything: that is to be looked after. */
export const wallTones: Readonly<Record<WallState, Tone>> = {
  alive: 'ok',
  silent: 'warn',
  away: 'bad',
  unopened: 'off',
  revoked: 'off',
};
