import { formatNumber } from '../../format/number.ts';

const KB = 1024;
const MB = KB * KB;

/** A file's size as people compare them: whole KB, MB with one decimal; never 0 for what has a byte. */
export const sizeText = (bytes: number): string =>
  bytes < MB ? `${formatNumber(Math.max(1, Math.round(bytes / KB)))} KB` : `${formatNumber(bytes / MB, 1)} MB`;
