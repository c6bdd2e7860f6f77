import { backendMessage } from './pgReplies.ts';
import type { WireMessage } from './pgWire.ts';

/** Splits at the first zero byte: [text before it, everything after it]. */
function cut(body: Buffer): [Buffer, Buffer] {
  const end = body.indexOf(0);
  return end < 0 ? [body, Buffer.alloc(0)] : [body.subarray(0, end), body.subarray(end + 1)];
}

const ZERO = Buffer.alloc(1);

/** The statement name a Parse, Describe or Close of a statement, or Bind names; undefined for everything else. */
export function statementName(message: WireMessage): string | undefined {
  const body = message.raw.subarray(5);
  if (message.type === 'P') return cut(body)[0].toString('latin1');
  if (message.type === 'B') return cut(cut(body)[1])[0].toString('latin1');
  const named = message.type === 'D' || message.type === 'C';
  return named && body[0] === 0x53 ? cut(body.subarray(1))[0].toString('latin1') : undefined;
}

/**
 * Gives every named prepared statement of a connection that connection's prefix: all connections share one session, and
 * two of them naming a statement alike would otherwise run each other's SQL. Unnamed statements pass unchanged.
 */
export function withOwnStatementName(message: WireMessage, prefix: string): WireMessage {
  const name = statementName(message);
  if (name === undefined || name === '') return message;
  const body = message.raw.subarray(5);
  const own = Buffer.from(prefix + name, 'latin1');
  const parts: Buffer[] = [];
  if (message.type === 'P') parts.push(own, ZERO, cut(body)[1]);
  else if (message.type === 'B') {
    const [portal, rest] = cut(body);
    parts.push(portal, ZERO, own, ZERO, cut(rest)[1]);
  } else parts.push(body.subarray(0, 1), own, ZERO);
  return { type: message.type, raw: backendMessage(message.type, Buffer.concat(parts)) };
}

/** Close message for a statement whose name already carries its prefix. */
export function closeStatement(name: string): Buffer {
  return backendMessage('C', Buffer.from(`S${name}\0`, 'latin1'));
}

/** The SQL text a Query or Parse carries. */
function sqlOf(message: WireMessage): string | undefined {
  const body = message.raw.subarray(5);
  if (message.type === 'Q') return cut(body)[0].toString('utf8');
  return message.type === 'P' ? cut(cut(body)[1])[0].toString('utf8') : undefined;
}

const COMMENT = /--[^\n]*|\/\*[\s\S]*?\*\//;
/** Literals and quoted names, in which the word copy means nothing; E'' first, it has its own escapes. */
const OPAQUE = /\be'(?:\\[\s\S]|''|[^'\\])*'|'(?:''|[^'])*'|"(?:""|[^"])*"|\$(\w*)\$[\s\S]*?\$\1\$/i;
const IRRELEVANT = new RegExp(`${COMMENT.source}|${OPAQUE.source}`, 'gi');
/** Not tied to a statement's beginning: refusing a column called copy is nothing beside a dead database. */
const COPY_FROM_STDIN = /\bcopy\b[^;]*\bfrom\s+stdin\b/i;

/** True when the message would start COPY ... FROM STDIN, which kills the WebAssembly backend. */
export function startsCopyFromStdin(message: WireMessage): boolean {
  const sql = sqlOf(message);
  // The cheap test first: a batch insert's SQL is short, but there are many of them.
  if (sql === undefined || !/\bcopy\b/i.test(sql)) return false;
  return COPY_FROM_STDIN.test(sql.replace(IRRELEVANT, ' '));
}
