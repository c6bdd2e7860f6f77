import type { IClientOptions } from 'mqtt';
import { readFileSync } from 'node:fs';

/** Whom a connection by `mqtts://` trusts. */
export type BrokerTrust = Pick<IClientOptions, 'ca' | 'rejectUnauthorized'>;

/**
 * The issuer in the operator's file, else those of the system. A broker's certificate is always checked.
 * @throws when the file cannot be read: better at the start than at the first reconnection
 */
export const brokerTrust = (caFile: string | undefined): BrokerTrust => ({
  rejectUnauthorized: true,
  ...(caFile !== undefined && { ca: readFileSync(caFile) }),
});
