import type { Instant } from '../../contracts/glossary.ts';

/** Asia/Shanghai has kept UTC+8 without summer time since 1991, so its calendar is a fixed shift. */
export const SHANGHAI_SHIFT_MS = 8 * 3_600_000;

/** The day in Asia/Shanghai, `2026-11-25`. */
export const dayOf = (at: Instant): string => new Date(at + SHANGHAI_SHIFT_MS).toISOString().slice(0, 10);

/** 1 January 00:00 Asia/Shanghai of the year that holds `at`. */
export const yearStart = (at: Instant): Instant =>
  Date.UTC(new Date(at + SHANGHAI_SHIFT_MS).getUTCFullYear(), 0, 1) - SHANGHAI_SHIFT_MS;
