import { join } from 'node:path';
import { Clockwork, type Line } from './clockwork.ts';
import type { Options } from './commandLine.rules.ts';
import type { Actor } from './credentials.ts';
import { DeviceLink } from './deviceLink.ts';
import { HistoryTeller } from './history.ts';
import { evidenceOf, PictureLoops } from './pictures.ts';
import { castOf, eventOf, frameOf, readingOf, sendingsOf, type Player } from './play.rules.ts';
import { Tally } from './tally.ts';

/** A scenario being played: started, ticked by one timer, stopped. */
export class Run {
  readonly tally = new Tally();
  readonly history: HistoryTeller | undefined;
  private readonly links = new Map<string, DeviceLink>();
  private readonly players: Player[];
  private readonly clockwork: Clockwork;
  private lastTickAt: number;

  constructor(
    private readonly options: Options,
    actors: readonly Actor[],
    url: string,
    dataDir: string,
    startAt: number,
  ) {
    const { scenario, rate, seed } = options;
    const envCount = actors.filter((actor) => actor.kind === 'env').length;
    const periodMs = rate === undefined ? undefined : (envCount * 1000) / rate;
    // Offsets are spread within a kind: monitors and cameras beat separately.
    const byKind = (['env', 'camera'] as const).map((kind) => actors.filter((actor) => actor.kind === kind));
    this.players = byKind.flatMap((some) => castOf(scenario, some, seed, startAt, periodMs));
    for (const actor of actors) this.links.set(actor.code, new DeviceLink(actor, url, this.tally));
    if (scenario.history !== undefined) {
      const { days, perSecond } = scenario.history;
      const path = join(dataDir, 'simulator-history.json');
      this.history = new HistoryTeller(path, this.witnesses(), perSecond, startAt, days);
      this.history.save(startAt);
    }
    this.clockwork = new Clockwork(this.lines(), startAt);
    this.lastTickAt = startAt;
  }

  /** Connections open a few at a time: a hundred handshakes at once would be a storm. */
  open(): void {
    let wait = 0;
    for (const player of this.players) {
      const link = this.linkOf(player);
      if (player.faults.has('silent')) link.silentSince = this.history?.silentSince ?? Date.now();
      setTimeout(() => link.open(), (wait += 8)).unref();
    }
  }

  tick(now: number): void {
    this.clockwork.tick(now);
    this.history?.tick(now, now - this.lastTickAt);
    this.lastTickAt = now;
  }

  /** No more faults: whoever is cut off comes back, to hand in what it kept. */
  reconnectAll(): void {
    for (const link of this.links.values()) link.open();
  }

  async close(now: number): Promise<void> {
    this.history?.save(now);
    await Promise.all([...this.links.values()].map((link) => link.close()));
  }

  private linkOf(player: Player): DeviceLink {
    const link = this.links.get(player.actor.code);
    if (link === undefined) throw new Error(`no link for ${player.actor.code}`);
    return link;
  }

  private lines(): Line[] {
    const { scenario, seed } = this.options;
    const monitors = this.players.filter((player) => player.actor.kind === 'env');
    const cameras = this.players.filter((player) => player.actor.kind === 'camera' && player.actor.realName !== true);
    const lines: Line[] = monitors.map((player) => ({
      everyMs: player.periodMs,
      offsetMs: player.offsetMs,
      strike: (at) => sendingsOf(player, at).forEach((packet) => this.linkOf(player).send(packet)),
    }));
    for (const player of monitors.filter((p) => p.faults.has('dropout')))
      lines.push({ everyMs: 500, offsetMs: 0, strike: (at) => this.applyDropout(player, at) });
    const loops = new PictureLoops();
    const { frames, eventEveryMs } = scenario;
    if (frames !== undefined)
      spread(
        this.players.filter((player) => player.actor.kind === 'camera'),
        frames.cameras,
      ).forEach((player, i, some) => {
        const draw = loops.pictureOf.bind(loops);
        const strike = (at: number) => this.linkOf(player).send(frameOf(player, at, frames.everyMs, draw));
        lines.push({ everyMs: frames.everyMs, offsetMs: Math.floor((frames.everyMs * i) / some.length), strike });
      });
    if (eventEveryMs !== undefined && cameras.length > 0)
      lines.push({ everyMs: eventEveryMs, offsetMs: 0, strike: (at) => this.sendEvent(cameras, seed, at) });
    return lines;
  }

  private sendEvent(cameras: readonly Player[], seed: number, at: number): void {
    const { player, packet } = eventOf(cameras, seed, at, evidenceOf);
    this.linkOf(player).send(packet);
  }

  private applyDropout(player: Player, at: number): void {
    const isCut = player.faults.isActive('dropout', at) && (this.history?.isDone ?? true);
    if (isCut) this.linkOf(player).drop();
    else this.linkOf(player).open();
  }

  /** Every monitor tells its own past; the silent one only until it fell silent. */
  private witnesses() {
    return this.players
      .filter((player) => player.actor.kind === 'env')
      .map((player) => {
        const link = this.linkOf(player);
        const isSilent = player.faults.has('silent');
        const packetAt = (at: number) =>
          isSilent && at >= (this.history?.silentSince ?? 0) ? undefined : readingOf(player, at, true);
        return { link, packetAt };
      });
  }
}

/** So many of them, taken evenly from the whole list: sites of one street stand side by side in it. */
const spread = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_, i) => Math.floor((i * count) / all.length) !== Math.floor(((i - 1) * count) / all.length));
