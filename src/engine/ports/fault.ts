/** What a log may say of something thrown: its kind and, from the database, its SQLSTATE. Never its text, which can carry a value (law 12). */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' && /^[0-9A-Z_]{2,40}$/.test(error.code) ? ` ${error.code}` : '';
  return `${error.name}${code}`;
}
