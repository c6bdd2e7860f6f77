import type { Packet } from './packets.rules.ts';

/** A packet on its way, with who wants to know when the broker has it. */
export interface Parcel {
  readonly packet: Packet;
  /** It waited for a connection, so it goes out declared as back-fill. */
  readonly late: boolean;
  readonly onAcknowledged?: (() => void) | undefined;
}

/**
 * What one device still has to say: a bounded first-in first-out queue. When full, the oldest is given up, as on a device
 * with a small memory; the caller counts it. Parcels hold instants and closures, not payloads, so a full one is small.
 */
export class Outbox {
  private waiting: Parcel[] = [];
  private head = 0;

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.waiting.length - this.head;
  }

  /** Adds at the end; true when the oldest had to be given up for it. */
  add(parcel: Parcel): boolean {
    this.waiting.push(parcel);
    if (this.size <= this.capacity) return false;
    this.next();
    return true;
  }

  /** Puts parcels whose delivery is uncertain back to the front; may exceed the capacity by as many. */
  putBack(parcels: readonly Parcel[]): void {
    this.waiting = [...parcels, ...this.waiting.slice(this.head)];
    this.head = 0;
  }

  next(): Parcel | undefined {
    const parcel = this.waiting[this.head];
    if (parcel === undefined) return undefined;
    this.head += 1;
    if (this.head > 256 && this.head * 2 > this.waiting.length) {
      this.waiting = this.waiting.slice(this.head);
      this.head = 0;
    }
    return parcel;
  }
}
