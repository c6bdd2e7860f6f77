import type { HashAlgorithm } from '../contracts/audit.ts';
import { bool, cleanEnv, makeValidator, port, str, type ValidatorSpec } from 'envalid';
import { join } from 'node:path';
import { originsOf, wrongOrigins, wrongRanges } from './platform/addresses.ts';
import type { KeyFileOptions } from './vault/keyFile.ts';
import { suiteNames, type SuiteName } from './vault/suites.ts';

/** A whole number within bounds; the message names what is allowed. */
const whole = (min: number, max: number) =>
  makeValidator<number>((text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max)
      throw new Error(`须为 ${min} 到 ${max} 之间的整数,现为 ${text}`);
    return value;
  });

/** An address of one of the given kinds; a PostgreSQL one may name a socket directory and no host. */
const address = (...kinds: string[]) =>
  makeValidator<string>((text) => {
    if (!kinds.some((kind) => text.startsWith(`${kind}://`)))
      throw new Error(`须以 ${kinds.map((kind) => `${kind}://`).join(' 或 ')} 开头`);
    return text;
  });

/** Ranges of addresses; the message names the wrong ones. */
const addresses = makeValidator<string>((text) => {
  const wrong = wrongRanges(text);
  if (wrong.length > 0) throw new Error(`不是地址段:${wrong.join('、')}`);
  return text;
});

/** Origins; the message names the wrong ones. */
const origins = makeValidator<string>((text) => {
  const wrong = wrongOrigins(text);
  if (wrong.length > 0) throw new Error(`不是来源(如 https://oa.example.gov.cn):${wrong.join('、')}`);
  return text;
});

/** Every setting, its default and what it is for: docs/operations.md prints this table. */
const settings = {
  DATABASE_URL: address(
    'postgresql',
    'postgres',
  )({ desc: 'TimescaleDB 连接地址', example: 'postgresql://xuanwu:口令@127.0.0.1/xuanwu' }),
  DATABASE_POOL: whole(1, 100)({ default: 6, desc: '数据库连接数上限' }),
  MQTT_URL: address(
    'mqtt',
    'mqtts',
  )({ desc: '消息代理地址,含服务账号', example: 'mqtt://xw-server:口令@127.0.0.1:1883' }),
  MQTT_CA: str({ default: '', desc: '消息代理证书的签发者证书文件(PEM),用于 mqtts://;空即系统信任的签发者' }),
  MQTT_VERSION: str({ choices: ['auto', '4', '5'], default: 'auto', desc: 'MQTT 版本;auto 先试 5,不通再用 3.1.1' }),
  MQTT_CLIENT_ID: str({ default: 'xw-server', desc: '持久会话的客户端标识' }),
  HOST: str({ default: '127.0.0.1', desc: '监听地址;0.0.0.0 即对局域网开放' }),
  PORT: port({ default: 8080, desc: '监听端口' }),
  PUBLIC_ORIGIN: str({ default: '', desc: '浏览器看到的地址,如 https://xw.example.gov.cn;空即同源' }),
  HTTPS_CERT: str({ default: '', desc: 'TLS 证书文件(PEM,含证书链);空即 http。须同时设置 PUBLIC_ORIGIN=https://…' }),
  HTTPS_KEY: str({ default: '', desc: 'TLS 私钥文件(PEM)' }),
  ADMIN_ALLOW: addresses({ default: '', desc: '允许进行管理操作的地址段(CIDR,逗号分隔);空即不限' }),
  INTERFACE_ORIGINS: origins({
    default: '',
    desc: '允许向其他系统推送的来源(如 https://oa.example.gov.cn,逗号分隔);空即不推送',
  }),
  TRUST_PROXY: bool({ default: false, desc: '前面有反向代理时为 true' }),
  OIDC_ISSUER: str({
    default: '',
    desc: '统一身份认证平台(OpenID Connect)的签发者地址;空即不用,设置时须同时设置 PUBLIC_ORIGIN',
  }),
  OIDC_CLIENT_ID: str({ default: '', desc: '在统一身份认证平台登记的客户端标识' }),
  OIDC_CLIENT_SECRET: str({ default: '', desc: '在统一身份认证平台登记的客户端密钥' }),
  OIDC_NAME: str({ default: '统一身份认证', desc: '登录页上该平台的名称' }),
  XW_DATA_DIR: str({ default: 'data/server', desc: '图像等文件的目录' }),
  VAULT_KEYS_FILE: str({ default: '', desc: '字段加密密钥文件;空即数据目录下 secrets/vault-keys.json,首次启动时生成' }),
  VAULT_SUITE: str({
    choices: [...suiteNames],
    default: 'aes-256-gcm',
    desc: '字段加密算法:aes-256-gcm 或国密 sm4-cbc-hmac-sm3',
  }),
  UPLOAD_MAX_MB: whole(1, 1024)({ default: 50, desc: '单个附件的大小上限(MB)' }),
  BROKER_ACCESS_DIR: str({ default: '', desc: '消息代理账号与权限文件的目录;空即不写' }),
  INGEST_BATCH_ROWS: whole(1, 50_000)({ default: 3000, desc: '一批最多写入的报文数' }),
  INGEST_IN_FLIGHT: whole(10, 60_000)({ default: 20_000, desc: '未确认报文上限,须小于 65535' }),
  BACKFILL_MAX_DAYS: whole(1, 365)({ default: 45, desc: '补传数据的最长期限(天)' }),
  LIVE_FRAMES_PER_SECOND: whole(1, 100)({ default: 5, desc: '每个房间每秒最多推送次数' }),
  COMPRESS_AFTER_DAYS: whole(1, 3650)({ default: 14, desc: '读数压缩的天数' }),
  RETAIN_READINGS_DAYS: whole(60, 3650)({ default: 400, desc: '原始读数保留天数' }),
  RETAIN_MINUTES_DAYS: whole(60, 3650)({ default: 400, desc: '分钟聚合保留天数' }),
  RETAIN_QUARANTINE_DAYS: whole(7, 3650)({ default: 90, desc: '隔离报文保留天数' }),
  RETAIN_OUTBOX_MONTHS: whole(1, 120)({ default: 12, desc: '已送达的接口消息保留月数' }),
  BACKUP_DIR: str({ default: 'data/backups', desc: '备份所在目录,用于显示最近一次备份的时间' }),
  AUDIT_HASH: str({ choices: ['sha256', 'sm3'], default: 'sha256', desc: '审计链校验算法:sha256 或国密 sm3' }),
  AUDIT_SEAL_KEY: str({
    default: '',
    desc: '审计封条密钥(64 位十六进制);空即 secrets/audit-seal.key,首次启动时生成',
  }),
  RETAIN_AUDIT_MONTHS: whole(6, 120)({ default: 12, desc: '审计记录保留月数,不得少于 6' }),
  METRICS_TOKEN: str({ default: '', desc: '监控系统读取 /metrics 的令牌;登录者与本机不需要' }),
  LOG_LEVEL: str({ choices: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'], default: 'info', desc: '日志级别' }),
} satisfies Record<string, ValidatorSpec<unknown>>;

export type Config = Readonly<ReturnType<typeof readConfig>>;

/** Raised at start when a setting is missing or wrong; the message names the variable. */
export class ConfigError extends Error {}

const refuseWrong = ({ errors }: { readonly errors: Readonly<Record<string, Error | undefined>> }): void => {
  const wrong = Object.entries(errors).map(([name, error]) => `${name}:${error?.message ?? '无效'}`);
  if (wrong.length > 0) throw new ConfigError(`配置有误。${wrong.join(';')}`);
};

const keyFileOf = (raw: { VAULT_KEYS_FILE: string; VAULT_SUITE: string; XW_DATA_DIR: string }): KeyFileOptions => ({
  path: raw.VAULT_KEYS_FILE || join(raw.XW_DATA_DIR, 'secrets', 'vault-keys.json'),
  isForeign: raw.VAULT_KEYS_FILE !== '',
  suite: raw.VAULT_SUITE as SuiteName,
});

/** Where the keys of the vault are, for programs that need nothing else. @throws ConfigError */
export function vaultKeysOf(env: NodeJS.ProcessEnv): KeyFileOptions {
  const { VAULT_KEYS_FILE, VAULT_SUITE, XW_DATA_DIR } = settings;
  return keyFileOf(cleanEnv(env, { VAULT_KEYS_FILE, VAULT_SUITE, XW_DATA_DIR }, { reporter: refuseWrong }));
}

/**
 * The environment as one frozen, typed value. Nobody else reads `process.env`.
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
  const raw = cleanEnv(env, settings, { reporter: refuseWrong });
  // A refresh must never reach back into chunks that retention has dropped, or it would empty their aggregates.
  if (raw.BACKFILL_MAX_DAYS > raw.RETAIN_READINGS_DAYS - 14)
    throw new ConfigError('配置有误。BACKFILL_MAX_DAYS:须比 RETAIN_READINGS_DAYS 至少少 14 天');
  if ((raw.HTTPS_CERT === '') !== (raw.HTTPS_KEY === ''))
    throw new ConfigError('配置有误。HTTPS_CERT 与 HTTPS_KEY:须同时设置');
  // Cookies are marked and links are printed by it.
  if (raw.HTTPS_CERT !== '' && !raw.PUBLIC_ORIGIN.startsWith('https://'))
    throw new ConfigError('配置有误。PUBLIC_ORIGIN:设置 HTTPS_CERT 时须为 https:// 开头的对外地址');
  const provider = readProvider(raw);
  return Object.freeze({
    databaseUrl: raw.DATABASE_URL,
    databasePool: raw.DATABASE_POOL,
    mqttUrl: raw.MQTT_URL,
    mqttCa: raw.MQTT_CA === '' ? undefined : raw.MQTT_CA,
    mqttVersion: raw.MQTT_VERSION as 'auto' | '4' | '5',
    mqttClientId: raw.MQTT_CLIENT_ID,
    host: raw.HOST,
    port: raw.PORT,
    publicOrigin: raw.PUBLIC_ORIGIN,
    tls: raw.HTTPS_CERT === '' ? undefined : { certFile: raw.HTTPS_CERT, keyFile: raw.HTTPS_KEY },
    adminAllow: raw.ADMIN_ALLOW,
    interfaceOrigins: originsOf(raw.INTERFACE_ORIGINS),
    trustProxy: raw.TRUST_PROXY,
    provider,
    dataDir: raw.XW_DATA_DIR,
    vaultKeys: keyFileOf(raw),
    uploadMaxBytes: raw.UPLOAD_MAX_MB * 1024 * 1024,
    brokerAccessDir: raw.BROKER_ACCESS_DIR,
    batchRows: raw.INGEST_BATCH_ROWS,
    maxInFlight: raw.INGEST_IN_FLIGHT,
    backfillMaxDays: raw.BACKFILL_MAX_DAYS,
    framesPerSecond: raw.LIVE_FRAMES_PER_SECOND,
    compressAfterDays: raw.COMPRESS_AFTER_DAYS,
    retainReadingsDays: raw.RETAIN_READINGS_DAYS,
    retainMinutesDays: raw.RETAIN_MINUTES_DAYS,
    retainQuarantineDays: raw.RETAIN_QUARANTINE_DAYS,
    retainOutboxMonths: raw.RETAIN_OUTBOX_MONTHS,
    backupDir: raw.BACKUP_DIR,
    auditHash: raw.AUDIT_HASH as HashAlgorithm,
    auditSealKey: raw.AUDIT_SEAL_KEY,
    retainAuditMonths: raw.RETAIN_AUDIT_MONTHS,
    metricsToken: raw.METRICS_TOKEN,
    logLevel: raw.LOG_LEVEL,
  });
}

/** Plain http is for a provider on this very machine: everything that is agreed on would be readable elsewhere. */
const isSafeIssuer = (issuer: string): boolean => {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  return (
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname))
  );
};

function readProvider(raw: {
  readonly OIDC_ISSUER: string;
  readonly OIDC_CLIENT_ID: string;
  readonly OIDC_CLIENT_SECRET: string;
  readonly OIDC_NAME: string;
  readonly PUBLIC_ORIGIN: string;
}) {
  if (raw.OIDC_ISSUER === '') return undefined;
  if (!isSafeIssuer(raw.OIDC_ISSUER)) throw new ConfigError('配置有误。OIDC_ISSUER:须为 https 地址');
  for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_ORIGIN'] as const)
    if (raw[name] === '') throw new ConfigError(`配置有误。${name}:已设置 OIDC_ISSUER,须同时设置`);
  return Object.freeze({
    name: raw.OIDC_NAME,
    issuer: raw.OIDC_ISSUER,
    clientId: raw.OIDC_CLIENT_ID,
    clientSecret: raw.OIDC_CLIENT_SECRET,
    redirectUri: `${raw.PUBLIC_ORIGIN.replace(/\/$/, '')}/api/provider/return`,
  });
}

/** Name, default and purpose of every setting, for the operator's manual. */
export const settingTable = () =>
  Object.entries(settings).map(([name, spec]) => {
    const { default: fallback, desc } = spec as { default?: string | number | boolean; desc?: string };
    return { name, fallback: fallback === undefined ? '(必填)' : String(fallback), purpose: desc ?? '' };
  });
