import type { Hono } from 'hono';

/** A browser without scripts: keeps cookies, reads forms out of pages and follows redirects, all without a socket. */
export function browser(app: Hono, headers: Record<string, string> = { 'accept-language': 'en-US,en;q=0.9' }) {
  const jar = new Map<string, string>();
  const setCookies: string[] = [];
  const visited: string[] = [];

  async function raw(path: string, init: RequestInit = {}): Promise<Response> {
    visited.push(path);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = new Headers({ ...headers, ...(cookie === '' ? {} : { cookie }) });
    new Headers(init.headers).forEach((value, name) => { sent.set(name, value); });
    const response = await app.request(path, { ...init, headers: sent });
    for (const line of response.headers.getSetCookie()) {
      setCookies.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  async function follow(response: Response): Promise<Page> {
    let current = response;
    for (let hops = 0; current.status === 303 && hops < 5; hops += 1) current = await raw(current.headers.get('location') ?? '/');
    return { http: current.status, html: await current.text(), headers: current.headers };
  }

  return {
    jar, setCookies, visited, raw,
    get: async (path: string) => follow(await raw(path)),
    /** Fills and sends the first form with this action (and, where given, these hidden values), as a person would. */
    submit: async (page: Page, action: string, fill: Record<string, string> = {}, pick: Record<string, string> = {}) => {
      const form = formsOf(page.html).find((f) => f.action === action && Object.entries(pick).every(([name, value]) => f.fields[name] === value));
      if (!form) throw new Error(`no form to ${action} on the page`);
      return follow(await raw(action, post({ ...form.fields, ...fill })));
    },
  };
}

export interface Page {
  readonly http: number;
  readonly html: string;
  readonly headers: Headers;
}

export function post(fields: Record<string, string>): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() };
}

export function formsOf(html: string): { action: string; fields: Record<string, string> }[] {
  return [...html.matchAll(/<form method="post" action="([^"]*)"[\s\S]*?<\/form>/g)].map(([form, action = '']) => ({
    action,
    fields: Object.fromEntries(
      [...form.matchAll(/<input\b[^>]*>/g)]
        .map(([tag]) => ({ type: /type="([^"]*)"/.exec(tag)?.[1], name: /name="([^"]*)"/.exec(tag)?.[1] ?? '', value: /value="([^"]*)"/.exec(tag)?.[1] ?? '', checked: /\bchecked\b/.test(tag) }))
        .filter((input) => input.type !== 'radio' || input.checked)
        .map((input) => [input.name, input.value]),
    ),
  }));
}
