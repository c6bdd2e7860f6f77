import { Type, type Static } from 'typebox';
import { CodeText, DecimalText, InstantMs, nullable, oneOf } from './schema.ts';

/** Five answers to how satisfied somebody is; 4 and 5 count as satisfied. */
export const satisfactions = [5, 4, 3, 2, 1] as const;
export type Satisfaction = (typeof satisfactions)[number];
export const satisfactionNames: Readonly<Record<Satisfaction, string>> = {
  5: '非常满意',
  4: '满意',
  3: '一般',
  2: '不满意',
  1: '非常不满意',
};
/** From here on an answer counts as satisfied. */
export const SATISFIED_FROM = 4;
/** Satisfied answers ÷ answers × 100, rounded half up to two decimals; no value below the least sample. */
export const SURVEY_FORMULA = 'survey-satisfied@1';

const SatisfactionNumber = Type.Integer({ minimum: 1, maximum: 5 });

/** What stands on a QR code: 128 random bits. */
export const SurveyToken = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' });
export const bySurveyToken = Type.Object({ token: SurveyToken });
export const surveyPath = (token: string): string => `/survey/${token}`;

export const NewSurvey = Type.Object({
  targetId: Type.Integer({ minimum: 1 }),
  title: Type.String({ minLength: 1, maxLength: 80 }),
  question: Type.String({ minLength: 1, maxLength: 200 }),
  minAnswers: Type.Integer({ minimum: 1, maximum: 100_000 }),
  closesAt: InstantMs,
});
export type NewSurvey = Static<typeof NewSurvey>;

/** A survey as its organisers see it. */
export const Survey = Type.Object({
  id: Type.Integer(),
  targetId: Type.Integer(),
  projectId: CodeText,
  projectName: Type.String(),
  indicatorName: Type.String(),
  year: Type.Integer(),
  token: SurveyToken,
  title: Type.String(),
  question: Type.String(),
  minAnswers: Type.Integer(),
  opensAt: InstantMs,
  closesAt: InstantMs,
  closedAt: nullable(InstantMs),
  createdBy: nullable(Type.String()),
  /** Answers by satisfaction, 1 to 5. */
  counts: Type.Array(Type.Integer(), { minItems: 5, maxItems: 5 }),
  answers: Type.Integer(),
  /** Percent; null: fewer answers than the least sample. */
  rate: nullable(DecimalText),
  /** The value that it gave when it was closed. */
  valueId: nullable(Type.Integer()),
});
export type Survey = Static<typeof Survey>;

/** A word that came with an answer, numbers that could name somebody taken out. */
export const SurveyComment = Type.Object({ givenAt: InstantMs, satisfaction: SatisfactionNumber, text: Type.String() });
export type SurveyComment = Static<typeof SurveyComment>;

/** Satisfaction targets that a survey can be opened for. */
export const SurveyTarget = Type.Object({
  targetId: Type.Integer(),
  projectId: CodeText,
  projectName: Type.String(),
  indicatorName: Type.String(),
});
export type SurveyTarget = Static<typeof SurveyTarget>;

/** How a survey stands for one respondent. */
export const questionnaireStates = ['open', 'answered', 'over'] as const;
export type QuestionnaireState = (typeof questionnaireStates)[number];

/** A survey as anybody with its QR code sees it. */
export const Questionnaire = Type.Object({
  title: Type.String(),
  question: Type.String(),
  projectName: Type.String(),
  closesAt: InstantMs,
  state: oneOf(questionnaireStates),
});
export type Questionnaire = Static<typeof Questionnaire>;

export const Answer = Type.Object({
  satisfaction: SatisfactionNumber,
  comment: Type.String({ maxLength: 200 }),
});
export type Answer = Static<typeof Answer>;
