/** A place in the lane. */
export interface LaneTicket {
  run: (() => void) | undefined;
  isGone: boolean;
}

/**
 * Lets messages out in the order they came in, though their storing ends in any order. aedes drops a message whose
 * counter is lower than the last one a subscriber got (its guard against overlapping subscriptions), so a message that
 * took longer to store (a retained one takes two writes) would never reach a connected subscriber.
 */
export class EmissionLane {
  private readonly line: LaneTicket[] = [];

  /** Takes a place at the end. */
  enter(): LaneTicket {
    const ticket: LaneTicket = { run: undefined, isGone: false };
    this.line.push(ticket);
    return ticket;
  }

  /** The message of this ticket may go; it does so when everyone before it went. */
  ready(ticket: LaneTicket, run: () => void): void {
    ticket.run = run;
    this.advance();
  }

  /** The message of this ticket will not go (it could not be stored); those behind it need not wait. */
  leave(ticket: LaneTicket): void {
    ticket.isGone = true;
    this.advance();
  }

  private advance(): void {
    for (let first = this.line[0]; first && (first.isGone || first.run); first = this.line[0]) {
      this.line.shift();
      if (!first.isGone) first.run?.();
    }
  }
}
