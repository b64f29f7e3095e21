-- Texts that this house wrote itself, beside those that come with the code. A version is born with its words and keeps them.
create table dunwell.template_version (
  id text not null check (id ~ '^[a-z][a-z0-9-]{1,59}$'),
  version integer not null check (version > 0),
  channel text not null check (channel in ('sms', 'email', 'mail', 'call', 'visit')),
  text_en text not null,
  text_zh text not null,
  text_zh_us text not null,
  digest text not null,
  state text not null check (state in ('draft', 'linted', 'approved', 'retired')),
  drafted_by text not null,
  drafted_at bigint not null,
  linted_at bigint,
  approved_by text,
  approved_at bigint,
  -- What the rules of content ask a person about, answered: rule, code, by, why.
  approvals jsonb not null default '[]',
  retired_by text,
  retired_at bigint,
  primary key (id, version),
  -- Four eyes: the database says it too.
  check (approved_by is null or approved_by <> drafted_by),
  check (state <> 'approved' or approved_by is not null),
  check (approved_by is null or linted_at is not null)
);

-- Contacts and decisions name a version and mean its words; so they never change, and who answered for them does not either.
create function dunwell.template_words_stay() returns trigger language plpgsql as $$
begin
  if (new.id, new.version, new.channel, new.text_en, new.text_zh, new.text_zh_us, new.digest, new.drafted_by) is distinct from (old.id, old.version, old.channel, old.text_en, old.text_zh, old.text_zh_us, old.digest, old.drafted_by)
    or (old.approved_by is not null and (new.approved_by, new.approvals) is distinct from (old.approved_by, old.approvals)) then
    raise exception 'template % version % does not change', old.id, old.version using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger template_words_stay before update on dunwell.template_version for each row execute function dunwell.template_words_stay();

-- By which code an account of a provider knows a version's text in a language. Texts that come with the code are registered too, so it refers to none.
create table dunwell.template_registration (
  template text not null,
  version integer not null check (version > 0),
  language text not null check (language in ('en', 'zh', 'zh-US')),
  account text not null,
  code text not null,
  registered_by text not null,
  registered_at bigint not null,
  primary key (template, version, language, account)
);
