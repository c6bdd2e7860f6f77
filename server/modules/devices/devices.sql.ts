import type { NewDevice, Site } from '../../../contracts/devices.ts';
import type { Statement } from '../../platform/database.ts';

const siteColumns = `code, name, street_code as "streetCode", project_id as "projectId", lon, lat`;
const deviceColumns = `code, name, kind, site_code as "siteCode", period_ms as "periodMs",
  retired_at is null as active, registered_at as "registeredAt"`;

export const selectSites = (): Statement => ({ text: `select ${siteColumns} from sites order by code` });

/** What a new site refers to: is it there? */
export const selectSiteReferences = (streetCode: string, projectId: string | null): Statement => ({
  text: `select exists (select from streets where code = $1) as street,
                $2::text is null or exists (select from projects where id = $2) as project`,
  values: [streetCode, projectId],
});

/** No row comes back when the code is taken. */
export const insertSite = (site: Site): Statement => ({
  text: `insert into sites (code, name, street_code, project_id, lon, lat) values ($1, $2, $3, $4, $5, $6)
         on conflict (code) do nothing returning ${siteColumns}`,
  values: [site.code, site.name, site.streetCode, site.projectId, site.lon, site.lat],
});

/** Held until the transaction ends. */
export const lockSite = (code: string): Statement => ({
  text: `select ${siteColumns} from sites where code = $1 for update`,
  values: [code],
});
export const bindSite = (code: string, projectId: string | null): Statement => ({
  text: `update sites set project_id = $2 where code = $1 returning ${siteColumns}`,
  values: [code, projectId],
});

export const selectDevices = (siteCode: string | undefined): Statement => ({
  text: `select ${deviceColumns} from devices where $1::text is null or site_code = $1 order by code`,
  values: [siteCode ?? null],
});

export const selectSiteExists = (code: string): Statement => ({
  text: `select 1 as there from sites where code = $1`,
  values: [code],
});

/** No row comes back when the code is taken, be it by a retired device: its readings bear that code. */
export const insertDevice = (device: NewDevice, periodMs: number, credentialHash: string): Statement => ({
  text: `insert into devices (code, name, kind, site_code, period_ms, credential_hash) values ($1, $2, $3, $4, $5, $6)
         on conflict (code) do nothing returning ${deviceColumns}`,
  values: [device.code, device.name, device.kind, device.siteCode, periodMs, credentialHash],
});

export const updateCredential = (code: string, credentialHash: string): Statement => ({
  text: `update devices set credential_hash = $2 where code = $1 and retired_at is null
         returning kind, site_code as "siteCode"`,
  values: [code, credentialHash],
});

export const markRetired = (code: string, now: number): Statement => ({
  text: `update devices set retired_at = $2 where code = $1 and retired_at is null returning ${deviceColumns}`,
  values: [code, new Date(now)],
});

/** Devices that may connect, for the broker's access files. */
export const selectAccessRows = (): Statement => ({
  text: `select code as "deviceCode", site_code as "siteCode", kind, credential_hash as "credentialHash"
         from devices where retired_at is null order by code`,
});

/** Every device ever registered with where it stands; retired ones too, for their readings remain. */
export const selectDirectory = (): Statement => ({
  text: `select d.id as "deviceId", d.code as "deviceCode", d.kind, d.name as "deviceName", d.period_ms as "periodMs",
                d.retired_at is not null as retired, s.code as "siteCode", s.name as "siteName",
                s.street_code as "streetCode", s.project_id as "projectId", s.lon, s.lat
         from devices d join sites s on s.code = d.site_code order by d.id`,
});
