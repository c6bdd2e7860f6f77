/** Browsers as people name them, the more particular first: nearly all of them also call themselves Chrome and Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdge\//, 'Edge'],
  [/\bMicroMessenger\//, '微信'],
  [/\bDingTalk\//i, '钉钉'],
  [/\bQQBrowser\//, 'QQ 浏览器'],
  [/\b(360SE|360EE|QIHU|Qaxbrowser)\b/i, '360 浏览器'],
  [/\bUCBrowser\//, 'UC 浏览器'],
  [/\bHuaweiBrowser\//, '华为浏览器'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bHarmonyOS|OpenHarmony\b/i, '鸿蒙'],
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\b(UOS|Kylin)\b/i, '国产操作系统'],
  [/\bLinux\b/, 'Linux'],
];

const find = (table: typeof browsers, agent: string): string | undefined =>
  table.find(([pattern]) => pattern.test(agent))?.[1];

/** A browser and its system in a few words, without versions: `Chrome / Windows`. */
export const nameAgent = (agent: string | null): string => {
  if (agent === null || agent === '') return '未知设备';
  const names = [find(browsers, agent), find(systems, agent)].filter((name) => name !== undefined);
  return names.length === 0 ? '未知设备' : names.join(' / ');
};
