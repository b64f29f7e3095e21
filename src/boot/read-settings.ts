import { leadsHere, SETTING_NAMES, SETTINGS, settingOf, type Environment, type SettingName, type Settings } from './settings.js';

/** A setting in force: what is shown of it, and where it comes from. */
export interface SettingInForce {
  readonly name: string;
  readonly value: string;
  readonly from: 'environment' | 'default';
}

interface Given {
  readonly settings: Settings;
  readonly wrong: readonly string[];
}

/** Insertions, deletions and replacements that lead from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] as number;
}

/** A typed name that is none of ours, e.g. DUNWELL_PUBLIC_ULR, must not mean the default. */
function unknownName(name: string): string {
  const [nearest] = [...SETTING_NAMES].sort((a, b) => distance(name, a) - distance(name, b));
  const near = nearest !== undefined && distance(name, nearest) <= Math.max(2, name.length / 3) ? `Did you mean ${nearest}?` : '`dunwell config` lists those there are.';
  return `${name} is no setting. ${near}`;
}

/** What may be shown of a value: of a secret only that it is there, of an address nothing of its user and password. */
function shown(name: SettingName, text: string): string {
  if (settingOf(name).secret !== true) return text.replace(/\/\/[^/@\s]*@/, '//***@');
  if (name !== 'DATABASE_URL') return '***';
  const url = URL.canParse(text) ? new URL(text) : null;
  return url === null || url.host === '' ? '***' : `${url.protocol}//***@${url.host}${url.pathname}`;
}

function readEach(environment: Environment): Given {
  const wrong: string[] = [];
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of SETTING_NAMES) {
    const { is, example, fallback, secret, read } = settingOf(name);
    const given = environment[name];
    const isSet = given !== undefined && (given !== '' || secret === true);
    const value = isSet ? read(given) : undefined;
    if (isSet && value === undefined) wrong.push(`${name} is ${given === '' ? 'set but empty' : `"${shown(name, given)}"`}; it must be ${is}, e.g. ${example}.`);
    values[name] = value ?? (fallback === null ? null : (read(fallback) ?? null));
  }
  return { settings: values as Settings, wrong };
}

function mailConflicts(s: Settings): readonly string[] {
  const found: string[] = [];
  const of = (name: SettingName) => s[name] !== null;
  if (of('DUNWELL_MAIL_URL') !== of('DUNWELL_MAIL_FROM')) found.push('DUNWELL_MAIL_URL and DUNWELL_MAIL_FROM go together. Set both or neither.');
  if (of('DUNWELL_MAIL_DKIM') !== of('DUNWELL_MAIL_DKIM_KEY')) found.push('DUNWELL_MAIL_DKIM and DUNWELL_MAIL_DKIM_KEY go together. Set both or neither.');
  for (const name of ['DUNWELL_MAIL_RETURN', 'DUNWELL_MAIL_DKIM', 'DUNWELL_MAIL_IN_PORT', 'DUNWELL_MAIL_IN_SECRET'] as const) if (of(name) && !of('DUNWELL_MAIL_URL')) found.push(`${name} is set and DUNWELL_MAIL_URL is not: there is no e-mail that it could be about.`);
  if (s.DUNWELL_MAIL_FROM !== null && s.DUNWELL_MAIL_RETURN === null && (s.DUNWELL_MAIL_FROM.indexOf('@') > 18 || s.DUNWELL_MAIL_FROM.includes('+'))) found.push('DUNWELL_MAIL_FROM is too long before the @ (18 characters), or holds a plus, to be the return address too. Set DUNWELL_MAIL_RETURN.');
  if (s.DUNWELL_DEMO === 'on' && (of('DUNWELL_MAIL_URL') || s.DUNWELL_LETTERS !== 'off')) found.push('DUNWELL_DEMO=on goes with neither DUNWELL_MAIL_URL nor DUNWELL_LETTERS: made-up people would be written to at addresses that may be somebody\'s.');
  if (s.DUNWELL_CLOCK !== null && s.DUNWELL_MAIL_URL !== null && !leadsHere(s.DUNWELL_MAIL_URL)) found.push('DUNWELL_CLOCK is for trials on one machine; DUNWELL_MAIL_URL leads to another. Take one of them away.');
  if (s.DUNWELL_MAIL_IN_PORT !== null && (s.DUNWELL_MAIL_IN_PORT === s.PORT || s.DUNWELL_MAIL_IN_PORT === s.DUNWELL_METRICS_PORT)) found.push(`DUNWELL_MAIL_IN_PORT is ${s.DUNWELL_MAIL_IN_PORT}, which is taken by PORT or DUNWELL_METRICS_PORT. Take another.`);
  if (s.DUNWELL_STOP_MS <= s.DUNWELL_MAIL_TIMEOUT_MS && of('DUNWELL_MAIL_URL')) found.push('DUNWELL_STOP_MS must be more than DUNWELL_MAIL_TIMEOUT_MS: a stop waits for the e-mails that are leaving.');
  return found;
}

