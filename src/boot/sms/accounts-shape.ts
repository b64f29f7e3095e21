import { z } from 'zod';

// The shape of the accounts file, in the names that people write. What its parts mean together is for read-accounts.ts.

const whole = (min: number, max: number) => z.number().int().min(min).max(max);
const ms = (min: number, max: number) => whole(min, max);
const words = (max: number) => z.string().min(1).max(max);
/** Never the secret itself: a file is copied, shown and kept in places where a secret must not be. */
const secret = z.string().regex(/^(env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+)$/, 'a secret is named, not written: env:NAME or file:/path');
const host = z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'a name or an address of a machine');
const port = whole(1, 65_535);
const country = z.string().regex(/^([A-Z]{2}|\*)$/, 'two capital letters (ISO 3166), or "*"');
const https = z.string().regex(/^(https:\/\/[^/\s@]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\]))(:\d+)?(\/\S*)?$/, 'an https:// address without user and password (http:// to this machine only)');
const reconnect = z.strictObject({ first: ms(10, 60_000), most: ms(10, 3_600_000) });
const number = z.union([z.number(), z.string()]).transform(String).pipe(z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, 'an amount such as 0.035'));
const registered = z.array(z.strictObject({ id: words(80), version: whole(1, 1_000_000), language: z.enum(['en', 'zh', 'zh-US']), code: words(80), wording: words(2_000), places: z.record(words(40), words(40)) })).max(1_000);

const CMPP = z.strictObject({
  host, port: port.optional(), version: z.enum(['2.0', '3.0']).optional(), sp_id: z.string().regex(/^[\x21-\x7e]{6}$/, 'six characters'), secret, from: z.string().regex(/^\d{1,21}$/, 'up to 21 digits'), service_id: z.string().regex(/^[\x21-\x7e]{0,10}$/, 'up to ten ASCII characters').optional(),
  window: whole(1, 1_000).optional(), reply_ms: ms(500, 60_000).optional(), active_test_ms: ms(1_000, 600_000).optional(), misses_max: whole(1, 100).optional(), check_gateway: z.boolean().optional(), turn_ms: ms(10, 10_000).optional(),
  valid_seconds: whole(60, 172_800).optional(), reconnect_ms: reconnect.optional(),
});
const idForm = z.enum(['text', 'hex', 'decimal']);
const SMPP = z.strictObject({
  host, port, system_id: z.string().regex(/^[\x21-\x7e]{1,15}$/, 'at most 15 ASCII characters'), password: secret, system_type: z.string().regex(/^[\x21-\x7e]{0,12}$/, 'at most 12 ASCII characters').optional(), bind: z.enum(['transceiver', 'pair']).optional(),
  tls: z.strictObject({ ca: secret.optional(), servername: host.optional() }).optional(), source: z.strictObject({ address: z.string().regex(/^\+?[A-Za-z0-9 ]{1,20}$/, 'a number or a name, at most 20 characters'), ton: whole(0, 6).optional(), npi: whole(0, 18).optional() }),
  country: z.string().regex(/^[A-Z]{2}$/, 'two capital letters (ISO 3166)').optional(), window: whole(1, 1_000).optional(), reference_bits: z.union([z.literal(8), z.literal(16)]).optional(), receipts: z.boolean().optional(),
  message_ids: z.strictObject({ answer: idForm, receipt: idForm }).optional(), default_alphabet: z.enum(['gsm7', 'ascii', 'latin1', 'utf8']).optional(), validity_minutes: whole(0, 2_880).optional(), definite_refusals: z.array(whole(0x400, 0x4ff)).max(256).optional(),
  answer_ms: ms(500, 60_000).optional(), enquire_ms: ms(1_000, 600_000).optional(), wait_ms: ms(10, 10_000).optional(), reconnect_ms: reconnect.optional(), parts_ms: ms(1_000, 600_000).optional(),
});
const ALIYUN = z.strictObject({ access_key_id: words(128), access_key_secret: secret, sign_name: words(40), templates: registered.default([]), hook_token: secret, timeout_ms: ms(100, 10_000).optional(), window: whole(1, 1_000).optional(), endpoint: https.optional() });
const TENCENT = z.strictObject({ secret_id: words(128), secret_key: secret, region: words(40), sdk_app_id: z.string().regex(/^\d{1,20}$/, 'digits, in quotes'), sign_name: words(40), templates: registered.default([]), hook_token: secret, timeout_ms: ms(100, 10_000).optional(), window: whole(1, 1_000).optional(), endpoint: https.optional() });
const TWILIO = z.strictObject({
  account_sid: words(40), auth_token: secret, api_key: z.strictObject({ sid: words(64), secret }).optional(), from: words(40), validity_seconds: whole(1, 36_000).optional(), timeout_ms: ms(100, 10_000).optional(), window: whole(1, 1_000).optional(), endpoint: https.optional(),
});
const GATEWAY = z.strictObject({ url: https, secret, timeout_ms: ms(100, 10_000).optional() });

const price = z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)'), per_segment: number });
const terms = {
  countries: z.array(country).min(1).max(250),
  price: z.record(country, price).optional(),
  per_day: z.strictObject({ segments: whole(1, 1_000_000_000), zone: words(64) }).optional(),
  per_second: whole(1, 100_000).optional(),
  registration: words(200).optional(),
};

/** Kinds of accounts, and what each needs to connect. */
export const CONNECTIONS = { smpp: SMPP, cmpp: CMPP, aliyun: ALIYUN, tencent: TENCENT, twilio: TWILIO, gateway: GATEWAY } as const;
export type Kind = keyof typeof CONNECTIONS;

const account = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('smpp'), ...terms, connection: SMPP }), z.strictObject({ kind: z.literal('cmpp'), ...terms, connection: CMPP }), z.strictObject({ kind: z.literal('aliyun'), ...terms, connection: ALIYUN }), z.strictObject({ kind: z.literal('tencent'), ...terms, connection: TENCENT }),
  z.strictObject({ kind: z.literal('twilio'), ...terms, connection: TWILIO }), z.strictObject({ kind: z.literal('gateway'), ...terms, connection: GATEWAY }),
]);

const route = z.strictObject({
  country, operator: z.enum(['CMCC', 'CUCC', 'CTCC', 'CBN']).optional(), by: z.enum(['order', 'cost', 'weight']).optional(),
  accounts: z.array(z.union([z.string(), z.strictObject({ account: z.string(), weight: whole(0, 1_000) })])).min(1).max(50),
});

export const ACCOUNTS_FILE = z.strictObject({ format: z.literal(1), accounts: z.record(z.string(), account), routes: z.array(route).min(1).max(1_000) });
export type AccountsFile = z.infer<typeof ACCOUNTS_FILE>;
export type AccountEntry = AccountsFile['accounts'][string];
