import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Value } from 'typebox/value';
import { HistoryState, instantBefore, instantsLeft, stateAtStart, toldDownTo, type Stretch } from './history.rules.ts';
import type { Packet } from './packets.rules.ts';

/** One device as history sees it: what it would have said, and its way to the broker. */
export interface Witness {
  readonly packetAt: (at: number) => Packet | undefined;
  readonly link: { readonly isFree: boolean; send(packet: Packet, onAcknowledged?: () => void): void };
}

/** A device that stays unreachable is passed over after so long, or nobody's history would ever be complete. */
const PATIENCE_MS = 60_000;

/** Tells the past through the broker, newest first, at a bounded rate, and remembers what the broker has taken. */
export class HistoryTeller {
  private state: HistoryState;
  private readonly total: number;
  private left: number;
  private budget = 0;
  private at: number | undefined;
  private next = 0;
  private waitingSince: number | undefined;
  /** Instants handed over, oldest promise first, with how many answers are still missing. */
  private readonly unsettled: { at: number; missing: number; stretch: Stretch }[] = [];

  constructor(
    private readonly path: string,
    private readonly witnesses: readonly Witness[],
    private readonly perSecond: number,
    private readonly startAt: number,
    days: number,
  ) {
    this.state = stateAtStart(readState(path), startAt, days);
    this.total = this.left = instantsLeft(this.state.open, startAt);
    this.queue = [...this.state.open];
    this.at = this.firstOf(this.queue[0]);
  }
  private readonly queue: Stretch[];

  get silentSince(): number {
    return this.state.silentSince;
  }
  get isDone(): boolean {
    return this.queue.length === 0 && this.unsettled.length === 0;
  }
  get percent(): string {
    return this.total === 0 ? '100.0' : ((100 * (this.total - this.left)) / this.total).toFixed(1);
  }

  /** Hands over as much as the rate and the devices allow. */
  tick(now: number, sinceLastMs: number): void {
    this.budget = Math.min(this.perSecond / 4, this.budget + (this.perSecond * sinceLastMs) / 1000);
    while (this.budget >= 1 && this.at !== undefined) if (!this.tellOne(this.at, now)) return;
  }

  /** Remembers on disk how far it came; `aliveAt` is until when live readings have been sent. */
  save(aliveAt: number): void {
    this.state = { ...this.state, aliveAt };
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.part`, JSON.stringify(this.state));
    renameSync(`${this.path}.part`, this.path);
  }

  /** False when it has to wait for the device whose turn it is. */
  private tellOne(at: number, now: number): boolean {
    const stretch = this.queue[0];
    const witness = this.witnesses[this.next];
    if (stretch === undefined) return false;
    if (witness === undefined) return this.nextInstant(at, stretch);
    const packet = witness.packetAt(at);
    if (packet !== undefined) {
      const isPassedOver = this.waitingSince !== undefined && now - this.waitingSince > PATIENCE_MS;
      if (!witness.link.isFree && !isPassedOver) {
        this.waitingSince ??= now;
        return false;
      }
      if (witness.link.isFree) this.hand(witness, packet, at, stretch);
    }
    if (packet === undefined || witness.link.isFree) this.waitingSince = undefined;
    this.next += 1;
    return true;
  }

  private hand(witness: Witness, packet: Packet, at: number, stretch: Stretch): void {
    let entry = this.unsettled[this.unsettled.length - 1];
    if (entry?.at !== at) this.unsettled.push((entry = { at, missing: 0, stretch }));
    const promise = entry;
    promise.missing += 1;
    this.budget -= 1;
    witness.link.send(packet, () => {
      promise.missing -= 1;
      this.settle();
    });
  }

  private nextInstant(at: number, stretch: Stretch): boolean {
    const older = instantBefore(at, this.startAt);
    this.next = 0;
    if (older < stretch.from) this.queue.shift();
    this.at = older < stretch.from ? this.firstOf(this.queue[0]) : older;
    this.settle();
    return true;
  }

  /** Moves the memory back over every instant that is wholly acknowledged; the one being told is not. */
  private settle(): void {
    for (let head = this.unsettled[0]; head?.missing === 0 && head.at !== this.at; head = this.unsettled[0]) {
      this.unsettled.shift();
      this.left -= 1;
      this.state = { ...this.state, open: toldDownTo(this.state.open, head.at, this.startAt) };
    }
  }

  private firstOf(stretch: Stretch | undefined): number | undefined {
    if (stretch === undefined) return undefined;
    const first = instantBefore(stretch.to, this.startAt);
    if (first >= stretch.from) return first;
    this.queue.shift();
    this.state = { ...this.state, open: this.state.open.slice(1) };
    return this.firstOf(this.queue[0]);
  }
}

function readState(path: string): HistoryState | undefined {
  try {
    const state: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Value.Check(HistoryState, state) ? state : undefined;
  } catch {
    return undefined;
  }
}
