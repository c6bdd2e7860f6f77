import type { Socket } from 'socket.io-client';
import { rawRoutes } from '../../contracts/rest/raw.ts';
import type { ClientToServer, ServerToClient, WallAnswer } from '../../contracts/socket.ts';
import type { WallCommand, WallLease, WallReport } from '../../contracts/walls.ts';

/** A wall's own line to the server: over the one live socket, pictures by REST. */
type LiveLine = Socket<ServerToClient, ClientToServer>;
const ANSWER_MS = 5_000;
const listeners = new Set<(command: WallCommand) => void>();
let line: LiveLine | null = null;

/** The live socket was opened: commands come by it from here on. */
export function attachWallLine(socket: LiveLine): void {
  line = socket;
  socket.on('wallCommand', (command) => listeners.forEach((listener) => listener(command)));
}

/** Calls `listener` with each command to this wall. @returns stops listening */
export function onWallCommand(listener: (command: WallCommand) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Says how this wall is. @returns what is cast to it; undefined when nobody answered */
export async function sendWallReport(report: WallReport): Promise<WallLease | null | undefined> {
  if (!line?.connected) return undefined;
  try {
    const answer = (await line.timeout(ANSWER_MS).emitWithAck('wallReport', report)) as WallAnswer;
    return 'lease' in answer ? answer.lease : undefined;
  } catch {
    return undefined;
  }
}

/** Sends the picture that was asked for. One that does not arrive is asked for again. */
export async function sendThumbnail(picture: Blob): Promise<void> {
  const init = { method: 'POST', body: picture, headers: { 'content-type': picture.type } };
  await fetch(rawRoutes.reportThumbnail.path, init).catch(() => undefined);
}

/** Where a wall's last picture is; `at` tells one from the next. */
export const thumbnailPath = (wallId: number, at: number): string =>
  `${rawRoutes.wallThumbnail.path.replace(':id', String(wallId))}?at=${at}`;
