import { words } from './words.ts';

/** What the run has done so far; one line of it is printed every ten seconds. */
export class Tally {
  published = 0;
  acknowledged = 0;
  frames = 0;
  dropped = 0;
  /** Why the last connection failed, until one succeeds. */
  lastProblem = '';
  private readonly links: { readonly pending: number; readonly isOpen: boolean; readonly isConnected: boolean }[] = [];

  watch(link: { readonly pending: number; readonly isOpen: boolean; readonly isConnected: boolean }): void {
    this.links.push(link);
  }

  get pending(): number {
    return this.links.reduce((sum, link) => sum + link.pending, 0);
  }

  get offline(): number {
    return this.links.filter((link) => link.isOpen && !link.isConnected).length;
  }

  line(history: string): string {
    const facts = [words.progress(this.published, this.acknowledged, this.pending)];
    if (this.frames > 0) facts.push(words.frames(this.frames));
    if (history !== '') facts.push(history);
    if (this.offline > 0) facts.push(words.offline(this.offline, this.lastProblem));
    if (this.dropped > 0) facts.push(words.dropped(this.dropped));
    return facts.join(',');
  }
}
