import type { Instant } from '../../../contracts/glossary.ts';

export interface Frame {
  readonly at: Instant;
  readonly jpeg: Buffer;
}

/** What a viewer's connection is told when frames come faster than it takes them. */
export type FrameStep = { readonly send: Frame } | 'wait';

/** A viewer that has more than this unsent gets no new frame: the newest one waits, older ones are forgotten. */
export const MAX_UNSENT_BYTES = 1024 * 1024;

/**
 * Newest frame wins: a slow viewer skips frames, and never makes memory grow. Frames are told apart by themselves, not by
 * their time: two may come within one millisecond, and a clock may be set back.
 */
export const nextStep = (newest: Frame | undefined, lastSent: Frame | undefined, unsentBytes: number): FrameStep =>
  newest === undefined || newest === lastSent || unsentBytes > MAX_UNSENT_BYTES ? 'wait' : { send: newest };
