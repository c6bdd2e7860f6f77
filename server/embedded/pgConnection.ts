import type { Socket } from 'node:net';
import { backendMessage, errorResponse, greeting, readyForQuery, simpleQuery } from './pgReplies.ts';
import { closeStatement, startsCopyFromStdin, statementName, withOwnStatementName } from './pgStatements.ts';
import { endsPiece, startupKind, WireError, WireReader, type WireMessage } from './pgWire.ts';
import { RESET_SESSION } from './session.sql.ts';
import type { Seat, SessionShare } from './sessionShare.ts';

const SYNC = backendMessage('S', Buffer.alloc(0));
const RESET = simpleQuery(RESET_SESSION);
/** Stop reading from a client whose unread replies exceed this, so that a paused psql does not fill our memory. */
const REPLY_BACKLOG_BYTES = 8 * 1024 * 1024;

const COPY_REFUSED =
  'COPY FROM STDIN is not available in the embedded database; use INSERT ... SELECT FROM unnest(...) instead';

let lastConnection = 0;

/** Serves one client socket: start-up, then whole pieces in turn through the shared session. */
export function serveConnection(socket: Socket, share: SessionShare, serverVersion: string): void {
  lastConnection += 1;
  const id = lastConnection;
  const prefix = `c${id}_`;
  const reader = new WireReader();
  const statements = new Set<string>();
  const seat: Seat = { name: prefix, evicted: () => refuse('25P03', 'terminated: transaction left idle') };
  let started = false;
  let gathered: WireMessage[] = [];
  /** After a refused COPY in an unfinished exchange: PostgreSQL, too, ignores everything up to the next Sync. */
  let isSkippingToSync = false;
  let isHandling = false;
  let isClosed = false;

  const refuse = (sqlState: string, text: string): void => {
    socket.end(errorResponse(sqlState, text, 'FATAL'));
    socket.destroySoon();
  };

  const answerStartup = (message: WireMessage): void => {
    const kind = startupKind(message);
    if (kind === 'ssl' || kind === 'gss') socket.write('N');
    else if (kind === 'startup') {
      started = true;
      reader.startTagged();
      socket.write(greeting(id, serverVersion));
    } else if (kind === 'cancel') socket.destroy();
    else refuse('08P01', 'unsupported protocol version');
  };

  const refuseCopy = (ending: string): void => {
    isSkippingToSync = ending === 'H';
    const error = errorResponse('0A000', COPY_REFUSED);
    socket.write(isSkippingToSync ? error : Buffer.concat([error, readyForQuery(share.owns(seat) ? 'T' : 'I')]));
  };

  const runPiece = async (messages: WireMessage[]): Promise<void> => {
    const ending = messages.at(-1)?.type ?? '';
    if (isSkippingToSync) {
      if (ending !== 'S') return;
      isSkippingToSync = false;
      socket.write(readyForQuery(share.owns(seat) ? 'T' : 'I'));
      return;
    }
    if (messages.some(startsCopyFromStdin)) return refuseCopy(ending);
    for (const message of messages) {
      const name = message.type === 'P' ? statementName(message) : undefined;
      if (name) statements.add(prefix + name);
    }
    const piece = Buffer.concat(messages.map((message) => withOwnStatementName(message, prefix).raw));
    const reply = await share.submit(seat, piece);
    if (isClosed) return;
    socket.write(reply);
    if (socket.writableLength > REPLY_BACKLOG_BYTES) {
      await new Promise<void>((resolve) => socket.once('drain', resolve).once('close', resolve));
    }
  };

  const take = async (message: WireMessage): Promise<void> => {
    if (!started) return answerStartup(message);
    if (message.type === 'X') return void socket.end();
    // Copy data can only follow a COPY that was refused: late bytes of a client that did not wait for the answer.
    if ('dcf'.includes(message.type)) return;
    gathered.push(message);
    if (!endsPiece(message)) return;
    const messages = gathered;
    gathered = [];
    await runPiece(messages);
  };

  const handle = async (): Promise<void> => {
    if (isHandling) return;
    isHandling = true;
    try {
      for (let message = reader.next(); message && !isClosed; message = reader.next()) await take(message);
    } catch (error) {
      if (error instanceof WireError) refuse('08P01', error.message);
      else socket.destroy();
    } finally {
      isHandling = false;
    }
    if (!isClosed) socket.resume();
  };

  const leave = async (): Promise<void> => {
    isClosed = true;
    if (!started) return;
    await share.leave(seat);
    const closing = [...statements].map(closeStatement);
    if (closing.length > 0) await share.submit(seat, Buffer.concat([...closing, SYNC]));
    await share.submit(seat, RESET);
  };

  socket.on('data', (chunk) => {
    reader.push(chunk);
    // One exchange at a time per client; what it sends meanwhile waits in its own socket.
    socket.pause();
    void handle();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => void leave().catch(() => undefined));
}
