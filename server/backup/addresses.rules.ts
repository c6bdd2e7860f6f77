/** A connection address in its pieces; one of a socket names no host, which is why URL does not take it. */
const ADDRESS =
  /^(?<scheme>postgres(?:ql)?:\/\/)(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>[^/?]*)(?:\/(?<name>[^?]*))?(?<query>\?.*)?$/;

const piecesOf = (address: string): Partial<Record<string, string>> => ADDRESS.exec(address)?.groups ?? {};

/** The name of the database that an address leads to; without one it is the user's. */
export function databaseNameOf(address: string): string {
  const { name, user } = piecesOf(address);
  return decodeURIComponent(name || user || '');
}

/** The address of another database of the same server. */
export function addressOf(address: string, name: string): string {
  const { scheme = '', user, password, host = '', query = '' } = piecesOf(address);
  const account = user === undefined ? '' : `${user}${password === undefined ? '' : `:${password}`}@`;
  return `${scheme}${account}${host}/${encodeURIComponent(name)}${query}`;
}

/** An address that may stand in a list of processes, and the password that may not. */
export function withoutPassword(address: string): { readonly address: string; readonly password: string | undefined } {
  const { scheme = '', user, password, host = '', name, query = '' } = piecesOf(address);
  const account = user === undefined ? '' : `${user}@`;
  return {
    address: `${scheme}${account}${host}${name === undefined ? '' : `/${name}`}${query}`,
    password: password === undefined ? undefined : decodeURIComponent(password),
  };
}
