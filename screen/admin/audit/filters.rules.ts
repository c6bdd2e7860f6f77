import type { AuditFilter, AuditOutcome, AuditVerb } from '../../../contracts/audit.ts';
import { DAY_MS } from '../../format/time.ts';

/** The filters as they stand in their fields: empty text is no filter, days are days of Asia/Shanghai. */
export interface AuditForm {
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  readonly verb: AuditVerb | '';
  readonly outcome: AuditOutcome | '';
  readonly subject: string;
  readonly address: string;
}
export const noFilter: AuditForm = { from: '', to: '', actor: '', verb: '', outcome: '', subject: '', address: '' };

const beginOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** What the server is asked for. Both days count whole. */
export function filterOf({ from, to, actor, verb, outcome, subject, address }: AuditForm): AuditFilter {
  return {
    ...(from !== '' && { from: beginOf(from) }),
    ...(to !== '' && { to: beginOf(to) + DAY_MS }),
    ...(actor.trim() !== '' && { actor: actor.trim() }),
    ...(verb !== '' && { verb }),
    ...(outcome !== '' && { outcome }),
    ...(subject.trim() !== '' && { subject: subject.trim() }),
    ...(address.trim() !== '' && { address: address.trim() }),
  };
}
