import { TOPIC_ROOT, publishTopicsOf, type DeviceKind } from '../../../contracts/mqtt.ts';
import type { BrokerFileName } from '../../../contracts/devices.ts';

/** A device that may connect; retired ones are not among these. Its user name is its code. */
export interface AccessRow {
  readonly deviceCode: string;
  readonly siteCode: string;
  readonly kind: DeviceKind;
  /** `$7$iterations$salt$hash`. */
  readonly credentialHash: string;
}

/** The server's own account at the broker. */
export interface ServiceAccount {
  readonly user: string;
  readonly credentialHash: string;
}

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;
const everything = `${TOPIC_ROOT}/#`;

/** Mosquitto's `password_file`. */
export const mosquittoPasswd = (rows: readonly AccessRow[], service: ServiceAccount): string =>
  lines([`${service.user}:${service.credentialHash}`, ...rows.map((row) => `${row.deviceCode}:${row.credentialHash}`)]);

/** Mosquitto's `acl_file`: a device writes its own leaves and reads nothing. */
export const mosquittoAcl = (rows: readonly AccessRow[], service: ServiceAccount): string =>
  lines([
    `user ${service.user}`,
    `topic readwrite ${everything}`,
    ...rows.flatMap((row) => [
      '',
      `user ${row.deviceCode}`,
      ...publishTopicsOf(row).map((topic) => `topic write ${topic}`),
    ]),
  ]);

/**
 * EMQX's user import (CSV). The built-in database is to be set to pbkdf2, mac_fun sha512, iterations 101, dk_length 64:
 * it compares the hash as hexadecimal and takes the salt as text.
 */
export const emqxUsers = (rows: readonly AccessRow[], service: ServiceAccount): string => {
  const line = (user: string, stored: string) => {
    const [, , , salt = '', hash = ''] = stored.split('$');
    return [
      user,
      Buffer.from(hash, 'base64').toString('hex'),
      Buffer.from(salt, 'base64').toString('ascii'),
      'false',
    ].join(',');
  };
  return lines([
    'user_id,password_hash,salt,is_superuser',
    line(service.user, service.credentialHash),
    ...rows.map((row) => line(row.deviceCode, row.credentialHash)),
  ]);
};

/** EMQX's `acl.conf`; its last rule refuses whatever was not allowed. */
export const emqxAcl = (rows: readonly AccessRow[], service: ServiceAccount): string => {
  const quote = (text: string) => JSON.stringify(text);
  return lines([
    `{allow, {username, ${quote(service.user)}}, all, [${quote(everything)}]}.`,
    ...rows.map(
      (row) =>
        `{allow, {username, ${quote(row.deviceCode)}}, publish, [${publishTopicsOf(row).map(quote).join(', ')}]}.`,
    ),
    '{deny, all}.',
  ]);
};

/** Writers by the name under which the file is offered for download. */
export const brokerFiles: Readonly<
  Record<BrokerFileName, (rows: readonly AccessRow[], service: ServiceAccount) => string>
> = {
  'mosquitto-passwd': mosquittoPasswd,
  'mosquitto-acl': mosquittoAcl,
  'emqx-users': emqxUsers,
  'emqx-acl': emqxAcl,
};

/** A user's stored hash in the text of a password file. */
export const findStored = (passwd: string, user: string): string | undefined =>
  passwd
    .split('\n')
    .find((line) => line.startsWith(`${user}:`))
    ?.slice(user.length + 1);

/** User and password of the server's account, out of the broker's address. */
export function serviceOf(mqttUrl: string): { readonly user: string; readonly password: string } | undefined {
  const { username, password } = new URL(mqttUrl);
  return username === '' ? undefined : { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}
