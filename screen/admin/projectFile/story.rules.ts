import { contractKindNames, type ContractKind } from '../../../contracts/contracting.ts';
import {
  inspectionActNames,
  inspectionVerdictNames,
  type InspectionAct,
  type InspectionVerdict,
} from '../../../contracts/inspections.ts';
import { instructionActNames, type InstructionAct } from '../../../contracts/instructions.ts';
import {
  amountKindNames,
  documentKindNames,
  lifecycleActionNames,
  type AmountKind,
  type DocumentKind,
  type LifecycleAction,
} from '../../../contracts/lifecycles.ts';
import { fileChangeNames, type FileChangeKind } from '../../../contracts/projectFiles.ts';
import { reportStateNames, type ReportState } from '../../../contracts/reports.ts';
import type { StoryEntry } from '../../../contracts/timelines.ts';
import { wanOf } from '../../format/decimal.rules.ts';
import { monthText } from '../../format/time.ts';
import { inspectionWords } from '../../words/inspections.ts';
import { storyWords as words } from '../../words/projectFiles.ts';

const inspected = { ...inspectionVerdictNames, ...inspectionActNames };

/** What happened, as a sentence. @param nameOf the name of a state by its code */
function happened({ kind, code, subject, amountFen }: StoryEntry, nameOf: (code: string) => string): string {
  const sum = amountFen === null ? '' : words.wan(wanOf(amountFen));
  switch (kind) {
    case 'move':
      return code === ''
        ? words.enrolled(nameOf(subject))
        : words.moved(lifecycleActionNames[code as LifecycleAction], nameOf(subject));
    case 'document':
      return words.document(documentKindNames[code as DocumentKind], subject);
    case 'amount':
      return words.amount(amountKindNames[code as AmountKind], sum);
    case 'contract':
      return words.contract(contractKindNames[code as ContractKind], subject, sum);
    case 'payment':
      return code === 'undo' ? words.undone(sum, subject) : words.paid(sum, subject);
    case 'report':
      return words.report(subject, reportStateNames[code as ReportState]);
    case 'funds':
      return words.funds(monthText(subject), sum, reportStateNames[code as ReportState]);
    case 'inspection':
      return inspectionWords.line(inspected[code as InspectionVerdict | InspectionAct], subject);
    case 'change':
      return subject === ''
        ? fileChangeNames[code as FileChangeKind]
        : `${fileChangeNames[code as FileChangeKind]}：${subject}`;
    case 'file':
      return words.file(subject);
    case 'instruction':
      return `${instructionActNames[code as InstructionAct]}：${subject}`;
    case 'approval':
      return words.approval(lifecycleActionNames[subject as LifecycleAction], words.approvalStates[code] ?? code);
  }
}

export function storyText(entry: StoryEntry, nameOf: (code: string) => string): string {
  const more = [
    ...(entry.reason === null ? [] : [words.reason(entry.reason)]),
    ...(entry.by === null ? [] : [entry.by]),
  ];
  return [happened(entry, nameOf), ...more].join('　');
}
