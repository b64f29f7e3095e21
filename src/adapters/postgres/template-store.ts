import type { ContentApproval } from '../../domain/contact/templates.js';
import type { Database } from '../../engine/ports/database.js';
import type { TemplateRegistration, TemplateStore, TemplateVersionRecord } from '../../engine/ports/templates.js';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly channel: TemplateVersionRecord['channel'];
  readonly text_en: string;
  readonly text_zh: string;
  readonly text_zh_us: string;
  readonly digest: string;
  readonly state: TemplateVersionRecord['state'];
  readonly drafted_by: string;
  readonly drafted_at: number;
  readonly linted_at: number | null;
  readonly approved_by: string | null;
  readonly approved_at: number | null;
  readonly approvals: readonly ContentApproval[];
  readonly retired_by: string | null;
  readonly retired_at: number | null;
  readonly [column: string]: unknown;
}

interface RegistrationRow {
  readonly template: string;
  readonly version: number;
  readonly language: TemplateRegistration['language'];
  readonly account: string;
  readonly code: string;
  readonly registered_by: string;
  readonly registered_at: number;
  readonly [column: string]: unknown;
}

const record = (r: Row): TemplateVersionRecord => ({
  id: r.id, version: r.version, channel: r.channel, texts: { en: r.text_en, zh: r.text_zh, 'zh-US': r.text_zh_us }, ...(r.approvals.length === 0 ? {} : { approved: r.approvals }),
  state: r.state, digest: r.digest, draftedBy: r.drafted_by, draftedAt: r.drafted_at, lintedAt: r.linted_at, approvedBy: r.approved_by, approvedAt: r.approved_at, retiredBy: r.retired_by, retiredAt: r.retired_at,
});
const first = (rows: readonly Row[]): TemplateVersionRecord | null => (rows[0] === undefined ? null : record(rows[0]));

/** The life of a version: each step only from the state before it, so that two who act at once cannot both. */
export function openTemplateStore(database: Database): TemplateStore {
  return {
    versions: async () => (await database.query<Row>('select * from dunwell.template_version order by id, version desc')).map(record),
    version: async (id, version) => first(await database.query<Row>('select * from dunwell.template_version where id = $1 and version = $2', [id, version])),
    approved: async () => (await database.query<Row>(`select * from dunwell.template_version where state = 'approved' order by id, version`)).map(record),
    draft: ({ id, channel, texts, digest, after }, by, now) =>
      database.transaction(async (session) => {
        const same = first(await session.query<Row>(`select * from dunwell.template_version where id = $1 and digest = $2 and state <> 'retired' order by version desc limit 1`, [id, digest]));
        if (same !== null) return same;
        const rows = await session.query<Row>(
          `insert into dunwell.template_version (id, version, channel, text_en, text_zh, text_zh_us, digest, state, drafted_by, drafted_at)
           select $1, greatest(coalesce(max(version), 0), $2::integer) + 1, $3, $4, $5, $6, $7, 'draft', $8, $9::bigint from dunwell.template_version where id = $1 returning *`,
          [id, after, channel, texts.en, texts.zh, texts['zh-US'], digest, by, now],
        );
        return record(rows[0] as Row);
      }),
    lint: async (id, version, now) => first(await database.query<Row>(`update dunwell.template_version set state = 'linted', linted_at = $3 where id = $1 and version = $2 and state = 'draft' returning *`, [id, version, now])),
    approve: async (id, version, by, approvals, now) =>
      first(await database.query<Row>(`update dunwell.template_version set state = 'approved', approved_by = $3, approved_at = $4, approvals = $5::jsonb where id = $1 and version = $2 and state = 'linted' returning *`, [id, version, by, now, JSON.stringify(approvals)])),
    retire: async (id, version, by, now) =>
      first(await database.query<Row>(`update dunwell.template_version set state = 'retired', retired_by = $3, retired_at = $4 where id = $1 and version = $2 and state <> 'retired' returning *`, [id, version, by, now])),
    registrations: async () => (await database.query<RegistrationRow>('select * from dunwell.template_registration order by template, version desc, account, language')).map((r) => ({
      template: r.template, version: r.version, language: r.language, account: r.account, code: r.code, by: r.registered_by, at: r.registered_at,
    })),
    register: async ({ template, version, language, account, code, by, at }) => database.execute(
      `insert into dunwell.template_registration (template, version, language, account, code, registered_by, registered_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (template, version, language, account) do update set code = excluded.code, registered_by = excluded.registered_by, registered_at = excluded.registered_at`,
      [template, version, language, account, code, by, at],
    ).then(() => undefined),
  };
}
