const LAST_MS = 30_000;

/** Counts by millisecond: small enough to hand over between processes, and histograms add up. */
export class Histogram {
  readonly counts = new Map<number, number>();

  add(ms: number, times = 1): void {
    const bucket = Math.min(LAST_MS, Math.max(0, Math.ceil(ms)));
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + times);
  }

  merge(entries: readonly (readonly [number, number])[]): this {
    for (const [ms, times] of entries) this.add(ms, times);
    return this;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The smallest millisecond that this share of all values does not exceed. */
  quantile(share: number): number {
    const wanted = this.total * share;
    let sum = 0;
    for (const [ms, count] of [...this.counts].sort(([a], [b]) => a - b)) {
      sum += count;
      if (sum >= wanted) return ms;
    }
    return Number.NaN;
  }

  entries = (): [number, number][] => [...this.counts];
}
