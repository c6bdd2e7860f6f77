import type { Grade } from '../../contracts/grades.ts';
import type { LightKey } from '../../contracts/live.ts';
import type { Tone } from '../live/feed.rules.ts';

export type { Tone };

/** A project without any basis for a light is silent, not green. */
export const lightTones: Readonly<Record<LightKey, Tone>> = {
  red: 'bad',
  yellow: 'warn',
  green: 'ok',
  blue: 'blue',
  none: 'off',
};

export const gradeTones: Readonly<Record<Grade, Tone>> = { excellent: 'ok', good: 'ok', fair: 'warn', poor: 'bad' };
