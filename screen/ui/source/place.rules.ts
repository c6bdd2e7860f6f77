interface Size {
  readonly width: number;
  readonly height: number;
}
interface Box extends Size {
  readonly left: number;
  readonly top: number;
}
const GAP = 8;

/** Beneath what was asked, above it where there is no room, and never over the edge of the screen. */
export function placeBeside(asked: Box, card: Size, screen: Size): { left: number; top: number } {
  const below = asked.top + asked.height + GAP;
  const above = asked.top - card.height - GAP;
  const top = below + card.height + GAP <= screen.height || above < GAP ? below : above;
  const inside = (at: number, size: number, room: number): number => Math.max(GAP, Math.min(at, room - size - GAP));
  return {
    left: Math.round(inside(asked.left, card.width, screen.width)),
    top: Math.round(inside(top, card.height, screen.height)),
  };
}