/** The pager and the model: whole or not at all. */
function robotConflicts(s: Settings): readonly string[] {
  const found: string[] = [];
  if ((s.DUNWELL_ALERT_URL === null) !== (s.DUNWELL_ALERT_SECRET === null)) found.push('DUNWELL_ALERT_URL and DUNWELL_ALERT_SECRET go together. Set both or neither.');
  const model = [s.DUNWELL_LLM_URL, s.DUNWELL_LLM_KEY, s.DUNWELL_LLM_MODEL];
  if (model.some((one) => one === null) && model.some((one) => one !== null)) found.push('DUNWELL_LLM_URL, DUNWELL_LLM_KEY and DUNWELL_LLM_MODEL go together. Set all or none.');
  return found;
}

/** What each alone may be, and both together may not. */
function conflicts(s: Settings): readonly string[] {
  const found: string[] = [];
  if ((s.DUNWELL_SMS_URL === null) !== (s.DUNWELL_SMS_SECRET === null)) {
    const [there, missing] = s.DUNWELL_SMS_URL === null ? ['DUNWELL_SMS_SECRET', 'DUNWELL_SMS_URL'] : ['DUNWELL_SMS_URL', 'DUNWELL_SMS_SECRET'];
    found.push(`${there} is set and ${missing} is not (or cannot be used). Set both or neither.`);
  }
  if (s.DUNWELL_DEMO === 'on' && s.DUNWELL_SMS_URL !== null) found.push('DUNWELL_DEMO=on and DUNWELL_SMS_URL do not go together: made-up people would be texted on numbers that may be somebody\'s.');
  if (s.DUNWELL_SMS_ACCOUNTS !== null && s.DUNWELL_SMS_URL !== null) found.push('DUNWELL_SMS_ACCOUNTS and DUNWELL_SMS_URL do not go together: name the gateway in the accounts file (kind: gateway).');
  if (s.DUNWELL_SMS_ACCOUNTS !== null && s.DUNWELL_CLOCK !== null) found.push('DUNWELL_CLOCK is for trials on one machine, and DUNWELL_SMS_ACCOUNTS leads to operators. Take one of them away.');
  if (s.DUNWELL_SMS_ACCOUNTS !== null && s.DUNWELL_DEMO === 'on') found.push('DUNWELL_DEMO=on and DUNWELL_SMS_ACCOUNTS do not go together: made-up people would be texted on numbers that may be somebody\'s.');
  if (s.DUNWELL_CLOCK !== null && s.DUNWELL_SMS_URL !== null && !leadsHere(s.DUNWELL_SMS_URL)) found.push('DUNWELL_CLOCK is for trials on one machine; DUNWELL_SMS_URL leads to another. Take one of them away.');
  found.push(...mailConflicts(s), ...robotConflicts(s));
  if (s.DUNWELL_METRICS_PORT === s.PORT) found.push(`DUNWELL_METRICS_PORT and PORT are both ${s.PORT}. The doors are for the public, that port is not: take another.`);
  if (s.DUNWELL_STOP_MS <= s.DUNWELL_SMS_TIMEOUT_MS && s.DUNWELL_SMS_URL !== null) found.push('DUNWELL_STOP_MS must be more than DUNWELL_SMS_TIMEOUT_MS: a stop waits for the texts that are leaving.');
  return found;
}

/** Every setting, read and checked. Throws one error that tells of all that is wrong, each with what it should be; a secret is never shown. */
export function readSettings(environment: Environment): Settings {
  const { settings, wrong } = readEach(environment);
  const strange = Object.keys(environment).filter((name) => name.startsWith('DUNWELL_') && !(name in SETTINGS)).sort().map(unknownName);
  const all = [...wrong, ...strange, ...conflicts(settings)];
  if (all.length > 0) throw new Error(`config: ${all.length === 1 ? 'a setting cannot be used' : `${all.length} settings cannot be used`}, so nothing was started:\n${all.map((one) => `  ${one}`).join('\n')}`);
  return settings;
}

/** All settings as they are in force, fit to be shown. Throws as {@link readSettings}. */
export function settingsInForce(environment: Environment): readonly SettingInForce[] {
  readSettings(environment);
  return SETTING_NAMES.map((name) => {
    const { fallback, otherwise } = settingOf(name);
    const given = environment[name];
    return given === undefined || given === '' ? { name, value: fallback ?? `(${otherwise ?? 'none'})`, from: 'default' } : { name, value: shown(name, given), from: 'environment' };
  });
}
