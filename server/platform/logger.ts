import { pino, type Logger } from 'pino';

export type { Logger };

/** Structured logs on stdout, one JSON object a line. Secrets never reach it: headers and bodies are not logged. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['req.headers', 'password', 'token'] });
