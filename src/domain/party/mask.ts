/** What stands in place of a name: first character kept, the rest hidden; `陈小明` → `陈**`, `Mary Jones` → `M*** J***`. */
export function maskName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') return '*';
  if (/[\u3400-\u9fff\u{20000}-\u{2ffff}]/u.test(trimmed)) {
    const letters = [...trimmed];
    return `${letters[0] as string}${'*'.repeat(Math.min(3, Math.max(1, letters.length - 1)))}`;
  }
  return trimmed.split(/\s+/).map((word) => `${[...word][0] as string}***`).join(' ');
}

/** Last four digits only. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length <= 4 ? '****' : `****${digits.slice(-4)}`;
}

export function maskEmail(email: string): string {
  const [local, host] = email.split('@');
  return host === undefined ? '***' : `${(local ?? '').slice(0, 1)}***@${host}`;
}

/** Nothing of the street: the first few characters (a town, a state) at most. */
export function maskAddress(address: string): string {
  return `${[...address].slice(0, 3).join('')}***`;
}

/** Last four characters of an account or loan reference. */
export function maskRef(ref: string): string {
  return ref.length <= 4 ? `*${ref}` : `*${ref.slice(-4)}`;
}
