import { Type } from 'typebox';
import {
  Instruction,
  InstructionDetail,
  InstructionOrder,
  InstructionOwner,
  instructionStates,
  NewInstruction,
} from '../instructions.ts';
import { CodeText, oneOf } from '../schema.ts';
import { byCode, byId, list, routes } from './route.ts';

/** Leaders' instructions about projects, and what became of them. */
export const instructionsRoutes = routes({
  listInstructions: {
    method: 'GET',
    path: '/api/instructions',
    permission: 'instructions.read',
    summary: '批示督办清单:未结的在前,按期限先后',
    query: Type.Object({
      projectId: Type.Optional(CodeText),
      state: Type.Optional(oneOf(instructionStates)),
      overdue: Type.Optional(Type.Boolean()),
      mine: Type.Optional(Type.Boolean()),
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      size: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    }),
    reply: Type.Object({
      rows: Type.Array(Instruction),
      total: Type.Integer(),
      /** Of all that the viewer sees of the project or the district. */
      open: Type.Integer(),
      overdue: Type.Integer(),
    }),
  },
  getInstruction: {
    method: 'GET',
    path: '/api/instructions/:id',
    permission: 'instructions.read',
    summary: '批示督办的办理经过与可办事项',
    params: byId,
    reply: InstructionDetail,
  },
  giveInstruction: {
    method: 'POST',
    path: '/api/projects/:code/instructions',
    permission: 'instructions.give',
    verb: 'instruction.issue',
    summary: '对项目作出批示,交有关单位限期办理',
    params: byCode,
    body: NewInstruction,
    reply: InstructionDetail,
  },
  actOnInstruction: {
    method: 'POST',
    path: '/api/instructions/:id/acts',
    permission: 'instructions.read',
    verb: 'instruction.act',
    summary: '签收、反馈、报结、催办、延期、退回、办结、撤回;各由其承办或督办方办理',
    params: byId,
    body: InstructionOrder,
    reply: InstructionDetail,
  },
  listInstructionOwners: {
    method: 'GET',
    path: '/api/projects/:code/instruction-owners',
    permission: 'instructions.give',
    summary: '可承办该项目批示的单位及人员',
    params: byCode,
    reply: list(InstructionOwner),
  },
});
