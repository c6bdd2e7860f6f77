import type { ContractFacts, ContractKind, ProjectContract } from '../../../contracts/contracting.ts';
import { fenOf, wanOf } from '../../format/decimal.rules.ts';
import { contractWords as words } from '../../words/projectFiles.ts';
import { thousandthsOf } from './plan.rules.ts';

/** What is typed about a contract; empty text where nothing is said. */
export interface ContractForm {
  number: string;
  name: string;
  kind: ContractKind;
  contractor: string;
  creditCode: string;
  wan: string;
  payable: string;
  signedOn: string;
  startsOn: string;
  endsOn: string;
  terms: { name: string; condition: string; share: string }[];
}
export const blankContract = (): ContractForm => ({
  ...{ number: '', name: '', kind: 'construction', contractor: '', creditCode: '', wan: '', payable: '85' },
  ...{ signedOn: '', startsOn: '', endsOn: '', terms: [] },
});
export const contractFormOf = (contract: ProjectContract): ContractForm => ({
  ...{ number: contract.number, name: contract.name, kind: contract.kind, contractor: contract.contractor },
  ...{ creditCode: contract.creditCode ?? '', wan: wanOf(contract.amountFen), payable: contract.payable },
  ...{ signedOn: contract.signedOn ?? '', startsOn: contract.startsOn ?? '', endsOn: contract.endsOn ?? '' },
  terms: contract.terms.map((term) => ({ ...term })),
});

export function contractFaults(form: ContractForm): Partial<Record<keyof ContractForm, string>> {
  const share = thousandthsOf(form.payable.trim());
  const filled = form.terms.filter(({ name }) => name.trim() !== '');
  return {
    ...(form.number.trim() === '' && { number: words.missing(words.number) }),
    ...(form.name.trim() === '' && { name: words.missing(words.name) }),
    ...(form.contractor.trim() === '' && { contractor: words.missing(words.contractor) }),
    ...([null, '0'].includes(fenOf(form.wan.trim())) && { wan: words.amountWrong }),
    ...((share === null || share === 0) && { payable: words.shareWrong }),
    ...(form.creditCode.trim() !== '' &&
      !/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(form.creditCode.trim()) && { creditCode: words.creditWrong }),
    ...(filled.some((term) => thousandthsOf(term.share.trim()) === null) && { terms: words.shareWrong }),
  };
}

const dayOrNull = (day: string): string | null => (day === '' ? null : day);
/** As the wire takes it. Only where `contractFaults` finds nothing. */
export const contractFactsOf = (form: ContractForm): ContractFacts => ({
  ...{ number: form.number.trim(), name: form.name.trim(), kind: form.kind, contractor: form.contractor.trim() },
  creditCode: form.creditCode.trim() === '' ? null : form.creditCode.trim(),
  amountFen: fenOf(form.wan.trim()) ?? '0',
  payable: form.payable.trim(),
  ...{ signedOn: dayOrNull(form.signedOn), startsOn: dayOrNull(form.startsOn), endsOn: dayOrNull(form.endsOn) },
  terms: form.terms
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, condition, share }) => ({
      ...{ name: name.trim(), condition: condition.trim(), share: share.trim() },
    })),
});

/** Sums of contracts in force and of payments, in fen. */
export function totalsOf(
  contracts: readonly Pick<ProjectContract, 'amountFen' | 'endedAt'>[],
  payments: readonly { readonly amountFen: string }[],
): { contractsFen: string; paidFen: string } {
  const sum = (all: readonly { readonly amountFen: string }[]): string =>
    all.reduce((fen, one) => fen + BigInt(one.amountFen), 0n).toString();
  return { contractsFen: sum(contracts.filter(({ endedAt }) => endedAt === null)), paidFen: sum(payments) };
}
/** How much of a sum was paid, percent with one place, rounded down: what is not quite all is not shown as all. */
export function paidShare(paidFen: string, amountFen: string): string {
  const tenths = (BigInt(paidFen) * 1000n) / BigInt(amountFen);
  return `${tenths / 10n}.${tenths % 10n}`;
}
