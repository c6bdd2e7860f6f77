import type { Instant } from '../../contracts/glossary.ts';
import { dateText, hourMinute, minuteText } from '../format/time.ts';

/** When a survey ends, as notices say it: the end of a day, not the beginning of the next. */
export const untilText = (at: Instant): string =>
  hourMinute(at) === '00:00' ? `${dateText(at - 1)} 24:00` : minuteText(at);

/** Words of 满意度调查, for its organisers. */
export const surveyWords = {
  title: '满意度调查',
  about: '二维码问卷不记名、不登录；同一设备只计一次。结束时按“满意”及“非常满意”的占比形成完成值，样本不足时不形成。',
  open: '发起调查',
  openGo: '发起',
  opened: '调查已发起',
  none: '本年度尚无调查。',
  search: '项目或调查名称',
  table: '满意度调查',
  name: '调查名称',
  project: '项目',
  state: '状态',
  answers: '有效答卷',
  rate: '满意度',
  until: '截止',
  createdBy: '发起人',
  going: '进行中',
  lapsed: '已到期',
  closed: '已结束',
  target: '满意度指标',
  targetHint: '只列已批准、没有进行中调查的满意度指标',
  noTarget: '没有可以发起调查的指标',
  question: '问题',
  questionDefault: '您对本项目的实施效果是否满意？',
  titleDefault: (project: string): string => `${project}满意度调查`,
  minAnswers: '最少样本（份）',
  minHint: '答卷少于此数时不形成完成值',
  wrongMin: '须为 1 到 100000 之间的整数',
  closesOn: '截止日期',
  closesHint: '当日 24 时止',
  sample: (answers: number, min: number): string => `${answers} 份，最少 ${min} 份`,
  tooFew: '样本不足',
  result: '结果',
  distribution: '分布',
  count: (count: number): string => `${count} 份`,
  comments: '意见',
  noComments: '尚无意见',
  address: '问卷地址',
  code: '二维码',
  codeText: (title: string): string => `${title}的二维码`,
  print: '打印二维码',
  printHint: '请使用微信或手机相机扫码作答',
  anonymous: '不记名　每台设备一次',
  close: '结束调查',
  closeText: (answers: number, min: number): string =>
    answers < min
      ? `目前 ${answers} 份答卷，少于最少样本 ${min} 份：结束后不形成完成值。`
      : `目前 ${answers} 份答卷。结束后结果计入本指标，不再接受答卷。`,
  closedDone: '调查已结束',
  value: (id: number): string => `已形成第 ${id} 号完成值`,
} as const;

/** Words of the questionnaire itself: for anybody. */
export const questionnaireWords = {
  owner: '玄武区项目绩效满意度调查',
  until: (at: string): string => `截止 ${at}`,
  comment: '意见建议（选填）',
  commentHint: '最多 200 字。请勿填写姓名、电话、证件号码等个人信息。',
  submit: '提交',
  privacy: '本调查不记名，不收集个人信息。为避免重复计数，仅在您的设备上保存一个随机标识。',
  loading: '正在打开问卷',
  thanks: '感谢您的参与',
  thanksText: '您的评价已收到，将用于改进工作。',
  answered: '您已参与过本次调查',
  answeredText: '同一设备只计一次，感谢您的支持。',
  over: '本次调查已结束',
  overText: '感谢您的关注。',
  unknown: '没有找到这份问卷',
  unknownText: '请核对二维码或地址。',
  choose: '请先选择满意程度',
} as const;
