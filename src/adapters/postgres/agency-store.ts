import type { AgencyRecord, AgencyStore } from '../../engine/ports/agencies.js';
import type { Database } from '../../engine/ports/database.js';
import { selectPlacedCases } from './sql/select-placed-cases.js';

interface Row {
  readonly id: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly kind: AgencyRecord['kind'];
  readonly creditor_id: string | null;
  readonly listed: boolean;
  readonly ended_at: number | null;
  readonly [column: string]: unknown;
}

const COLUMNS = 'select id, name_en, name_zh, kind, creditor_id, listed, ended_at from dunwell.agency';
const agency = (r: Row): AgencyRecord => ({ id: r.id, nameEn: r.name_en, nameZh: r.name_zh, kind: r.kind, creditorId: r.creditor_id, listed: r.listed, endedAt: r.ended_at });

export function openAgencyStore(database: Database): AgencyStore {
  const one = async (where: string, value: string) => {
    const row = (await database.query<Row>(`${COLUMNS} where ${where} = $1`, [value]))[0];
    return row === undefined ? null : agency(row);
  };
  return {
    async add(a, tokenDigest, now) {
      const added = await database.execute(
        'insert into dunwell.agency (id, name_en, name_zh, kind, creditor_id, listed, token_digest, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing',
        [a.id, a.nameEn, a.nameZh, a.kind, a.creditorId, a.listed, tokenDigest, now],
      );
      return added === 1;
    },
    byToken: (tokenDigest) => one('token_digest', tokenDigest),
    agency: (id) => one('id', id),
    agencies: async () => (await database.query<Row>(`${COLUMNS} order by id`)).map(agency),
    setListed: async (id, listed) => (await database.execute('update dunwell.agency set listed = $2 where id = $1', [id, listed])) === 1,
    end: async (id, now) => (await database.execute('update dunwell.agency set ended_at = $2 where id = $1 and ended_at is null', [id, now])) === 1,
    placedCases: (of, afterId, limit) => selectPlacedCases(database, of, afterId, limit),
    async figures(id) {
      const row = (await database.query<{ reserved: number; unpermitted: number }>(
        `select (select count(*) from dunwell.attempt where provider = $1 or starts_with(provider, $1 || ':'))::int
                  + coalesce((select sum(f.value::bigint) from dunwell.archived_month m, jsonb_each_text(m.figures) f where m.table_name = 'attempt' and (f.key = $1 or starts_with(f.key, $1 || ':'))), 0)::int as reserved,
                (select count(*)::int from dunwell.person_event where data->>'unpermitted' = $2) as unpermitted`, [`agency:${id}`, id],
      ))[0];
      return { reserved: row?.reserved ?? 0, unpermitted: row?.unpermitted ?? 0 };
    },
  };
}
